// The rows of a list with the one that is being edited held in its place.
import type { Row } from "@outrider/shared/projection";
import { useCallback, useState } from "react";
import { useRecord } from "../../read/index.ts";
import { sortedPlace } from "./pinned-place.ts";

type RowAt = (index: number) => Row | undefined;

export function usePinnedRow(rowAt: RowAt, placeOf: (id: string) => number | undefined) {
  const [pinned, setPinned] = useState<{ readonly row: Row; readonly index: number }>();
  const { view } = useRecord(pinned?.row.id ?? null);
  const held = view ?? pinned?.row;
  const sorted = pinned === undefined ? undefined : placeOf(pinned.row.id);
  const shown = useCallback<RowAt>(
    (index) => {
      if (pinned === undefined) return rowAt(index);
      const place = sortedPlace(index, pinned.index, sorted);
      return place === null ? held : rowAt(place);
    },
    [rowAt, pinned, held, sorted],
  );
  const pin = useCallback((row: Row, index: number) => setPinned((before) => (before?.row.id === row.id ? before : { row, index })), []);
  const release = useCallback(() => setPinned(undefined), []);
  return { rowAt: shown, view, pin, release };
}
