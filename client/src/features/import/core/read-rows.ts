// Cuts decoded text into rows as it arrives. Papa Parse does the cutting; this owns line numbers, rows that span two
// pieces, and what happens at a quote that is never closed: that row is refused and reading goes on at the next line.
// Invariant: what is held is one piece and one unfinished row; time is bounded, however the quotes are broken.
import { err, ok, type Result } from "@outrider/shared/kernel";
import Papa from "papaparse";
import { text } from "../texts.ts";
import { MAX_BROKEN_QUOTES, MAX_ROW_CHARS } from "./limits.ts";
import type { Delimiter, FileProblem, Row } from "./table.ts";

export type Newline = "\n" | "\r\n" | "\r";
export interface RowReader { readonly push: (piece: string, last: boolean) => Result<readonly Row[], FileProblem> }

interface Step { readonly data: readonly string[][]; readonly errors: readonly { readonly type: string }[]; readonly meta: { readonly cursor: number } }

const countOf = (piece: string, mark: string): number => {
  let [count, at] = [0, piece.indexOf(mark)];
  while (at !== -1) {
    count += 1;
    at = piece.indexOf(mark, at + mark.length);
  }
  return count;
};

export function readRows(delimiter: Delimiter, newline: Newline): RowReader {
  const mark = newline === "\r" ? "\r" : "\n";
  let [rest, line, broken] = ["", 1, 0];
  let firstBroken = 0;

  const push = (piece: string, last: boolean): Result<readonly Row[], FileProblem> => {
    const rows: Row[] = [];
    rest += piece;
    /** Refuses the row that begins `rest` and goes on behind its first line. */
    const refuseFirst = (): Result<null, FileProblem> => {
      broken += 1;
      firstBroken ||= line;
      if (broken > MAX_BROKEN_QUOTES) return err({ code: "broken-quotes", message: text.file.brokenQuotes(firstBroken, MAX_BROKEN_QUOTES) });
      const end = rest.indexOf(newline);
      rows.push({ line, cells: [end === -1 ? rest : rest.slice(0, end)], problem: text.row.brokenQuote });
      rest = end === -1 ? "" : rest.slice(end + newline.length);
      line += 1;
      return ok(null);
    };
    for (;;) {
      let [at, stopped] = [0, false];
      const parser: Papa.Parser = new Papa.Parser({
        delimiter, newline, quoteChar: '"',
        step: ({ data, errors, meta }: Step) => {
          if (errors.some((error) => error.type === "Quotes")) {
            stopped = true;
            parser.abort();
            return;
          }
          const cells = data[0] ?? [];
          if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
          line += countOf(rest.slice(at, meta.cursor), mark);
          at = meta.cursor;
        },
      });
      parser.parse(rest, 0, !last);
      rest = rest.slice(at);
      if (!stopped && rest.length <= MAX_ROW_CHARS) break;
      if (!stopped && !(rest.includes('"') && rest.includes(newline))) {
        return err({ code: "not-csv", message: text.file.longLine(line, MAX_ROW_CHARS) });
      }
      const refused = refuseFirst();
      if (!refused.ok) return refused;
    }
    if (last) rest = "";
    return ok(rows);
  };
  return { push };
}
