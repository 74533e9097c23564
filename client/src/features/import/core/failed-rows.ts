// The refused rows as a CSV to mend and import again: the file's own columns and one more with the reasons.
// Invariant: no cell of it is run as a formula by a spreadsheet; reading it back takes the guard off again.
import { CSV_MARK, csvLine } from "@outrider/shared/csv";
import { text } from "../texts.ts";
import type { Refused } from "./run-plan.ts";
import type { Table } from "./table.ts";

export function failedRows(table: Table, refused: readonly Refused[]): string {
  const width = Math.max(table.columns.length, ...refused.map(({ row }) => row.cells.length));
  const header = Array.from({ length: width }, (_, at) => table.columns[at]?.name ?? "");
  const rows = refused.map(({ row, errors }) => [
    ...Array.from({ length: width }, (_, at) => row.cells[at] ?? ""),
    errors.map(({ column, message }) => text.errorIn(row.line, column, message)).join(" "),
  ]);
  return CSV_MARK + [[...header, text.errorColumn], ...rows].map(csvLine).join("");
}
