// The refused rows as a CSV to mend and import again: the file's own columns and one more with the reasons.
// Invariant: no cell of it is run as a formula by a spreadsheet; reading it back takes the guard off again.
import Papa from "papaparse";
import { text } from "../texts.ts";
import type { Refused } from "./run-plan.ts";
import type { Table } from "./table.ts";

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A cell that begins like a formula gets an apostrophe, which spreadsheets take for "this is text". */
export const safeCell = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

export function failedRows(table: Table, refused: readonly Refused[]): string {
  const width = Math.max(table.columns.length, ...refused.map(({ row }) => row.cells.length));
  const header = Array.from({ length: width }, (_, at) => safeCell(table.columns[at]?.name ?? ""));
  const rows = refused.map(({ row, errors }) => [
    ...Array.from({ length: width }, (_, at) => safeCell(row.cells[at] ?? "")),
    safeCell(errors.map(({ column, message }) => text.errorIn(row.line, column, message)).join(" ")),
  ]);
  // The mark tells spreadsheets that this is UTF-8.
  return `\uFEFF${Papa.unparse([[...header, text.errorColumn], ...rows], { newline: "\r\n" })}\r\n`;
}
