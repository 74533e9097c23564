// Why something was refused: a code for machines, a sentence for people, and the place.
// A record that one may not see is refused with the same words as one that does not exist.
import type { Why } from "@outrider/shared/kernel";
import { editWhy } from "@outrider/shared/schema";

export type RefusalCode =
  | "not-found" | "not-allowed" | "unknown-kind" | "unknown-field" | "bad-value" | "bad-change" | "too-large"
  | "depends-on-refused" | "schema-newer" | "already-merged" | "bad-body" | "erased" | "deactivated";

/** Its `reason` is one of `editSentences`, or `note.` and one of `noteSentences`; servers before these gave none. */
export interface Refusal extends Why {
  readonly code: RefusalCode;
  /** Index of the change in its group, and the field, where they are known. */
  readonly change?: number;
  readonly field?: string;
}

/** why: one sentence for people, by its name. change: the index in its group. */
export const refusal = (code: RefusalCode, why: Why, change?: number, field?: string): Refusal => ({
  code, ...why, ...(change !== undefined && { change }), ...(field !== undefined && { field }),
});

/** The same words for what is not there and what one may not see. */
export const notFound = (change?: number, field?: string): Refusal =>
  refusal("not-found", editWhy("no-such-record"), change, field);
