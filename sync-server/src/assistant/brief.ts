// What the assistant is asked, and what comes of it, in its own words. It knows no record: whoever asks brings what may be looked at.
import type { AssistantName } from "@outrider/shared/schema";

/** `report`: wins and losses of many deals. `trial`: an admin tries the model out, with nothing of anybody's in it. `segment`: a description of customers as a rule. The two of campaigns hold nothing of any customer. */
export type Purpose = AssistantName | "report" | "trial" | "campaignVariants" | "campaignSummary" | "segment";

/** One thing to look at, and the records it is of, all of which the asker may see. */
export interface Exhibit { readonly records: readonly string[]; readonly title: string; readonly text: string }

/** What is personal in it, as far as fields say so. */
export interface Personal {
  readonly names: readonly string[]; readonly emails: readonly string[]; readonly phones: readonly string[]; readonly addresses: readonly string[];
  /** Words that names of the workspace's people are made of, in lower case: beside another capitalised one they are somebody. */
  readonly nameWords?: ReadonlySet<string>;
}

export interface Brief {
  readonly purpose: Purpose;
  /** The record it is about; null: none. */
  readonly about: string | null;
  readonly exhibits: readonly Exhibit[];
  /** What the asker typed, an objection for one; "" where nothing is. */
  readonly typed: string;
  readonly personal: Personal;
  /** What says a figure or a name that stands in nothing it was given is left out, and not only marked. */
  readonly strict?: boolean;
  readonly shape?: Shape;
}

/** Where what is wanted is no statement that rests on records: what the model is told instead, and the look at each line. */
export interface Shape {
  /** `mark`: between which what somebody wrote stands. */
  readonly rules: (mark: string) => string;
  /** The line as it may be shown, or null: it is not let through. */
  readonly check: (line: string) => string | null;
}

export const PARTS = ["action", "reason", "advice", "acknowledge", "address", "advance", "finding", "next", "subject", "message"] as const;
/** `rule`: a rule as JSON, of a brief with a shape of its own. */
export type Part = (typeof PARTS)[number] | "rule";

/** One statement that passed the check, and the records it rests on: at least one. */
export interface Statement {
  readonly part: Part;
  readonly text: string;
  readonly priority: "high" | "medium" | "low" | null;
  readonly angle: "logical" | "emotional" | "social-proof" | null;
  readonly evidence: readonly string[];
  /** It says a figure that stands in nothing it was given. */
  readonly unproven: boolean;
}
