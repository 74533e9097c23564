// The Deal Coach: two or three things to do next on an open deal, each with its reasons, how urgent and how sure it is. It
// weighs what time did to the deal, who is missing, what stands open, and what was done in this stage on the similar deals
// that were won. Pure: the book and the moment are arguments.
import { dayAfter } from "@outrider/shared/kernel";
import type { Advice } from "./advice.ts";
import { type Claim, claim, type MadeBy } from "./claims.ts";
import { type Confidence, confidenceOf } from "./confidence.ts";
import { digestFor, digestsOf } from "./deal-digest.ts";
import { dealStateOf } from "./deal-state.ts";
import type { DealEvidence } from "./evidence.ts";
import { hintsOf } from "./coach-hints.ts";
import type { ActionCode } from "./playbook.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import type { Closeness } from "./nearness.ts";
import { type SimilarDeal, similarWon } from "./similar.ts";
import { isFew, type TeamGroup, teamGroupFor, teamRateClaim } from "./team-digest.ts";
import { medianOf } from "./when.ts";
import { type WinChance, winChanceOf } from "./win-chance.ts";

export type Priority = "high" | "medium" | "low";

export interface CoachAction {
  readonly code: ActionCode;
  readonly priority: Priority;
  readonly confidence: Confidence;
  /** Why, at least one. */
  readonly reasons: readonly Claim[];
  /** Whom and what it is about: a contact, an objection; "" for none. */
  readonly person: string;
  readonly objection: string;
  /** A competitor by name, a type of activity; "" for none. */
  readonly about: string;
  /** When it should be done at the latest. */
  readonly due: string;
}

export interface CoachAnswer {
  readonly kind: "coach";
  readonly deal: string;
  readonly asOf: AsOf;
  readonly madeBy: MadeBy;
  /** `closed`: there is nothing to coach any more. */
  readonly status: "open" | "closed";
  /** Bigger deals get a third action and the steps of their size. */
  readonly depth: "brief" | "deep";
  readonly actions: readonly CoachAction[];
  readonly similar: readonly SimilarDeal[];
  readonly chance: WinChance;
}

export interface CoachOptions {
  /** By won deal how close in meaning it is to this one. */
  readonly closeness?: Closeness;
  readonly past?: readonly Advice[];
  /** Closed deals of others as figures; looked at where one sees few similar ones oneself. */
  readonly team?: readonly TeamGroup[];
}

const HIGH = 70;
const MEDIUM = 45;
/** From how many times the usual won deal on a deal is big. */
const BIG = 1.5;
const BRIEF = 2;
const DEEP = 3;
const DUE: Readonly<Record<Priority, number>> = { high: 1, medium: 3, low: 7 };

/** Null: there is no such deal. */
export function coachDeal(book: SalesBook, id: string, asOf: AsOf, { closeness, past = [], team = [] }: CoachOptions = {}): CoachAnswer | null {
  const deal = book.deal(id);
  if (deal === undefined) return null;
  const madeBy: MadeBy = { engine: "evidence", ranking: closeness ? "both" : "words" };
  const chance = winChanceOf(book, deal, asOf);
  if (book.outcomeOf(deal) !== "open") return { kind: "coach", deal: id, asOf, madeBy, status: "closed", depth: "brief", actions: [], similar: [], chance };
  const similar = similarWon(book, deal, asOf, closeness);
  const size = sizeOf(book, deal, asOf);
  const depth = size !== null && size.times >= BIG ? "deep" : "brief";
  const state = dealStateOf(book, deal, asOf);
  const mine = digestFor(book, id, asOf.today);
  const others = mine && isFew(similar) ? teamGroupFor(team, mine) : undefined;
  const hints = hintsOf({ book, deal, asOf, state, similar, size, others, deep: depth === "deep" });
  const chosen: CoachAction[] = [];
  const rate = others ? teamRateClaim(others, id) : [];
  const most = depth === "deep" || (hints[2]?.urgency ?? 0) >= MEDIUM ? DEEP : BRIEF;
  for (const { code, urgency, reasons, specifics, person = "", objection = "", about = "" } of hints) {
    if (chosen.length === most) break;
    if (reasons.length === 0 || chosen.some((one) => one.code === code)) continue;
    const priority: Priority = urgency >= HIGH ? "high" : urgency >= MEDIUM ? "medium" : "low";
    chosen.push({ code, priority, confidence: confidenceOf({ similar, specifics, past, code }), reasons: chosen.length === 0 ? [...reasons, ...rate] : reasons, person, objection, about, due: dayAfter(asOf.today, DUE[priority]) });
  }
  return { kind: "coach", deal: id, asOf, madeBy, status: "open", depth, actions: chosen, similar, chance };
}

export interface DealSize { readonly times: number; readonly claims: readonly Claim[] }

/** Beside the usual won deal; null: its value is not known, or nothing was won yet. */
function sizeOf(book: SalesBook, deal: DealEvidence, { today }: AsOf): DealSize | null {
  const worth = digestFor(book, deal.id, today)?.worth ?? 0;
  const usual = medianOf(digestsOf(book, today).flatMap((other) => (other.outcome === "won" && other.worth > 0 && other.deal.id !== deal.id ? [other.worth] : [])));
  if (worth === 0 || usual === null) return null;
  const times = Math.round((10 * worth) / usual) / 10;
  return { times, claims: times >= BIG ? claim("bigDeal", { times }, [deal.id]) : [] };
}
