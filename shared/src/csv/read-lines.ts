// Reads CSV as it comes, piece by piece, by RFC 4180: cells in quotes may have separators and line ends in them, a quote in
// them is doubled, lines end with LF, CR LF or CR. Invariant: memory stays near one line, whatever the file does; a line
// that grows past `most` characters (an opened quote that is never closed) ends the reading, and its number is told.
// Written here because a parser that keeps an unfinished line and looks through it again with each piece takes quadratic
// time over such a file.

export interface CsvLine { readonly line: number; readonly cells: readonly string[] }
/** What can be wrong with a file, by its stable name. */
export const csvFaultSentences = {
  "csv-line-long": "The line that begins here is longer than {most} characters: is a quote not closed?",
  "csv-behind-quote": "There is text behind a quote that ends a cell.",
  "csv-open-quote": "A quote is not closed.",
} as const;
type CsvReason = keyof typeof csvFaultSentences;

export type CsvFault = { readonly line: number; readonly message: string; readonly reason: CsvReason; readonly values?: { readonly most: number } };
const faultAt = (line: number, reason: CsvReason): CsvFault => ({ line, message: csvFaultSentences[reason], reason });

export interface CsvReader {
  /** The lines that are whole with this piece; a fault ends the file. */
  push(piece: string, last: boolean): { readonly lines: readonly CsvLine[]; readonly fault: CsvFault | null };
}

/** Where a cell is being read: at its beginning, in plain text, in quotes, or behind a quote that may be its end. */
type At = "start" | "plain" | "quoted" | "behind";

/** What separates cells: the one of these that the first line has most of, outside of quotes; a comma where it has none. */
export function separatorOf(firstLine: string): "," | ";" | "\t" {
  const plain = firstLine.replaceAll(/"[^"]*"/g, "");
  const counted = ([",", ";", "\t"] as const).map((sign) => [sign, plain.split(sign).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

export function readLines(separator: string, most = 1_000_000): CsvReader {
  let [at, cell, cells, line, began, size, afterCr] = ["start" as At, "", [] as string[], 1, 1, 0, false];

  const endCell = (): void => {
    cells.push(cell);
    cell = "";
    at = "start";
  };

  return {
    push(piece, last) {
      const lines: CsvLine[] = [];
      const endLine = (): void => {
        endCell();
        // A line with nothing on it is none.
        if (cells.length > 1 || cells[0] !== "") lines.push({ line: began, cells });
        cells = [];
        size = 0;
      };
      for (let place = 0; place < piece.length; place++) {
        const sign = piece[place] as string;
        const wasCr = afterCr;
        afterCr = sign === "\r";
        if (at !== "quoted" && wasCr && sign === "\n") continue;
        if ((size += 1) > most) return { lines, fault: { line: began, message: csvFaultSentences["csv-line-long"].replace("{most}", String(most)), reason: "csv-line-long", values: { most } } };
        if (at === "quoted") {
          if (sign === '"') at = "behind";
          else cell += sign;
          if (sign === "\n" || (sign === "\r" && piece[place + 1] !== "\n")) line += 1;
        } else if (at === "behind" && sign === '"') {
          cell += sign;
          at = "quoted";
        } else if (at === "start" && sign === '"') at = "quoted";
        else if (sign === separator) endCell();
        else if (sign === "\n" || sign === "\r") {
          endLine();
          line += 1;
          began = line;
        } else if (at === "behind") return { lines, fault: faultAt(began, "csv-behind-quote") };
        else {
          cell += sign;
          at = "plain";
        }
      }
      if (last) {
        if (at === "quoted") return { lines, fault: faultAt(began, "csv-open-quote") };
        if (cell !== "" || cells.length > 0 || at === "behind") endLine();
      }
      return { lines, fault: null };
    },
  };
}
