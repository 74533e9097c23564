// Which kind an objection is: naive Bayes over its words, pairs of words and runs of letters, learned from the lexicon and
// then from the objections that the workspace sorted by hand, which count for more.
import { lazily } from "@outrider/shared/kernel";
import { featuresOf, stemsIn } from "@outrider/shared/search";
import { OBJECTION_CATEGORIES, type ObjectionCategory, phrasesOf } from "./objection-lexicon.ts";

export interface Sorted {
  readonly category: ObjectionCategory;
  /** 0 to 1. */
  readonly share: number;
}

export interface ObjectionSorter {
  learn(text: string, category: ObjectionCategory): void;
  /** All categories, the likeliest first; their shares add up to 1. */
  sort(text: string): readonly Sorted[];
}

/** From which share on a second category is named beside the first. */
const SECOND = 0.3;
/** A text sorted by a person weighs as much as so many phrases. */
const OWN_WEIGHT = 2;
const SMOOTHING = 0.15;
const KINDS = { word: 1, pair: 1, run: 0.15 } as const;
/** Features of one text are no independent hints: their sum is taken down, so that shares say how sure one may be. */
const TEMPER = 0.55;

/** Words of every day, that stand in objections of all kinds: they tell something beside others alone. By their stems. */
const EVERYDAY = new Set(
  ("people nobody noone everybody anybody someone thing anything something everything nothing like look see say said tell told make made go went come came good bad well really also already here use give take know think find want work day year time last first " +
  "one two three four five six ten system product software tool app company firm business new old own other same much many more most less any every never always still even then now today again back way lot bit big small new right sure maybe perhaps only let put keep talk " +
  "call ask great nice sound happen start end long far few last next try change help need customer user team field").split(" ").flatMap((word) => stemsIn(word)),
);
const EVERYDAY_WEIGHT = 0.3;

function hintsIn(text: string): ReadonlyMap<string, number> {
  const hints = new Map<string, number>();
  for (const feature of featuresOf(text).keys()) hints.set(feature, feature[0] !== "=" ? KINDS.run : EVERYDAY.has(feature.slice(1)) ? EVERYDAY_WEIGHT : KINDS.word);
  const stems = stemsIn(text);
  for (let at = 1; at < stems.length; at++) hints.set(`+${stems[at - 1]} ${stems[at]}`, KINDS.pair);
  return hints;
}

/** How often each feature was seen in each category, in their order, and how many texts there were. */
interface Counts { readonly rows: Map<string, number[]>; readonly totals: number[] }

function count({ rows, totals }: Counts, text: string, at: number, weight: number): void {
  // A word that stands alone says more than one of many.
  const share = weight / Math.sqrt(Math.max(1, stemsIn(text).length));
  for (const feature of hintsIn(text).keys()) {
    const row = rows.get(feature) ?? OBJECTION_CATEGORIES.map(() => 0);
    row[at] = (row[at] ?? 0) + share;
    rows.set(feature, row);
  }
  totals[at] = (totals[at] ?? 0) + weight;
}

const noCounts = (): Counts => ({ rows: new Map(), totals: OBJECTION_CATEGORIES.map(() => 0) });

/** What the lexicon says, read once. */
const lexicon = lazily((): Counts => {
  const counts = noCounts();
  for (const [at, category] of OBJECTION_CATEGORIES.entries()) for (const phrase of phrasesOf(category)) count(counts, phrase, at, 1);
  return counts;
});

export function createObjectionSorter(): ObjectionSorter {
  const base = lexicon();
  const own = noCounts();
  return {
    learn: (text, category) => count(own, text, OBJECTION_CATEGORIES.indexOf(category), OWN_WEIGHT),
    sort(text) {
      const scores = OBJECTION_CATEGORIES.map(() => 0);
      for (const [feature, weight] of hintsIn(text)) {
        const rows = [base.rows.get(feature), own.rows.get(feature)];
        if (rows[0] === undefined && rows[1] === undefined) continue;
        for (let at = 0; at < scores.length; at++) {
          const seen = (rows[0]?.[at] ?? 0) + (rows[1]?.[at] ?? 0);
          const of = (base.totals[at] ?? 0) + (own.totals[at] ?? 0);
          scores[at] = (scores[at] ?? 0) + weight * Math.log((seen + SMOOTHING) / (of + SMOOTHING * 2));
        }
      }
      const most = Math.max(...scores);
      const powers = scores.map((score) => Math.exp((score - most) * TEMPER));
      const sum = powers.reduce((total, power) => total + power, 0);
      return OBJECTION_CATEGORIES.map((category, at) => ({ category, share: (powers[at] ?? 0) / sum })).sort((a, b) => b.share - a.share);
    },
  };
}

/** The likeliest category, and a second one where it is nearly as likely. */
export function categoriesIn(sorted: readonly Sorted[]): readonly ObjectionCategory[] {
  return sorted.filter(({ share }, at) => at === 0 || (at === 1 && share >= SECOND)).map(({ category }) => category);
}
