// How close texts are by their words, where no model of meaning is at hand: cosine over the words of a text and the runs
// of three letters in them (so that "price" and "pricing" meet), each weighed by how seldom it occurs among all texts.
// It knows texts and their ids only. What it answers depends on the texts that are in it and not on the order they came in.
import { featuresOf } from "./text-features.ts";

export interface Close { readonly id: string; /** 0 to 1; never 0 in an answer. */ readonly score: number }

export interface TextIndex {
  /** Takes the place of what this id stood for before. */
  add(id: string, text: string): void;
  remove(id: string): void;
  readonly size: number;
  /** The closest texts, best first, ties by id. `among`: which ids may be answered (others still count for how seldom a word is). */
  closest(text: string, options?: { readonly count?: number; readonly among?: (id: string) => boolean }): readonly Close[];
}

/** What the letters count beside the words. */
const LETTERS = 0.5;
/** How often a thing occurs is kept in the low bits of a posting. */
const MOST_TIMES = 15;
const STEP = MOST_TIMES + 1;
const AT_MOST = 20;

const damped = (times: number): number => 1 + Math.log(times);

/** `text` of a few thousand words at most; time of a look grows with the texts that share something with it. */
export function createTextIndex(): TextIndex {
  // A text has a slot; a feature the slots it occurs in, with how often: slot * 16 + times.
  const postings = new Map<string, number[]>();
  const slots = new Map<string, number>();
  const ids: (string | null)[] = [];
  const features: ((readonly string[]) | null)[] = [];
  const free: number[] = [];
  let lengths: Float64Array | null = null;

  const weight = (feature: string, times: number, holders: number): number =>
    damped(times) * (Math.log((1 + slots.size) / (1 + holders)) + 1) * (feature.startsWith("=") ? 1 : LETTERS);

  const measured = (): Float64Array => {
    if (lengths) return lengths;
    const squares = new Float64Array(ids.length);
    for (const [feature, list] of postings) {
      for (const posting of list) {
        const slot = Math.floor(posting / STEP);
        squares[slot] = (squares[slot] as number) + weight(feature, posting % STEP, list.length) ** 2;
      }
    }
    lengths = squares.map(Math.sqrt);
    return lengths;
  };

  const remove = (id: string): void => {
    const slot = slots.get(id);
    if (slot === undefined) return;
    for (const feature of features[slot] ?? []) {
      const left = (postings.get(feature) ?? []).filter((posting) => Math.floor(posting / STEP) !== slot);
      if (left.length === 0) postings.delete(feature);
      else postings.set(feature, left);
    }
    slots.delete(id);
    ids[slot] = features[slot] = null;
    free.push(slot);
    lengths = null;
  };

  return {
    get size() {
      return slots.size;
    },
    remove,
    add(id, text) {
      remove(id);
      const counts = featuresOf(text);
      const slot = free.pop() ?? ids.length;
      slots.set(id, slot);
      ids[slot] = id;
      features[slot] = [...counts.keys()];
      for (const [feature, times] of counts) {
        const posting = slot * STEP + Math.min(times, MOST_TIMES);
        const list = postings.get(feature);
        if (list) list.push(posting);
        else postings.set(feature, [posting]);
      }
      lengths = null;
    },
    closest(text, { count = AT_MOST, among = () => true } = {}) {
      const long = measured();
      const scores = new Map<number, number>();
      let square = 0;
      for (const [feature, times] of featuresOf(text)) {
        const list = postings.get(feature) ?? [];
        const asked = weight(feature, Math.min(times, MOST_TIMES), list.length);
        square += asked ** 2;
        for (const posting of list) {
          const slot = Math.floor(posting / STEP);
          scores.set(slot, (scores.get(slot) ?? 0) + asked * weight(feature, posting % STEP, list.length));
        }
      }
      const found: Close[] = [];
      for (const [slot, dot] of scores) {
        const id = ids[slot] as string;
        if (among(id)) found.push({ id, score: Math.min(1, dot / (Math.sqrt(square) * (long[slot] as number))) });
      }
      return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, count);
    },
  };
}
