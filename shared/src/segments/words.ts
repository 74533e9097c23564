// A description in plain words as a rule over contacts: "inactive for 6 months and spent over ₹5K". Turns of phrase are found
// one after another, the longest at each place, and joined as the words join them. What was made into the rule and what was not
// is told by where it stands, so that a screen can underline it; where less than half was understood there is no rule at all. It
// reads no records: names come with the words. It guesses nothing: a name, a day or a figure that can be read in two ways is not read.
import { lazily } from "@outrider/shared/kernel";
import { type Rule, RULE_LIMITS } from "@outrider/shared/schema";
import { checkSegmentRule } from "./check-segment.ts";
import { segmentPathOf } from "./segment-paths.ts";
import { type AmountReader, amountReader } from "./words-amounts.ts";
import { daysReader } from "./words-days.ts";
import { ENGLISH } from "./words-english.ts";
import { type Item, joinRules } from "./words-join.ts";
import type { Joint, Language } from "./words-language.ts";
import { type CampaignDeed, matchPattern, type Pattern, patternOf, type WordField } from "./words-match.ts";
import { nameTables, type WordNames } from "./words-names.ts";
import { type Lexicon, lexicon, phraseAt } from "./words-phrases.ts";
import { placeReader } from "./words-places.ts";
import { timeReader } from "./words-times.ts";
import { tokensOf, type WordToken } from "./words-tokens.ts";
import { going, type Made, negated, type Subject, TURN_MAKERS, type TurnName } from "./words-turns.ts";
import { speller } from "./words-typing.ts";

export type { WordNames } from "./words-names.ts";

/** From and up to, in UTF-16 units of the text. */
export interface Span { readonly start: number; readonly end: number }

export interface WordsRead {
  /** By the paths of segments. Null: nothing was understood, or it was refused. */
  readonly rule: Rule | null;
  /** In the order of the text; what is in neither says nothing ("customers who"). */
  readonly read: readonly Span[];
  /** To be underlined: words that nothing was made of. */
  readonly unread: readonly Span[];
  /** `nonsense`: less than half of its words were understood, so no rule is made of it. `empty`: there are no words. */
  readonly refused?: "nonsense" | "empty";
  /** Each turn of phrase and the conditions that it was made into, before a "not" that stands before it. */
  readonly says: readonly { readonly span: Span; readonly rule: Rule }[];
}

/** Longer texts are looked at up to here. */
export const MOST_WORDS_TEXT = 2_000;
const MOST_TOKENS = 600;

interface Compiled {
  readonly language: Language;
  readonly amounts: AmountReader;
  readonly inside: Lexicon<unknown>;
  readonly not: Lexicon<unknown>;
  readonly and: Lexicon<unknown>;
  readonly or: Lexicon<unknown>;
  /** By the words that they may begin with, in the order of the table; `""`: those that may begin with anything. */
  readonly patterns: ReadonlyMap<string, readonly Pattern<TurnName>[]>;
  readonly joints: Lexicon<Joint>;
  readonly empty: Lexicon<true>;
  readonly signs: Lexicon<unknown>;
  readonly beginnings: Lexicon<unknown>;
  readonly fields: Lexicon<WordField>;
  readonly deeds: Lexicon<CampaignDeed>;
  readonly spelled: (typed: string) => string | null;
}

const TYPES: Readonly<Record<string, WordField["type"]>> = { set: "set", text: "text", link: "link", choice: "choice", number: "number", money: "money", day: "date", instant: "date", flag: "flag" };

