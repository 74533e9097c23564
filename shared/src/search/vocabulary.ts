// The distinct words of many texts with how often each occurs, and which of them a mistyped word may have been meant to
// be. A look goes over the words and not over the texts, which hold most words many times. Texts come folded.
import { canBeNear, distance, distanceToStart, lettersIn } from "./distance.ts";

export interface Vocabulary {
  add(text: string): void;
  remove(text: string): void;
  /** Whether some word holds this one. */
  holds(part: string): boolean;
  /** The words nearest to a mistyped one; none where it is too short to tell. `unfinished`: it is still being typed, so that the beginning of a word is enough. */
  nearest(word: string, unfinished: boolean): readonly Near[];
}

/** `far`: slips, and a half more where only its beginning is that near. */
export interface Near { readonly word: string; readonly far: number; readonly count: number }

/** Of the nearest words of several vocabularies those that are nearest of all, the most frequent first, at most six. */
export function likeliest(near: readonly Near[]): readonly string[] {
  const least = Math.min(...near.map(({ far }) => far));
  const counts = new Map<string, number>();
  for (const { word, far, count } of near) if (far === least) counts.set(word, (counts.get(word) ?? 0) + count);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST).map(([word]) => word);
}

const SHORTEST = 3;
const LONGEST = 24;
const MOST = 6;
const WORD = /^\p{L}+$/u;
const BETWEEN = /[^\p{L}\p{N}]+/u;

/** Slips that are forgiven a word: none in a short one, one from four letters on, two from eight. */
export const slipsOf = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** Figures are no words: one digit off is another number. */
const wordsOf = (text: string): readonly string[] => text.split(BETWEEN).filter((word) => word.length >= SHORTEST && word.length <= LONGEST && WORD.test(word));

interface Known { readonly letters: number; count: number }

export function createVocabulary(): Vocabulary {
  const words = new Map<string, Known>();
  return {
    add(text) {
      for (const word of wordsOf(text)) {
        const known = words.get(word);
        if (known) known.count += 1;
        else words.set(word, { letters: lettersIn(word), count: 1 });
      }
    },
    remove(text) {
      for (const word of wordsOf(text)) {
        const known = words.get(word);
        if (known && known.count > 1) known.count -= 1;
        else words.delete(word);
      }
    },
    holds(part) {
      for (const word of words.keys()) if (word.includes(part)) return true;
      return false;
    },
    nearest(typed, unfinished) {
      const slips = slipsOf(typed);
      if (slips === 0 || !WORD.test(typed)) return [];
      const letters = lettersIn(typed);
      let least = slips + 0.5;
      let found: Near[] = [];
      for (const [word, known] of words) {
        // Nothing is looked for that is further away than what was found already.
        const limit = Math.min(slips, Math.floor(least));
        if (word === typed || word.length < typed.length - limit) continue;
        const whole = canBeNear(letters, known.letters, limit) ? distance(typed, word, limit) : limit + 1;
        const begins = unfinished && whole > 0 && canBeNear(letters & ~known.letters, 0, limit) ? distanceToStart(typed, word, limit) : limit + 1;
        const far = Math.min(whole > limit ? Infinity : whole, begins > limit ? Infinity : begins + 0.5);
        if (far > least) continue;
        if (far < least) found = [];
        least = far;
        found.push({ word, far, count: known.count });
      }
      return found;
    },
  };
}
