// What a device that has never been connected knows of itself.
import type { Meta } from "./store.ts";

export const FIRST_META: Meta = { device: null, cursor: null, last: 0, acked: 0, complete: false, syncedAt: null, offset: 0, older: null, heard: [] };
