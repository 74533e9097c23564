// The name under which a record is shown, everywhere the same.
import { type RecordState, textOf } from "@outrider/shared/records";
import { entityOf } from "@outrider/shared/schema";

const LONGEST = 120;

/** One line, at most 120 characters; the kind's own name where the record has none. */
export function titleOf(state: RecordState): string {
  const { title, label } = entityOf(state.kind);
  const text = textOf(state, title).replace(/\s+/g, " ").trim();
  if (text === "") return label;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}
