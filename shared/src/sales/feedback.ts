// Feedback records as the evidence that confidence is calibrated by.
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { Advice } from "./advice.ts";

/** Null: it says nothing of a suggestion, or was taken back. */
export function adviceOf(state: RecordState): Advice | null {
  const [shown, stated, promised] = [valueOf(state, "shownAt"), valueOf(state, "stated"), valueOf(state, "confidence")];
  const sure = typeof stated === "number" ? stated : promised;
  if (state.kind !== "feedback" || isDeleted(state) || typeof shown !== "number" || typeof sure !== "number") return null;
  const [useful, outcome] = [textOf(state, "useful"), textOf(state, "outcome")];
  return { id: state.id, code: textOf(state, "suggestion"), stated: sure, at: shown, useful: useful === "" ? null : useful === "yes", done: valueOf(state, "doneAt") === null ? null : true, worked: outcome === "" ? null : outcome === "worked" };
}
