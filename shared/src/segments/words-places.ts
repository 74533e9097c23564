// What the places of patterns take from a text: amounts, times, names that are known, and values in the words of whoever wrote it.
// What a place takes is kept, so that no place is read twice.
import { fold } from "@outrider/shared/kernel";
import type { CampaignDeed, PlaceHit, PlaceName, ReadPlace, WordField } from "./words-match.ts";
import type { AmountReader, Test } from "./words-amounts.ts";
import { type Found, type Lexicon, phraseAt, phrasesAt } from "./words-phrases.ts";
import type { NameTables } from "./words-names.ts";
import type { TimeReader } from "./words-times.ts";
import { tokensOf, type WordToken } from "./words-tokens.ts";

export interface Words {
  readonly text: string;
  readonly tokens: readonly WordToken[];
  readonly isEmpty: (at: number) => boolean;
  /** Words that join, compare and count, and may be part of no value. */
  readonly isSign: (at: number) => boolean;
  /** Words that begin a turn of phrase, and end a value. */
  readonly begins: (at: number) => boolean;
  /** The workspace's own, where it has one. */
  readonly currency?: string | undefined;
}
export interface PlaceTables { readonly fields: Lexicon<WordField>; readonly deeds: Lexicon<CampaignDeed>; readonly not: Lexicon<unknown>; readonly and: Lexicon<unknown>; readonly or: Lexicon<unknown> }

interface Value { readonly length: number; readonly value: string; readonly known: boolean }
const NONE: readonly PlaceHit[] = [];
const MOST_WORDS = 4;
const MOST_VALUES = 20;
const TEXTUAL = new Set(["text", "set", "link", "choice"]);