function compiled(language: Language): Compiled {
  const all = language.turns.map(([turn, pattern]) => patternOf(turn, pattern));
  const beginning = new Set(["", ...all.flatMap(({ begins }) => [...(begins ?? [])])]);
  const patterns = new Map([...beginning].map((word) => [word, all.filter(({ begins }) => begins === null || begins.has(word))] as const));
  const same = (phrases: readonly string[]): readonly (readonly [string, true])[] => phrases.map((phrase) => [phrase, true] as const);
  const figures = [...Object.keys(language.counts), ...Object.keys(language.times), ...Object.keys(language.units), ...language.months, ...language.weekdays, ...Object.keys(language.shifts), ...Object.keys(language.days)];
  const signs = [...Object.values(language.joints), ...Object.values(language.compared), ...Object.values(language.placed), language.empty, ...Object.values(language.currencies), ...figures];
  const literal = language.turns.flatMap(([, pattern]) => pattern.split(" ")[0]?.split("|") ?? []).filter((word) => word !== word.toUpperCase());
  const vocabulary = [...signs, ...Object.keys(language.sizes), ...Object.values(language.periods), ...Object.values(language.campaignDeeds), ...Object.values(language.fields), ...language.turns.flatMap(([, pattern]) => pattern.split(" ")), language.within].flatMap((phrases) => phrases.split(/[|_?]/)).filter((word) => /^\p{Ll}+$/u.test(word));
  return {
    language, amounts: amountReader(language), patterns, inside: lexicon(same([language.inside])), not: lexicon(same([language.joints.not])), and: lexicon(same([language.joints.and])), or: lexicon(same([language.joints.or])), joints: lexicon(Object.entries(language.joints).map(([joint, phrases]) => [phrases, joint as Joint] as const)),
    empty: lexicon(same([language.empty])), signs: lexicon(same(signs)), beginnings: lexicon(same(literal)), deeds: lexicon(Object.entries(language.campaignDeeds).map(([deed, phrases]) => [phrases, deed as CampaignDeed] as const)),
    fields: lexicon(Object.entries(language.fields).flatMap(([field, phrases]) => { const path = segmentPathOf(field); return path ? [[phrases, { field, type: TYPES[path.type] ?? "text" }] as const] : []; })),
    spelled: speller(vocabulary),
  };
}

const english = lazily(() => compiled(ENGLISH));

const BARE: ReadonlySet<TurnName> = new Set(["ever", "contactedEver", "anyTag"]);

interface Clause extends Made { readonly end: number; readonly turn: TurnName | null }

/** `today`: `YYYY-MM-DD`, where the person is. */
export function wordsToRule(given: string, names: WordNames, today: string): WordsRead {
  return readWords(english(), given, names, today);
}

