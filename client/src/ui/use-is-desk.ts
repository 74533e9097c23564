// Whether there is room for tables and a side bar. The same limit as the `desk:` classes.
import { useSyncExternalStore } from "react";
import { mediaMatches, watchMedia } from "../platform/media-query.ts";

const QUERY = "(min-width: 48rem)";
const subscribe = (onChange: () => void) => watchMedia(QUERY, onChange);
const read = () => mediaMatches(QUERY);

export const useIsDesk = (): boolean => useSyncExternalStore(subscribe, read);
