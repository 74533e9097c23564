// Whether the numbers of a text somebody else wrote are those of a campaign. Invariant: what is not surely right is refused: a
// number in digits of any writing, in words, as a fraction or a multiple must be a fact, a share of facts, or stand in the
// campaign's own name or subject; and where a clause speaks of one count alone, its numbers must be that count's.
import { type CampaignFacts, type Count, COUNTS, countedIn, percentOf, shareOf } from "./campaign-facts.ts";

/** What a text says that nothing bears out, as it stands there. */
export interface NumberFault { readonly said: string; readonly why: "not-in-data" | "of-something-else" | "cannot-be-checked" }

const ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1_000, million: 1_000_000, k: 1_000, m: 1_000_000 };
const VALUES: ReadonlyMap<string, number> = new Map([...ONES.map((word, at) => [word, at] as const), ...TENS.map((word, at) => [word, 20 + 10 * at] as const)]);
/** Nobody can say of these what they are of. */
const VAGUE = /\b(?:half|halves|third|thirds|quarter|quarters|fourths?|fifths?|tenths?|double[ds]?|doubling|twice|thrice|triple[ds]?|tripling|quadruple[ds]?|dozens?|scores?|hundreds|thousands|millions|billions?|lakhs?|crores?|everybody|everyone|nobody|no one|all customers|all of them|none|majority|most|minority|nearly all|almost all|once in|times)\b/iu;
const STEMS: readonly (readonly [Count, RegExp])[] = [["unsubscribed", /\bunsubscrib/i], ["failed", /\bfail/i], ["bounced", /\bbounc/i], ["opened", /\bopen/i], ["clicked", /\bclick/i], ["delivered", /\bdeliver/i], ["skipped", /\bskip|\bleft out/i], ["unknown", /\bunknown/i], ["queued", /\bqueue|\bwait/i], ["sent", /\bsent\b|\bwent\b/i]];
const TOKEN = /\p{Nd}+(?:[.,]\p{Nd}+)*(?:\s?(?:k|m|million|thousand|hundred)\b)?|[\p{Nl}\p{No}]/giu;
const WORDS = /\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|one(?=[ -](?:hundred|thousand|million|percent|per cent)))(?:[ -]+(?:and[ -]+)?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million))*\b/giu;
/** What stands before the whole that a count is of. */
const WHOLE = /\b(?:of|among|from|in)\s+(?:the\s+|all\s+)*$/i;
const PERCENT = /^\s?(?:%|percent\b|per cent\b|percentage points?\b)/i;

function ofDigits(token: string): number | null {
  const [, digits = "", scale = ""] = /^([\d.,]+)\s?(\w*)$/.exec(token) ?? [];
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(digits)) return null;
  return Number(digits.replaceAll(",", "")) * (SCALES[scale.toLowerCase()] ?? 1);
}

function ofWords(said: string): number {
  let [whole, part] = [0, 0];
  for (const word of said.toLowerCase().split(/[\s-]+/)) {
    const scale = SCALES[word];
    if (scale === 100) part = Math.max(1, part) * 100;
    else if (scale !== undefined) [whole, part] = [whole + Math.max(1, part) * scale, 0];
    else part += VALUES.get(word) ?? 0;
  }
  return whole + part;
}

const near = (value: number, known: Iterable<number>): boolean => [...known].some((one) => one === value || (Number.isInteger(value) && Math.round(one) === value));

interface Known { readonly counts: ReadonlyMap<Count, readonly number[]>; readonly percents: ReadonlyMap<Count, readonly number[]>; readonly wholes: readonly number[]; readonly others: readonly number[] }

/** Which numbers may stand beside a count: itself and its share. `wholes`: what it may be said to be of. `others`: how many campaigns it is compared to. */
function knownOf(facts: CampaignFacts, past: readonly CampaignFacts[]): Known {
  const others = countedIn(past).filter(({ id }) => id !== facts.id);
  const usual = (count: Count): readonly number[] => (others.length > 0 && (count === "opened" || count === "clicked" || count === "unsubscribed") ? [percentOf(shareOf(others, count))] : []);
  return {
    counts: new Map(COUNTS.map((count) => [count, [facts[count]]])),
    percents: new Map(COUNTS.map((count) => [count, [percentOf({ hits: facts[count], of: facts.sent }), percentOf({ hits: facts[count], of: facts.audience }), ...usual(count)]])),
    wholes: [facts.audience, facts.sent, facts.delivered],
    others: others.length > 0 ? [others.length, others.length + 1] : [],
  };
}

/** Null: each number of the text is borne out. */
export function checkNumbers(text: string, facts: CampaignFacts, past: readonly CampaignFacts[] = []): NumberFault | null {
  // Digits of all writings, and those that look like others, as plain ones.
  const plain = text.normalize("NFKC");
  const known = knownOf(facts, past);
  const own = [facts.name, facts.subject, facts.goal].filter((words) => words !== "");
  const rest = own.reduce((left, words) => left.replaceAll(words, " "), plain);
  const vague = VAGUE.exec(rest);
  if (vague) return { said: vague[0], why: "cannot-be-checked" };
  if (/[⁄∕]|\b\d+\s?\/\s?\d+\b/.test(rest)) return { said: rest.match(/\S*[⁄∕/]\S*/)?.[0] ?? "/", why: "cannot-be-checked" };
  for (const clause of rest.split(/(?<!\d)[,;:](?!\d)|[,;:](?=\s)|[.!?](?=\s|$)|\band\b|\bbut\b|\bwhile\b|[()\n]/i)) {
    const about = STEMS.filter(([, stem]) => stem.test(clause)).map(([count]) => count);
    const found = [...[...clause.matchAll(TOKEN)].map((match) => ({ said: match[0], at: match.index, value: ofDigits(match[0]) })), ...[...clause.matchAll(WORDS)].map((match) => ({ said: match[0], at: match.index, value: ofWords(match[0]) }))];
    for (const { said, at, value } of found) {
      if (value === null) return { said, why: "cannot-be-checked" };
      const kinds = PERCENT.test(clause.slice(at + said.length)) ? known.percents : known.counts;
      const [only] = about;
      const besides = kinds === known.counts && /campaign/i.test(clause) ? known.others : [];
      // Where nothing says of what it is, zero is no number of anything.
      if (!near(value, [...kinds.values()].flat().filter((one) => one !== 0 || about.length > 0)) && !near(value, besides)) return { said, why: "not-in-data" };
      const whole = kinds === known.counts && WHOLE.test(clause.slice(0, at)) ? known.wholes : [];
      if (about.length === 1 && only !== undefined && !near(value, [...(kinds.get(only) ?? []), ...whole, ...besides])) return { said, why: "of-something-else" };
    }
  }
  return null;
}