function readWords(language: Compiled, given: string, names: WordNames, today: string): WordsRead {
  const text = given.slice(0, MOST_WORDS_TEXT);
  const tables = nameTables(names);
  const typed = tokensOf(text).slice(0, MOST_TOKENS);
  const slips = new Set<number>();
  const tokens = typed.map((token, at) => {
    const meant = token.kind === "word" && !tables.words.has(token.text) ? language.spelled(token.text) : null;
    if (meant !== null) slips.add(at);
    return meant === null ? token : { ...token, text: meant };
  });
  const empties = new Set<number>();
  for (let at = 0; at < tokens.length; at++) {
    const length = phraseAt(tokens, at, language.empty)?.length ?? 0;
    for (let each = 0; each < length; each++) empties.add(at + each);
  }
  const isEmpty = (at: number): boolean => empties.has(at);
  const { amounts } = language;
  const times = timeReader(language.language, amounts, daysReader(language.language, today));
  const words = { text, tokens, isEmpty, isSign: (at: number) => !slips.has(at) && (phraseAt(tokens, at, language.signs) !== null || isEmpty(at)), begins: (at: number) => !slips.has(at) && phraseAt(tokens, at, language.beginnings) !== null };
  const read = placeReader({ ...words, currency: names.currency }, tables, language, amounts, times);

  const isNot = (at: number): boolean => phraseAt(tokens, at, language.inside) !== null;
  function clauseAt(at: number): Clause | null {
    let best: Clause | null = null;
    const begin = tokens[at]?.kind === "quoted" ? "" : (tokens[at]?.text ?? "");
    for (const pattern of language.patterns.get(begin) ?? language.patterns.get("") ?? []) {
      const hit = matchPattern(pattern, tokens, at, read, isEmpty, isNot);
      if (!hit || (best && hit.end <= best.end)) continue;
      const made = TURN_MAKERS[pattern.turn](hit.taken);
      if (made) best = { ...made, rule: hit.taken.not ? negated(made.rule) : made.rule, end: hit.end, turn: pattern.turn };
    }
    return best;
  }
  const skipped = (from: number): number => {
    let at = from;
    while (at < tokens.length && isEmpty(at)) at += 1;
    return at;
  };
  function goingAt(at: number, subject: Subject): Clause | null {
    let best: Clause | null = null;
    for (const name of ["WHEN", "SPAN", "NUM", "DEED", "CAMPAIGNS"] as const)
      for (const { length, taken } of read(name, at)) {
        const made = going(subject, taken);
        if (made && (!best || at + length > best.end)) best = { ...made, end: at + length, turn: null };
      }
    return best;
  }

  const items: Item[] = [];
  const state = Array.from<"read" | "unread" | "joint" | undefined>({ length: tokens.length });
  const says: { span: Span; rule: Rule }[] = [];
  let subject: Subject | null = null;
  let leaves = 0;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as WordToken;
    const previous = at > 0 ? state[at - 1] : "joint";
    const link = phraseAt(tokens, at, language.joints);
    let clause = clauseAt(at);
    // "in" and "from" of nobody known: only where a place may stand.
    if (clause?.turn === "inCity" && previous === "unread") clause = null;
    // "Ordered" alone is a condition only where nothing goes on with it.
    if (clause && clause.turn !== null && BARE.has(clause.turn)) {
      const next = skipped(clause.end);
      if (next < tokens.length && phraseAt(tokens, next, language.joints) === null && tokens[next]?.kind !== "other" && clauseAt(next) === null) clause = null;
    }
    // What goes on with the condition before it stands right after what joins the two.
    const going_: Clause | null = subject && previous === "joint" ? goingAt(at, subject) : null;
    if (going_ && (!clause || going_.end > clause.end || clause.turn === "money" || clause.turn === "timesAlone")) clause = going_;
    // "with spend over 5K": the word that says nothing is none of the turn that begins there.
    if (clause && isEmpty(at)) {
      let next = at + 1;
      while (next < clause.end && (isEmpty(next) || isNot(next))) next += 1;
      if ((clauseAt(next)?.end ?? 0) > clause.end) clause = null;
    }
    // "without tag VIP": what stands after the "not" goes further.
    if (link && clause) {
      const after = clauseAt(skipped(at + link.length)) ?? (subject ? goingAt(skipped(at + link.length), subject) : null);
      if (after && after.end > clause.end) clause = null;
    }
    if (clause && leaves < RULE_LIMITS.leaves / 2) {
      leaves += 1;
      items.push({ is: "rule", rule: clause.rule });
      says.push({ span: { start: token.start, end: (tokens[clause.end - 1] as WordToken).end }, rule: clause.rule });
      if (clause.subject) ({ subject } = clause);
      for (; at < clause.end; at++) state[at] = "read";
    } else if (link) {
      items.push({ is: link.meaning, at });
      for (const end = at + link.length; at < end; at++) state[at] = "joint";
    } else {
      if (previous === "unread" && token.text === "'s") state[at] = "unread";
      else if (isEmpty(at)) state[at] = previous === "joint" ? "joint" : undefined;
      else if (token.kind !== "sign" && token.kind !== "other") state[at] = "unread";
      at += 1;
    }
  }
  const { rule, lost } = joinRules(items);
  for (const at of lost) state[at] = "unread";

  const count = (is: "read" | "unread" | "joint"): number => tokens.filter((token, at) => state[at] === is && (is === "read" || !isEmpty(at)) && token.kind !== "sign").length;
  const spans = (is: "read" | "unread"): readonly Span[] => {
    const found: { start: number; end: number }[] = [];
    for (const [at, { start, end }] of tokens.entries()) {
      if (state[at] !== is) continue;
      const before = found.at(-1);
      if (before && (before.end === start || (is === "read" && state[at - 1] === is))) before.end = end;
      else found.push({ start, end });
    }
    return found;
  };
  const [understood, missed] = [count("read"), count("unread")];
  if (understood + missed === 0 && rule === null) return { rule: null, read: [], unread: [], refused: text.trim() === "" ? "empty" : "nonsense", says: [] };
  if (rule === null || understood + count("joint") < missed || checkSegmentRule(rule) !== null) return { rule: null, read: [], unread: [...spans("read"), ...spans("unread")].sort((a, b) => a.start - b.start), refused: "nonsense", says: [] };
  return { rule, read: spans("read"), unread: spans("unread"), says };
}
