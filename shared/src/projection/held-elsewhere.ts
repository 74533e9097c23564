// What a server must know of each record so that a device that holds only some of them can be sent the others: the words
// of its name, and whether it is still open. Plain texts, so that a database finds by them with an index.
import { fold } from "@outrider/shared/kernel";
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { entityOf } from "@outrider/shared/schema";
import { titleOf } from "./title.ts";

/** Letters and digits alone, so that a database cuts it into the same words as `nameFound`. */
const words = (text: string): readonly string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/** The words of its name; null for what has no page of its own, or stands for nothing any more. */
export function nameOf(state: RecordState): string | null {
  const { belongs, title } = entityOf(state.kind);
  if (belongs === "root" || isDeleted(state) || textOf(state, "mergedInto") !== "" || textOf(state, title) === "") return null;
  return words(titleOf(state)).join(" ");
}

/** The beginnings of words that are looked for. */
export const askedWords = (typed: string): readonly string[] => [...new Set(words(typed))].slice(0, 12);
export const nameFound = (name: string, asked: readonly string[]): boolean => {
  const own = name.split(" ");
  return asked.length > 0 && asked.every((start) => own.some((word) => word.startsWith(start)));
};

export const UNDONE = "task";
/** Of what may be open: a deal's stage, or UNDONE for a task that is not done. Null: it is not. */
export function openMark(state: RecordState): string | null {
  if (isDeleted(state)) return null;
  if (state.kind === "task") return valueOf(state, "done") === true ? null : UNDONE;
  return state.kind === "deal" && textOf(state, "mergedInto") === "" ? textOf(state, "stage") || null : null;
}
