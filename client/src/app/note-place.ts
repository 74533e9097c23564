// Where on the page of its record a rich text is, as the part of the address after #.
import type { Row } from "@outrider/shared/projection";

/** undefined: the record is no rich text. What is written on an activity is on the page of the activity's root. */
export function notePlace({ kind, values }: Pick<Row, "kind" | "values">): string | undefined {
  if (kind !== "body") return undefined;
  const { about, root, slot } = values;
  return about === root ? String(slot) : `note-${String(about)}`;
}
