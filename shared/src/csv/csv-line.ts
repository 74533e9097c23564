// Lines of CSV as RFC 4180 has them, for server and devices. Invariant: no cell is run as a formula by a spreadsheet, and
// `withoutGuard` gives back what was put in, whatever that was.

/** Signs with which a spreadsheet lets a formula begin. An apostrophe before them says that it is text. */
const STARTS = "=+\\-@\\t\\r\\n\\0＝＋－＠";
/** Text that looks guarded already gets one more, or taking it off would take too much. */
const NEEDS_GUARD = new RegExp(`^'*[${STARTS}]`);
const GUARDED = new RegExp(`^'(?='*[${STARTS}])`);

/** A number is none of a text's business: its sign begins no formula. */
const guarded = (cell: string | number): string => (typeof cell === "string" && NEEDS_GUARD.test(cell) ? `'${cell}` : String(cell));

const quoted = (cell: string | number): string => {
  const text = guarded(cell);
  return /[",\r\n;]/.test(text) || text !== String(cell) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Ends with CR LF. Numbers must have the form that is wanted. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(quoted).join(",")}\r\n`;

/** A cell as it was before it was guarded. */
export const withoutGuard = (cell: string): string => cell.replace(GUARDED, "");

/** Goes first in a file: tells spreadsheets that it is UTF-8. */
export const CSV_MARK = "\uFEFF";
