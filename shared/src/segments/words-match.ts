// Turns of phrase as patterns over the words of a text, as in ask-pattern.ts: `|` parts alternatives, `_` joins the words of one,
// `?` makes a place optional, and a name in capitals is a place that a reader fills. Words that say nothing may stand between the
// places. What a place finds is kept, so that a text costs its length times the number of patterns at most.
import type { RuleOp } from "@outrider/shared/schema";
import type { Test } from "./words-amounts.ts";
import type { SpanTest, When } from "./words-times.ts";
import { type Lexicon, lexicon, phrasesAt } from "./words-phrases.ts";
import type { WordToken } from "./words-tokens.ts";

/** A field and what it holds. */
export interface WordField { readonly field: string; readonly type: "text" | "number" | "money" | "date" | "flag" | "choice" | "set" | "link" }
/** Several of one field: "VIP or gold". */
export interface Values { readonly values: readonly string[]; readonly joined: "or" | "and" }

/** What may become of a campaign's message, as the paths say it. */
export const CAMPAIGN_DEEDS = ["receivedCampaigns", "openedCampaigns", "clickedCampaigns"] as const;
export type CampaignDeed = (typeof CAMPAIGN_DEEDS)[number];

export const PLACES = ["NUM", "AFTER", "SPAN", "WHEN", "TAGS", "KNOWNTAGS", "MEMBERS", "STAGES", "COMPANIES", "CAMPAIGNS", "VALUES", "MAIL", "DOMAIN", "MAILBOX", "NUMBERFIELD", "DATEFIELD", "TEXTFIELD", "FLAGFIELD", "FIELD", "CHOICES", "DEED"] as const;
export type PlaceName = (typeof PLACES)[number];

/** What the places took; the words of alternatives where there was a choice. */
export interface Taken { readonly num?: Test; readonly after?: RuleOp; readonly span?: SpanTest; readonly when?: When; readonly values?: Values; readonly field?: WordField; /** A "not" stood inside. */ readonly not?: boolean; readonly words: readonly string[] }
export interface PlaceHit { readonly length: number; readonly taken: Partial<Taken> }
export type ReadPlace = (name: PlaceName, at: number) => readonly PlaceHit[];

interface Place { readonly name: PlaceName | null; readonly phrases: Lexicon<string>; readonly optional: boolean }
export interface Pattern<Name> { readonly turn: Name; readonly places: readonly Place[]; /** Words it may begin with; null: with anything. */ readonly begins: ReadonlySet<string> | null }

const isPlace = (text: string): text is PlaceName => (PLACES as readonly string[]).includes(text);

export function patternOf<Name>(turn: Name, text: string): Pattern<Name> {
  const places = text.split(" ").map((part): Place => {
    const optional = part.endsWith("?");
    const bare = optional ? part.slice(0, -1) : part;
    return isPlace(bare) ? { name: bare, phrases: new Map(), optional } : { name: null, phrases: lexicon(bare.split("|").map((phrase) => [phrase, phrase.replaceAll("_", " ")] as const)), optional };
  });
  const required = places.findIndex(({ optional }) => !optional);
  const first = places.slice(0, required + 1);
  return { turn, places, begins: first.some(({ name }) => name !== null) ? null : new Set(first.flatMap(({ phrases }) => [...phrases.keys()])) };
}

const MOST_SKIPPED = 3;

/** How far a pattern goes from there and what it took, the longest way; null: it is not there. */
export function matchPattern<Name>(pattern: Pattern<Name>, tokens: readonly WordToken[], from: number, read: ReadPlace, isEmpty: (at: number) => boolean, isNot: (at: number) => boolean): { readonly end: number; readonly taken: Taken } | null {
  const go = (index: number, at: number, taken: Taken): { readonly end: number; readonly taken: Taken } | null => {
    const place = pattern.places[index];
    if (place === undefined) return at > from ? { end: at, taken } : null;
    let not = taken.not === true;
    for (let skipped = 0; skipped <= (at === from ? 0 : MOST_SKIPPED); skipped++) {
      const here = at + skipped;
      if (skipped > 0 && !isEmpty(here - 1)) {
        // "Stage is not won": once, and of the whole.
        if (!isNot(here - 1) || not) break;
        not = true;
      }
      const hits: readonly PlaceHit[] = place.name === null ? phrasesAt(tokens, here, place.phrases).map(({ length, meaning }) => ({ length, taken: { words: [meaning] } })) : read(place.name, here);
      for (const hit of hits) {
        const found = go(index + 1, here + hit.length, { ...taken, ...hit.taken, ...(not && { not }), words: [...taken.words, ...(hit.taken.words ?? [])] });
        if (found) return found;
      }
    }
    return place.optional ? go(index + 1, at, taken) : null;
  };
  return go(0, from, { words: [] });
}
