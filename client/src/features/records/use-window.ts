// The rows of a list around what is in view: a window on a live query that moves with scrolling. Invariant: a row that
// is not here yet is undefined, never another row.
import type { Row } from "@outrider/shared/projection";
import { useCallback, useReducer, useState } from "react";
import { useWhenQuiet } from "../../ui/use-quiet.ts";
import { type Beyond, useLiveQuery, type Group, type Query } from "../../read/index.ts";

const STEP = 50;
const WINDOW = 150;
/** A start reads what one can see, and the rest when it has nothing else to do. */
const FIRST = 50;

export interface Window {
  readonly count: number;
  /** Of the whole list, where it is in groups. */
  readonly groups: readonly Group[] | undefined;
  readonly complete: boolean;
  readonly beyond: Beyond | undefined;
  readonly loading: boolean;
  readonly rowAt: (index: number) => Row | undefined;
  /** Where a record stands in the list; undefined where it is not in the window. */
  readonly placeOf: (id: string) => number | undefined;
  readonly onRange: (start: number, end: number) => void;
}

/** Where the window begins that shows rows from `start` on, with some before them. */
export const windowFor = (start: number): number => Math.max(0, Math.floor((start - STEP) / STEP) * STEP);

export function useWindow(query: Query): Window {
  const [offset, setOffset] = useState(0);
  const [wide, widen] = useReducer(() => true, false);
  const { rows, offset: from, total, groups, complete, beyond, loading } = useLiveQuery({ ...query, offset, limit: wide || offset > 0 ? WINDOW : FIRST });
  useWhenQuiet(!wide && !loading, widen);
  const onRange = useCallback((start: number) => setOffset(windowFor(start)), []);
  const rowAt = useCallback((index: number) => rows[index - from], [rows, from]);
  const placeOf = useCallback((id: string) => {
    const at = rows.findIndex((row) => row.id === id);
    return at < 0 ? undefined : at + from;
  }, [rows, from]);
  return { count: total, groups, complete, beyond, loading, rowAt, placeOf, onRange };
}
