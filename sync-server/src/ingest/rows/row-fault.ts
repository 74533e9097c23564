/** What is wrong with a row, and where. Its message never repeats what was sent. */
export interface RowFault { readonly field: string; readonly message: string }
/** Thrown by what reads a field, caught where a row is read. */
export class BadField extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
