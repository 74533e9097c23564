import type { Why } from "@outrider/shared/kernel";

/** What is wrong with a row, and where. Of what was sent it repeats the names of fields and no value. */
export interface RowFault extends Why { readonly field: string }
/** Thrown by what reads a field, caught where a row is read. */
export class BadField extends Error {
  readonly field: string;
  readonly why: Why;
  constructor(field: string, why: Why) {
    super(why.message);
    this.field = field;
    this.why = why;
  }
}
