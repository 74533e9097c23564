// Replaces what is personal before anything leaves this server, and puts it back into what returns. Invariant: what stands
// for what is known here alone and for one request. It finds what the fields name, and in any text mail addresses, numbers of
// telephones and accounts, streets, and people by what stands beside their names; a bare first name in no field it may miss.
import type { Personal } from "./brief.ts";
import { namesIn, nameWordsOf } from "./names-in-text.ts";

type Sort = "PERSON" | "EMAIL" | "PHONE" | "ADDRESS" | "ACCOUNT";

export interface Mask {
  hide(text: string): string;
  /** null where it names somebody that nobody was hidden as. */
  show(text: string): string | null;
  /** How many things were hidden. */
  readonly hidden: number;
}

const EMAIL = /[^\s@<>"'(),;:[\]]{1,64}@[^\s@<>"'(),;:[\]]{1,190}\.\p{L}{2,24}/gu;
const ACCOUNT = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b|\b\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,4}\b|\b\d{13,19}\b/g;
const PHONE = /(?:\+|\b00|\b0|\()\d[\d\s()./-]{5,20}\d|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b/g;
const STREET = /\b\d{1,5} (?:\p{Lu}[\p{L}.]{1,30} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Way)\b\.?|\b\p{Lu}[\p{L}-]{2,40}(?:straße|strasse|str\.|weg|platz|allee|gasse) \d{1,4}[a-z]?\b/gu;
const FOUND = [[EMAIL, "EMAIL"], [ACCOUNT, "ACCOUNT"], [PHONE, "PHONE"], [STREET, "ADDRESS"]] as const;
const TOKEN = /\[(?:PERSON|EMAIL|PHONE|ADDRESS|ACCOUNT)_\d{1,4}\]/g;
/** As a model may write one of them: without its brackets, or in small letters. */
const LOOSE = /\[?\b(PERSON|EMAIL|PHONE|ADDRESS|ACCOUNT)[_ ](\d{1,4})\b\]?/gi;
const WORD = /[\p{L}\p{N}]/u;
const LEAST_NAME = 3;
const FEWEST_DIGITS = 7;
const NO_WORDS: ReadonlySet<string> = new Set();

const isWord = (character: string | undefined): boolean => character !== undefined && WORD.test(character);

/** Each place where it stands by itself, whatever its case. */
function placesOf(text: string, wanted: string): number[] {
  const [inside, sought] = [text.toLowerCase(), wanted.toLowerCase()];
  // A few letters change their number with their case: there only what is written alike is found.
  const [hay, needle] = inside.length === text.length && sought.length === wanted.length ? [inside, sought] : [text, wanted];
  const places: number[] = [];
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    if (!isWord(text[at - 1]) && !isWord(text[at + wanted.length])) places.push(at);
  }
  return places;
}

export function createMask({ names, emails, phones, addresses, nameWords = NO_WORDS }: Personal): Mask {
  const tokens = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<Sort, number>();
  const stand = (sort: Sort, value: string): string => {
    const key = `${sort} ${value.toLowerCase()}`;
    const known = tokens.get(key);
    if (known !== undefined) return known;
    const number = (counts.get(sort) ?? 0) + 1;
    counts.set(sort, number);
    const token = `[${sort}_${number}]`;
    tokens.set(key, token);
    values.set(token, value);
    return token;
  };
  // A name's parts as well: people are called by them. The longest first, so that no part is taken out of a whole.
  const parts = names.flatMap((name) => [name, ...name.split(/[\s,.]+/).filter((part) => part.length >= LEAST_NAME)]);
  const known: readonly (readonly [string, Sort])[] = [
    ...emails.map((value) => [value, "EMAIL"] as const), ...phones.map((value) => [value, "PHONE"] as const),
    ...addresses.flatMap((address) => [address, ...address.split("\n")]).map((value) => [value.trim(), "ADDRESS"] as const), ...parts.map((value) => [value.trim(), "PERSON"] as const),
  ];
  const wanted = known.filter(([value]) => value.length >= LEAST_NAME).sort(([a], [b]) => b.length - a.length);

  const parted = new Set([...nameWords, ...nameWordsOf(names)]);

  function hideNamed(text: string): string {
    let out = text;
    for (const { at, length } of [...namesIn(text, parted)].reverse()) out = `${out.slice(0, at)}${stand("PERSON", out.slice(at, at + length))}${out.slice(at + length)}`;
    return out;
  }

  function hideKnown(text: string): string {
    let out = text;
    for (const [value, sort] of wanted) for (const at of placesOf(out, value).reverse()) out = `${out.slice(0, at)}${stand(sort, out.slice(at, at + value.length))}${out.slice(at + value.length)}`;
    return out;
  }

  return {
    get hidden() { return values.size; },
    hide(text) {
      // What looks like one of ours and is somebody's text must not come back as somebody.
      let out = hideKnown(text.replace(TOKEN, "[...]"));
      for (const [pattern, sort] of FOUND) out = out.replace(pattern, (value) => ((value.match(/\d/g)?.length ?? 0) >= FEWEST_DIGITS || (sort !== "PHONE" && sort !== "ACCOUNT") ? stand(sort, value) : value));
      return hideNamed(out);
    },
    show(text) {
      let unknown = false;
      const shown = text.replace(LOOSE, (_whole, sort: string, number: string) => {
        const value = values.get(`[${sort.toUpperCase()}_${number}]`);
        unknown ||= value === undefined;
        return value ?? "";
      });
      return unknown ? null : shown;
    },
  };
}
