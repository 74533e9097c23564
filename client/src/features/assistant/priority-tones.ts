// How urgent an action looks.
import type { Tone } from "../../ui/tone.ts";

export const priorityTones: Readonly<Record<string, Tone>> = { high: "warn", medium: "info", low: "neutral" };
