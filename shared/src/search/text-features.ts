// A text as the features it is compared by: its words without their endings, and their runs of three letters, which stay
// much the same when a word is mistyped or bent. English endings alone; other languages are compared by their runs.
import { wordsIn } from "./plain-words.ts";

const STOP = new Set(
  ("a an and are as at be been but by can could d did do does doing done for from get got had has have he her here him his how i if in into is it its itself just ll m me my no nor of off on one or our out own re s same she should so some " +
  "such t than that the their them then there these they this those to too up us ve was we were what when where which while who whom why will with would you your yours u r im ive dont cant wont").split(" "),
);

const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ["ational", "ate"], ["ization", "ize"], ["isation", "ise"], ["fulness", "ful"], ["iveness", "ive"], ["ements", ""], ["ement", ""], ["ments", ""], ["ment", ""], ["ations", "ate"], ["ation", "ate"], ["ingly", ""], ["ings", ""],
  ["ing", ""], ["ities", "ity"], ["ies", "y"], ["edly", ""], ["ed", ""], ["ers", ""], ["er", ""], ["ly", ""], ["es", ""], ["s", ""], ["e", ""],
];
const LEFT = 3;

/** A word without its ending: "paying", "payment" and "pays" are "pay". */
export function stem(word: string): string {
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < LEFT || (ending === "s" && word.endsWith("ss"))) continue;
    const left = word.slice(0, -ending.length) + instead;
    const last = left.length - 1;
    // "planning" is "plan".
    return instead === "" && left.length > LEFT && left[last] === left[last - 1] && !/[aeiouls]/.test(left[last] ?? "") ? left.slice(0, -1) : left;
  }
  return word;
}

const RUN = 3;
/** Longer texts are compared by their beginning. */
const MOST_WORDS = 600;
/** What is longer is no word: a key, an address, a picture written as letters. */
const LONGEST_WORD = 32;

export const stemsIn = (text: string): readonly string[] => wordsIn(text).slice(0, MOST_WORDS).filter((word) => word.length <= LONGEST_WORD && !STOP.has(word)).map(stem);

/** Features with how often each occurs. Words begin with "=", runs with "~". */
export function featuresOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (feature: string): void => void counts.set(feature, (counts.get(feature) ?? 0) + 1);
  for (const word of stemsIn(text)) {
    count(`=${word}`);
    const fenced = `_${word}_`;
    for (let at = 0; at + RUN <= fenced.length; at++) count(`~${fenced.slice(at, at + RUN)}`);
  }
  return counts;
}
