import type { Row } from "@outrider/shared/projection";
import type { Beyond, Group, Query, Taken, Total } from "../engine/api-records.ts";
import { useWatch } from "./use-watch.ts";

export interface LiveRows {
  readonly rows: readonly Row[];
  /** Place of the first row in the whole list. */
  readonly offset: number;
  readonly total: number;
  /** Whether this device holds all there is to find. */
  readonly complete: boolean;
  /** Where it holds a part by itself: what there is to be done about the rest, which is the server's. */
  readonly beyond?: Beyond;
  /** What mistyped words were taken for, where the query has `alike` and it made a difference. */
  readonly taken?: Taken;
  /** Of the whole list, where the query has a `group`; its sum, where it has a `sum`. */
  readonly groups?: readonly Group[];
  readonly totals?: readonly Total[];
  /** Nothing has been found out yet. */
  readonly loading: boolean;
}

const LOADING: LiveRows = { rows: [], offset: 0, total: 0, complete: false, loading: true };

/** A list that follows every edit. Another window or another search of the same list shows the old rows until the new ones are there. */
export function useLiveQuery(query: Query | null): LiveRows {
  const { kind, where, sort, group, root, bin } = query ?? { kind: [] };
  const shown = useWatch("query", query === null ? undefined : JSON.stringify(query), JSON.stringify({ kind, where, sort, group, root, bin }));
  return shown && query !== null ? { ...shown, loading: false } : LOADING;
}
