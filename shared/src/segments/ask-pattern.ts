// Turns of phrase as patterns over the words of a question. A pattern is written in words: `|` parts alternatives, `_`
// joins the words of one, `?` makes a place optional, and a name in capitals is a place that takes something:
// FIGURE a figure, SPAN a length of time in days, PERIOD a week, month, quarter or year, NAME one of the names given.
import { PERIODS, type Period } from "@outrider/shared/schema";
import { countIn, type Token, unitDays } from "./ask-numbers.ts";

/** What the places of a pattern took, in their order; the words of alternatives too, where there was a choice. */
export interface Taken { readonly figures: readonly number[]; readonly spans: readonly number[]; readonly periods: readonly Period[]; readonly words: readonly string[]; readonly names: readonly string[] }
export interface Hit { readonly length: number; readonly taken: Taken }

/** Names by their folded words, each with what it stands for. */
export type Names = ReadonlyMap<string, string>;

interface Growing { figures: number[]; spans: number[]; periods: Period[]; words: string[]; names: string[] }
const LONGEST_NAME = 6;

function phraseAt(tokens: readonly Token[], at: number, phrase: string): number {
  const words = phrase.split("_");
  return words.every((word, offset) => tokens[at + offset]?.text === word) ? words.length : 0;
}

/** A count and a unit ("two weeks"), or a unit alone ("the last month"). */
function spanAt(tokens: readonly Token[], at: number): readonly [length: number, days: number] | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first === undefined) return null;
  const alone = unitDays(first);
  if (alone !== null) return [1, alone];
  const count = countIn(first);
  const unit = second ? unitDays(second) : null;
  if (count !== null && unit !== null) return [2, count * unit];
  const couple = first.text === "couple" && second?.text === "of" && third ? unitDays(third) : null;
  return couple === null ? null : [3, 2 * couple];
}

function placeAt(tokens: readonly Token[], at: number, place: string, names: Names, taken: Growing): number {
  const token = tokens[at];
  if (token === undefined) return 0;
  switch (place) {
    case "FIGURE":
      if (token.figure === null) return 0;
      taken.figures.push(token.figure);
      return 1;
    case "SPAN": {
      const span = spanAt(tokens, at);
      if (span === null) return 0;
      taken.spans.push(span[1]);
      return span[0];
    }
    case "PERIOD": {
      const period = PERIODS.find((one) => one === token.text);
      if (period === undefined) return 0;
      taken.periods.push(period);
      return 1;
    }
    case "NAME":
      for (let length = Math.min(LONGEST_NAME, tokens.length - at); length > 0; length--) {
        const name = tokens.slice(at, at + length).map(({ text }) => text).join(" ");
        const found = names.get(name) ?? names.get(name.replace(/'s?$/, ""));
        if (found === undefined) continue;
        taken.names.push(found);
        return length;
      }
      return 0;
    default: {
      const best = place.split("|").reduce((most, phrase) => {
        const length = phraseAt(tokens, at, phrase);
        return length > most.length ? { length, phrase } : most;
      }, { length: 0, phrase: "" });
      if (best.length > 0 && place.includes("|")) taken.words.push(best.phrase.replaceAll("_", " "));
      return best.length;
    }
  }
}

/** Whether the words from there on are of the pattern; null: not. */
export function matchAt(tokens: readonly Token[], at: number, pattern: string, names: Names): Hit | null {
  const taken: Growing = { figures: [], spans: [], periods: [], words: [], names: [] };
  let length = 0;
  for (const place of pattern.split(" ")) {
    const optional = place.endsWith("?");
    const took = placeAt(tokens, at + length, optional ? place.slice(0, -1) : place, names, taken);
    if (took === 0 && !optional) return null;
    length += took;
  }
  return length === 0 ? null : { length, taken };
}
