// Finds the character between values by trying each on the first lines: the one that cuts most lines into the same
// number of values, and into most values where several do.
import Papa from "papaparse";
import type { Delimiter } from "./table.ts";

const CANDIDATES: readonly Delimiter[] = [",", ";", "\t", "|"];
const LINES = 60;

/** Null where no candidate cuts the lines into two values or more. */
export function detectDelimiter(sample: string, newline: "\n" | "\r\n" | "\r"): Delimiter | null {
  let best: { readonly delimiter: Delimiter; readonly score: number } | null = null;
  for (const delimiter of CANDIDATES) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline, preview: LINES });
    const widths = data.filter((cells) => cells.length > 1 || cells[0] !== "").map((cells) => cells.length);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width, agreeing] = [...counts].filter(([each]) => each > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    // The header says most: a candidate that does not cut the first line is a weak one.
    const score = (agreeing / Math.max(1, widths.length)) * (widths[0] === width ? 2 : 1) + Math.min(width, 50) / 1000;
    if (agreeing > 0 && (best === null || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}