export function placeReader({ text, tokens, isEmpty, isSign, begins, currency }: Words, names: NameTables, tables: PlaceTables, amounts: AmountReader, times: TimeReader): ReadPlace {
  const kept = new Map<string, readonly PlaceHit[]>();
  const raw = (from: number, to: number): string => text.slice(tokens[from]?.start, tokens[to - 1]?.end);
  const shouted = text === text.toUpperCase();
  const isLarge = (at: number): boolean => !shouted && /^\p{Lu}/u.test(text.slice(tokens[at]?.start, tokens[at]?.end));
  const isWord = (at: number): boolean => tokens[at]?.kind === "word" || tokens[at]?.kind === "number";

  /** Words that nothing else is made of: with capitals as many as have them, else one or two. */
  function freeAt(at: number, listed: boolean): Value | null {
    const token = tokens[at];
    if (token?.kind === "quoted") return { length: 1, value: token.text, known: false };
    if (token?.kind !== "word" || isSign(at) || (begins(at) && !isLarge(at) && (listed || (tokens[at + 1]?.kind === "word" && !isSign(at + 1))))) return null;
    let length = 1;
    while (length < MOST_WORDS && isWord(at + length) && tokens[at + length]?.text !== "'s" && !isSign(at + length) && (!begins(at + length) || isLarge(at + length)) && isLarge(at + length) === isLarge(at)) length += 1;
    if (!isLarge(at) && length > 2) length = 1;
    return { length, value: raw(at, at + length), known: false };
  }
  function namedAt(at: number, among: Lexicon<string>): Value | null {
    const token = tokens[at];
    if (token?.kind === "quoted") {
      const inner = tokensOf(token.text).map((one) => ({ ...one, text: fold(one.text), kind: "word" as const }));
      const found = phraseAt(inner, 0, among);
      return found && found.length === inner.length ? { length: 1, value: found.meaning, known: true } : null;
    }
    const found = phraseAt(tokens, at, among);
    return found && { length: found.length, value: found.meaning, known: true };
  }

  /** One value or several: "VIP, gold or silver". After the first, free words go on only where they can be nothing else. */
  function valuesAt(from: number, valueAt: (at: number, listed: boolean) => Value | null): readonly PlaceHit[] {
    const first = valueAt(from, false);
    if (!first) return NONE;
    const values = [first.value];
    let end = from + first.length;
    let joined: "and" | "or" | null = null;
    let pending: { readonly count: number; readonly end: number } | null = null;
    for (let at = end; values.length < MOST_VALUES; ) {
      const comma = tokens[at]?.text === "," && tokens[at]?.kind === "sign" ? 1 : 0;
      const and = phraseAt(tokens, at + comma, tables.and);
      const or = phraseAt(tokens, at + comma, tables.or);
      const by = or ? "or" : and ? "and" : null;
      if (by === null && comma === 0) break;
      if (by !== null && joined !== null && by !== joined) break;
      let next = at + comma + ((or ?? and)?.length ?? 0);
      while (next < tokens.length && isEmpty(next)) next += 1;
      const value = valueAt(next, true);
      if (!value || (!value.known && by === "and" && !(isLarge(next) && isLarge(from)) && tokens[next]?.kind !== "quoted")) break;
      values.push(value.value);
      at = next + value.length;
      if (by !== null || (value.known && first.known)) {
        joined ??= by;
        end = at;
        pending = null;
      } else pending ??= { count: values.length - 1, end };
    }
    // Commas alone make no list of unknown words.
    const taken = pending ? values.slice(0, pending.count) : values;
    return [{ length: end - from, taken: { values: { values: taken, joined: joined ?? (taken.length > 1 ? "or" : "and") } } }, ...(taken.length > 1 ? [{ length: first.length, taken: { values: { values: [first.value], joined: "and" as const } } }] : [])];
  }

  const fieldsAt = (at: number, fits: (field: WordField) => boolean): readonly PlaceHit[] =>
    [...phrasesAt(tokens, at, names.fields), ...phrasesAt(tokens, at, tables.fields)].filter(({ meaning }) => fits(meaning)).map(({ length, meaning }) => ({ length, taken: { field: meaning } }));

  function mailAt(at: number): Value | null {
    const token = tokens[at];
    if (token?.kind === "mail" || token?.kind === "quoted") return { length: 1, value: token.kind === "mail" ? raw(at, at + 1) : token.text, known: true };
    // "ends with .org".
    if (token?.text === "." && tokens[at + 1]?.kind === "word" && tokens[at + 1]?.start === token.end) return { length: 2, value: raw(at, at + 2), known: true };
    if (token?.kind !== "word") return null;
    let length = 1;
    // "gmail.com".
    while (tokens[at + length]?.text === "." && tokens[at + length + 1]?.kind === "word" && tokens[at + length]?.start === tokens[at + length - 1]?.end && tokens[at + length + 1]?.start === tokens[at + length]?.end) length += 2;
    return length > 1 || (!isSign(at) && !begins(at)) ? { length, value: raw(at, at + length), known: true } : null;
  }
  /** In the workspace's own currency a rule's amounts are plain; another is kept. What may be the workspace's own is. */
  const priced = ({ currencies = "", ...test }: Test): Test => {
    const [usual, ...others] = currencies.split(" ");
    return currency === undefined || usual === undefined || usual === "" || usual === currency || others.includes(currency) ? test : { ...test, currency: usual };
  };
  const numberAt = (at: number): readonly PlaceHit[] => {
    const not = phraseAt(tokens, at, tables.not) as Found<unknown> | null;
    const direct = amounts.testAt(tokens, at);
    if (direct) return [{ length: direct.length, taken: { num: priced(direct) } }];
    const test = not ? amounts.testAt(tokens, at + not.length) : null;
    return not && test ? [{ length: not.length + test.length, taken: { num: { ...priced(test), not: true } } }] : NONE;
  };

  function readAt(name: PlaceName, at: number): readonly PlaceHit[] {
    switch (name) {
      case "NUM": return numberAt(at);
      case "AFTER": {
        const found = amounts.comparedAfterAt(tokens, at);
        return found ? [{ length: found.length, taken: { after: found.meaning } }] : NONE;
      }
      case "SPAN": {
        const span = times.spanAt(tokens, at);
        return span ? [{ length: span.length, taken: { span } }] : NONE;
      }
      case "WHEN": {
        const when = times.whenAt(tokens, at);
        return when ? [{ length: when.length, taken: { when } }] : NONE;
      }
      case "TAGS": return valuesAt(at, (place, listed) => namedAt(place, names.tags) ?? freeAt(place, listed));
      case "KNOWNTAGS": return valuesAt(at, (place) => namedAt(place, names.tags));
      case "MEMBERS": return valuesAt(at, (place) => namedAt(place, names.members));
      case "STAGES": return valuesAt(at, (place) => namedAt(place, names.stages));
      case "COMPANIES": return valuesAt(at, (place) => namedAt(place, names.companies));
      case "CAMPAIGNS": return valuesAt(at, (place) => namedAt(place, names.campaigns));
      case "VALUES": return valuesAt(at, freeAt);
      case "MAIL": return valuesAt(at, mailAt);
      case "DOMAIN": return valuesAt(at, (place) => (tokens[place]?.kind === "mail" || tokens[place + 1]?.text === "." ? mailAt(place) : null));
      case "MAILBOX": return valuesAt(at, (place) => (tokens[place]?.kind === "mail" ? mailAt(place) : null));
      case "NUMBERFIELD": return fieldsAt(at, ({ type }) => type === "number" || type === "money");
      case "DATEFIELD": return fieldsAt(at, ({ type }) => type === "date");
      case "TEXTFIELD": return fieldsAt(at, ({ type }) => TEXTUAL.has(type) && type !== "link");
      case "FLAGFIELD": return fieldsAt(at, ({ type }) => type === "flag");
      case "FIELD": return fieldsAt(at, () => true);
      case "CHOICES": {
        const found = phraseAt(tokens, at, names.choices);
        return found ? [{ length: found.length, taken: { field: found.meaning.field, values: { values: [found.meaning.value], joined: "or" } } }] : NONE;
      }
      case "DEED": return phrasesAt(tokens, at, tables.deeds).map(({ length, meaning }) => ({ length, taken: { words: [meaning] } }));
    }
  }
  return (name, at) => {
    const key = `${name} ${at}`;
    const known = kept.get(key);
    if (known) return known;
    const found = at < tokens.length ? readAt(name, at) : NONE;
    kept.set(key, found);
    return found;
  };
}

