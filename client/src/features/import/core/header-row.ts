// The first row: does it name the columns or is it data already, and under which names are its columns shown. Names
// are made unique and never empty, so that a message can always say which column it means.
import { text } from "../texts.ts";
import type { Column, Row } from "./table.ts";

const DATA = [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, /^\d{4}-\d{2}-\d{2}/, /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/, /^[-+]?[\d.,]+$/, /^https?:\/\//i];

/** Whether the row holds an address, a day or a number: names of columns do not. */
export const looksLikeData = (cells: readonly string[]): boolean =>
  cells.some((cell) => DATA.some((pattern) => pattern.test(cell.trim())));

export function nameColumns(first: readonly string[], hasHeader: boolean, body: readonly Row[]): { readonly columns: readonly Column[]; readonly notices: readonly string[] } {
  // Trailing empty names over empty columns are what a spreadsheet leaves behind.
  let width = first.length;
  while (hasHeader && width > 1 && first[width - 1]?.trim() === "" && body.every((row) => (row.cells[width - 1] ?? "").trim() === "")) width -= 1;
  const [columns, notices, seen]: [Column[], string[], Set<string>] = [[], [], new Set()];
  for (let at = 0; at < width; at++) {
    const given = hasHeader ? (first[at] ?? "").trim().slice(0, 100) : "";
    let name = given === "" ? text.columnWithoutName(at + 1) : given;
    if (hasHeader && given === "") notices.push(text.notice.emptyHeader(at + 1));
    if (seen.has(name)) {
      notices.push(text.notice.doubleHeader(name, at + 1));
      let count = 2;
      while (seen.has(`${name} (${count})`)) count += 1;
      name = `${name} (${count})`;
    }
    seen.add(name);
    columns.push({ name });
  }
  return { columns, notices };
}
