// The piece of a long text in which what was looked for stands, as one line. Pure.
const LENGTH = 120;
const LEAD = 24;

const plain = (words: string): string => words.toLocaleLowerCase();

/** From a little before the first of the words; the beginning where none is found as it was typed. */
export function passage(text: string, typed: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const folded = plain(line);
  const places = plain(typed).split(/\s+/).filter((word) => word !== "").map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  // A whole word to begin with.
  const from = first <= LEAD * 2 ? 0 : line.indexOf(" ", first - LEAD) + 1;
  const end = from + LENGTH;
  return `${from > 0 ? "…" : ""}${line.slice(from, end).trimEnd()}${line.length > end ? "…" : ""}`;
}
