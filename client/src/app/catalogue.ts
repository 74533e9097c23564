// The one catalogue of all that people read: each room keeps its words in a texts.ts and puts them in here, and gets them
// back in the language of this device. A translation is another table of the same shape, chosen here; so far there are two
// that are made from the English one. No other file has text (tests/walls/texts.test.ts).
import { speech } from "./locale.ts";

/** The words of a room, as they are to be shown: texts, lists and tables of them, and functions that answer them. */
export const catalogue = <T extends object>(words: T): T => (speech.say === null ? words : (spoken(words, speech.say) as T));

export function spoken(words: unknown, say: (text: string) => string): unknown {
  if (typeof words === "string") return say(words);
  if (typeof words === "function") return (...args: unknown[]): unknown => spoken(Reflect.apply(words, undefined, args) as unknown, say);
  if (Array.isArray(words)) return words.map((item: unknown) => spoken(item, say));
  if (typeof words === "object" && words !== null) return Object.fromEntries(Object.entries(words).map(([name, item]: [string, unknown]) => [name, spoken(item, say)]));
  return words;
}
