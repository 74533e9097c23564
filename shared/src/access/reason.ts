// Why something was refused: a code for machines, a sentence for people, and the place.
// A record that one may not see is refused with the same words as one that does not exist.
export type RefusalCode =
  | "not-found" | "not-allowed" | "unknown-kind" | "unknown-field" | "bad-value" | "bad-change" | "too-large"
  | "depends-on-refused" | "schema-newer" | "already-merged" | "bad-body" | "erased" | "deactivated";

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** Index of the change in its group, and the field, where they are known. */
  readonly change?: number;
  readonly field?: string;
}

/** message: one sentence for people. change: the index in its group. */
export const refusal = (code: RefusalCode, message: string, change?: number, field?: string): Refusal => ({
  code, message, ...(change !== undefined && { change }), ...(field !== undefined && { field }),
});

/** The same words for what is not there and what one may not see. */
export const notFound = (change?: number, field?: string): Refusal =>
  refusal("not-found", "There is no such record, or you may not see it.", change, field);
