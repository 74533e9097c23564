// Looks phrases of a table up among the words of a text.
import type { WordToken } from "./words-tokens.ts";

export interface Found<Meaning> { readonly length: number; readonly meaning: Meaning }
/** Phrases by their first word, the longer before the shorter. */
export type Lexicon<Meaning> = ReadonlyMap<string, readonly (readonly [words: readonly string[], meaning: Meaning])[]>;

export function lexicon<Meaning>(entries: Iterable<readonly [phrases: string, meaning: Meaning]>): Lexicon<Meaning> {
  const found = new Map<string, [readonly string[], Meaning][]>();
  for (const [phrases, meaning] of entries)
    for (const phrase of phrases.split("|")) {
      const words = phrase.split("_");
      const [first = ""] = words;
      const known = found.get(first);
      if (known) known.push([words, meaning]);
      else found.set(first, [[words, meaning]]);
    }
  for (const list of found.values()) list.sort(([a], [b]) => b.length - a.length);
  return found;
}

const NONE: readonly never[] = [];
/** All that stand there, the longest first. A quoted text is no phrase. */
export function phrasesAt<Meaning>(tokens: readonly WordToken[], at: number, among: Lexicon<Meaning>): readonly Found<Meaning>[] {
  const token = tokens[at];
  const known = token === undefined || token.kind === "quoted" ? undefined : among.get(token.text);
  if (!known) return NONE;
  return known.flatMap(([words, meaning]) => (words.every((word, offset) => offset === 0 || (tokens[at + offset]?.text === word && tokens[at + offset]?.kind !== "quoted")) ? [{ length: words.length, meaning }] : []));
}

export const phraseAt = <Meaning>(tokens: readonly WordToken[], at: number, among: Lexicon<Meaning>): Found<Meaning> | null => phrasesAt(tokens, at, among)[0] ?? null;

/** How many words the longest of them has that stands there; 0: none does. */
export const lengthAt = (tokens: readonly WordToken[], at: number, among: Lexicon<unknown>): number => phraseAt(tokens, at, among)?.length ?? 0;
