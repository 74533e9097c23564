// What the engine finds out when it is asked: what may be there twice, what is close in meaning, figures, who a rule finds,
// and what the assistant says.
import type { Figures, GoalProgress } from "@outrider/shared/analytics";
import type { Row } from "@outrider/shared/projection";
import type { AsOf, CoachAnswer, ConsentGap, ObjectionAnswer, Persona, WinLoss, WinLossReport } from "@outrider/shared/sales";
import type { Rule, RuleFault } from "@outrider/shared/schema";
import type { Reason, Sketch, TwinKind } from "@outrider/shared/search";
import type { Why } from "@outrider/shared/segments";
import type { Beyond, RecordName } from "./api-records.ts";

/** A list of what may be there twice, of one kind; `limit`: 50 unless told, at most 300. */
export interface TwinsOf { readonly kind: TwinKind; readonly limit?: number }

/** `score`: percent. `merge`: whether this person may make one of the two, in either direction; `dismiss`: may say that they are not the same. */
export interface TwinPair { readonly one: Row; readonly other: Row; readonly score: number; readonly reasons: readonly Reason[]; readonly may: { readonly merge: boolean; readonly dismiss: boolean } }

export interface TwinsAnswer {
  /** Most likely first. */
  readonly pairs: readonly TwinPair[];
  readonly total: number;
  /** How much of the looking is done, 0 to 1. */
  readonly share: number;
}

/** What is being typed, and the id of what is being edited. */
export interface AlikeOf { readonly sketch: Sketch; readonly id?: string }

/** A few, most likely first; `complete`: everything on this device has been compared. */
export interface AlikeAnswer { readonly found: readonly { readonly row: Row; readonly score: number; readonly reasons: readonly Reason[] }[]; readonly complete: boolean }

/** A text that is to be embedded; `hash` names it. */
export interface OwedText { readonly id: string; readonly hash: string; readonly text: string }

/** How far the search by meaning is with one model. `looked`: everything on this device has been looked at. */
export interface MeaningAnswer { readonly looked: boolean; readonly total: number; readonly owed: number }

/** What was typed; with a model its vector by that model (`quantised`), where there is one; or `near`: what the server found, `score` as a cosine. */
export interface CloseOf { readonly text: string; readonly model?: string; readonly vector?: readonly number[]; readonly near?: readonly { readonly id: string; readonly score: number }[]; readonly limit?: number }

/** The closest first, without what holds the words as they were typed; `score`: percent. `by`: what they were compared by. */
export interface CloseAnswer { readonly found: readonly { readonly row: Row; readonly score: number }[]; readonly by: "model" | "server" | "words"; readonly complete: boolean; /** The server can find more: it has records that this device does not hold. */ readonly more: boolean }

/** `null`: it is still being read. */
export interface FiguresAnswer { readonly figures: Figures | null; readonly complete: boolean; readonly beyond?: Beyond }

export interface GoalsAnswer { readonly goals: readonly GoalProgress[] | null; readonly complete: boolean; readonly beyond?: Beyond }

/** Who a rule over contacts finds on this device, seen by its person on a day (`YYYY-MM-DD`) in a time zone (IANA). `rule` null: everybody. */
export interface SegmentOf {
  readonly rule: Rule | null;
  readonly today: string;
  readonly zone: string;
  /** 10 unless told; at most 100. */
  readonly sample?: number;
  /** Of those with a greater id alone; the count is of all. */
  readonly after?: string;
  /** Why this one is in or out. */
  readonly contact?: string;
}

export interface SegmentAnswer {
  /** What is wrong with the rule: then nothing else is told. */
  readonly fault: RuleFault | null;
  /** Null while contacts are still being read; `share`, 0 to 1, of which is done. */
  readonly count: number | null;
  /** Of how many contacts that this device holds. */
  readonly of: number | null;
  readonly share: number;
  /** In order of their ids. */
  readonly sample: readonly Row[];
  /** Of `contact`, where it is here and there is a rule. */
  readonly why: Why | null;
  /** Names of what the values in `why` point at, by id. */
  readonly titles: Readonly<Record<string, string>>;
  /** Whether this device holds all contacts, deals and activities that its person may see; otherwise the server knows the true count. */
  readonly complete: boolean;
  readonly beyond?: Beyond;
}

/** By which model of this device texts are compared beside their words, and the vector of what was typed. */
export interface Meant { readonly model: string; readonly vector?: readonly number[] }

/** What the assistant is asked, of the moment that the page says. `deal` of an objection: "" for none; `self`: its own record. */
export type AssistantQuestion = (AsOf & (
  | { readonly ask: "coach"; readonly deal: string; readonly meant?: Meant }
  | { readonly ask: "persona"; readonly contact: string }
  | { readonly ask: "objection"; readonly text: string; readonly deal: string; readonly self?: string; readonly meant?: Meant }
  | { readonly ask: "winLoss"; readonly deal: string }
  | { readonly ask: "report"; readonly from: string; readonly to: string }
)) | NamedQuestion;

/** What somebody else's statements rest on: no result, but the records by name, and what was made of the `suggestion` on `root`. */
interface NamedQuestion { readonly ask: "named"; readonly records: readonly string[]; readonly root: string; readonly suggestion: string }

export type AssistantResult = CoachAnswer | Persona | ObjectionAnswer | WinLoss | WinLossReport;

/** `root`: what it hangs on. */
export interface AssistantRecord extends RecordName { readonly root?: RecordName }

export interface GivenFeedback { readonly id: string; /** "yes", "no" or "". */ readonly useful: string; readonly done: boolean; /** "worked", "failed" or "". */ readonly outcome: string }

export interface AssistantAnswer {
  /** Who has not agreed: then there is nothing else. */
  readonly gap: ConsentGap | null;
  /** Who has not agreed to a language model's being asked the same. */
  readonly outside: ConsentGap | null;
  /** How much of what is held has been read, 0 to 1; below 1 there is no result. */
  readonly share: number;
  /** Null: it is still being read, or what was asked about is not here. */
  readonly result: AssistantResult | null;
  /** What the result names, by id. */
  readonly records: Readonly<Record<string, AssistantRecord>>;
  /** This person's own, by what was suggested. */
  readonly feedback: Readonly<Record<string, GivenFeedback>>;
  readonly complete: boolean;
  readonly beyond?: Beyond;
}
