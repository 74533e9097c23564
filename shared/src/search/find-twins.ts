// Finds pairs that may be the same among many records without comparing each with each: those that share a key (an
// address, a number, a name, how the words of a name begin or end, its consonants) are compared. In pieces: it yields how
// far it has come, and whoever drives it decides when to go on.
import { hash32 } from "@outrider/shared/kernel";
import { type Likeness, LIKELY, likenessOf, POSSIBLE } from "./likeness.ts";
import type { Profile } from "./profile.ts";

export interface Pair extends Likeness { readonly a: string; readonly b: string }

/** The same for a pair whichever way round it is named. */
export const pairKey = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** In a crowd of one key each is compared with so many that come after it by name. */
const WINDOW = 24;
const MOST_PAIRS = 5_000;
const AT_ONCE = 500;
/** 2^21 records and a hash of 32 bits fit a number exactly. */
const PLACES = 2 ** 21;

const byName = ({ name: a }: Profile, { name: b }: Profile): number => (a < b ? -1 : a > b ? 1 : 0);
const edge = (words: readonly string[], part: (word: string) => string): string => words.slice(0, 3).map(part).join(" ");
const consonants = (name: string): string => name.replace(/[aeiouy\s]+/g, "").replace(/(.)\1+/g, "$1");

function* keysOf({ kind, name, sorted, run, company, emails, phones, domain }: Profile): Generator<string> {
  for (const email of emails) yield `e${email}`;
  for (const phone of phones) yield `p${phone}`;
  if (domain !== "") yield `d${domain}`;
  if (sorted === "") return;
  const within = kind === "deal" ? company : "";
  const words = sorted.split(" ");
  yield `n${within}${run}`;
  yield `s${within}${sorted}`;
  yield `h${within}${edge(words, (word) => word.slice(0, 3))}`;
  yield `t${within}${edge(words, (word) => word.slice(-3))}`;
  const bones = consonants(sorted);
  if (bones.length > 2) yield `c${within}${bones}`;
  if (words.length > 1 && (kind === "lead" || kind === "contact")) {
    const last = name.slice(name.lastIndexOf(" ") + 1);
    yield `i${last} ${name.slice(0, 1)}`;
  }
}

/** Pairs that are likely, best first, at most 5,000. Yields a share of the work that is done, 0 to 1. At most two million of one kind. */
export function* findTwins(profiles: readonly Profile[]): Generator<number, readonly Pair[]> {
  const all = profiles.slice(0, PLACES);
  const codes: number[] = [];
  for (let at = 0; at < all.length; at++) {
    for (const key of keysOf(all[at] as Profile)) codes.push(hash32(key) * PLACES + at);
    if (at % AT_ONCE === AT_ONCE - 1) yield (0.4 * at) / all.length;
  }
  const sorted = Float64Array.from(codes).sort();
  yield 0.5;
  const found = new Map<number, Pair>();
  const compare = (one: number, other: number): void => {
    const [low, high] = one < other ? [one, other] : [other, one];
    if (low === high || found.has(low * PLACES + high)) return;
    const [a, b] = [all[low] as Profile, all[high] as Profile];
    const likeness = likenessOf(a, b);
    if (likeness.score >= LIKELY) found.set(low * PLACES + high, { a: a.id, b: b.id, ...likeness });
  };
  let since = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const hash = Math.floor((sorted[from] as number) / PLACES);
    const crowd: number[] = [];
    for (to = from; to < sorted.length && Math.floor((sorted[to] as number) / PLACES) === hash; to++) crowd.push((sorted[to] as number) % PLACES);
    if (crowd.length > WINDOW) crowd.sort((x, y) => byName(all[x] as Profile, all[y] as Profile));
    for (let x = 0; x < crowd.length; x++) {
      for (let y = x + 1; y < crowd.length && y <= x + WINDOW; y++) compare(crowd[x] as number, crowd[y] as number);
      if (++since % AT_ONCE === 0) yield 0.5 + (0.5 * to) / sorted.length;
    }
  }
  return best([...found.values()]);
}

const best = (pairs: readonly Pair[]): readonly Pair[] => pairs.toSorted((x, y) => y.score - x.score || (pairKey(x.a, x.b) < pairKey(y.a, y.b) ? -1 : 1)).slice(0, MOST_PAIRS);

/** Those of `profiles` that may be the same as one, best first: a look at each, so for one or a few. `from`: the least score. */
export function twinsOf(one: Profile, profiles: Iterable<Profile>, from = POSSIBLE): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const other of profiles) {
    if (other.id === one.id) continue;
    const likeness = likenessOf(one, other);
    if (likeness.score >= from) pairs.push({ a: one.id, b: other.id, ...likeness });
  }
  return best(pairs);
}
