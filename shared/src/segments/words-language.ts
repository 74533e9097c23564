// What a language is to the reader of words: tables alone. Phrases stand as one text, `|` between them and `_` between the words
// of one, folded and without hyphens.
import type { Period, RuleOp } from "@outrider/shared/schema";
import type { CampaignDeed } from "./words-match.ts";
import type { TurnName } from "./words-turns.ts";

export type Phrases = string;
/** How a moment is placed against a day or a period. */
export type Placing = "since" | "after" | "before" | "until" | "in";
export type Joint = "and" | "or" | "not" | "except" | "either" | "neither" | "nor" | "open" | "close" | "pause";

export interface Language {
  /** Cardinal words up to ninety. */
  readonly counts: Readonly<Record<string, number>>;
  /** What multiplies what stands before it. */
  readonly sizes: Readonly<Record<string, number>>;
  /** As sizes, but only right after a figure: "5k". */
  readonly shortSizes: Readonly<Record<string, number>>;
  /** "twice": so many times. */
  readonly times: Readonly<Record<string, number>>;
  /** "5 times". */
  readonly timesWord: Phrases;
  readonly half: Phrases;
  readonly one: Phrases;
  readonly couple: Phrases;
  /** Joins "five hundred and twenty". */
  readonly plus: Phrases;
  /** By the currencies that they may mean, the usual one first. */
  readonly currencies: Readonly<Record<string, Phrases>>;
  /** Days of a unit. */
  readonly units: Readonly<Record<string, number>>;
  /** Units only right after a figure: "30d". */
  readonly shortUnits: Readonly<Record<string, number>>;
  readonly months: readonly Phrases[];
  readonly weekdays: readonly Phrases[];
  readonly periods: Readonly<Record<Period, Phrases>>;
  /** Periods counted from the present one. */
  readonly shifts: Readonly<Record<string, number>>;
  /** Days counted from today. */
  readonly days: Readonly<Record<string, number>>;
  /** What may stand between the parts of a date. */
  readonly of: Phrases;
  readonly start: Phrases;
  readonly end: Phrases;
  readonly compared: Readonly<Partial<Record<RuleOp, Phrases>>>;
  /** What stands after the figure: "or more". */
  readonly comparedAfter: Readonly<Partial<Record<RuleOp, Phrases>>>;
  readonly between: Phrases;
  readonly from: Phrases;
  readonly to: Phrases;
  readonly placed: Readonly<Record<Placing, Phrases>>;
  /** "in the last" two weeks: counted back from today. */
  readonly within: Phrases;
  /** The same, but a period of the calendar where it is one: "last month". */
  readonly lately: Phrases;
  readonly ago: Phrases;
  /** A "not" within a turn of phrase. */
  readonly inside: Phrases;
  readonly joints: Readonly<Record<Joint, Phrases>>;
  readonly campaignDeeds: Readonly<Record<CampaignDeed, Phrases>>;
  /** What fields of this product are called, by their paths. */
  readonly fields: Readonly<Record<string, Phrases>>;
  /** Words that ask and join, and say nothing of who is meant. */
  readonly empty: Phrases;
  readonly turns: readonly (readonly [TurnName, pattern: string])[];
}
