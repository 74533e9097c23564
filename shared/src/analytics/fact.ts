// What figures rest on: of each record the few values that are counted, without the stamps, sets and texts around them.
// Invariant: a fact follows from the record alone, so that facts kept up record by record are those made from scratch.
import { bornOf, isDeleted, type RecordState, textOf, trailOf, valueOf } from "@outrider/shared/records";
import { type Kind, moneyOf } from "@outrider/shared/schema";

interface Of<K extends string> { readonly kind: K; readonly id: string }

/** `at`: when it was made (ms), as far as the record tells: when the oldest of what stands in it was written. */
export interface LeadFact extends Of<"lead"> { readonly owner: string; readonly at: number; readonly status: string; readonly source: string }
export interface DealFact extends Of<"deal"> {
  readonly owner: string;
  readonly at: number;
  /** Days, "" for none. */
  readonly openedOn: string;
  readonly closeDate: string;
  readonly stage: string;
  readonly stageAt: number;
  /** Every stage it has been in, the present one included, oldest first. */
  readonly stages: readonly string[];
  readonly amount: number;
  /** "": it has no value. */
  readonly currency: string;
  readonly probability: number | null;
  readonly source: string;
  readonly industry: string;
  readonly company: string;
}
/** `by`: who logged it. */
export interface ActivityFact extends Of<"activity"> { readonly by: string; readonly at: number; readonly root: string }
export interface TaskFact extends Of<"task"> { readonly assignee: string; readonly due: string; readonly root: string }
export interface NoticeFact extends Of<"notification"> { readonly person: string }
export interface CompanyFact extends Of<"company"> { readonly industry: string }
export interface StageFact extends Of<"stage"> { readonly name: string; readonly pipeline: string; readonly order: number; readonly outcome: "open" | "won" | "lost"; readonly probability: number | null }
export interface MemberFact extends Of<"member"> { readonly name: string; readonly team: string; readonly active: boolean }
export interface GoalFact extends Of<"goal"> {
  readonly person: string;
  readonly team: string;
  readonly measure: string;
  readonly span: string;
  readonly from: string;
  readonly target: number;
  readonly currency: string;
  readonly owner: string;
  readonly at: number;
}
export interface RateFact extends Of<"rate"> { readonly currency: string; readonly base: string; readonly from: string; readonly rate: number }
export interface SettingsFact extends Of<"settings"> { readonly currency: string }

export type Fact = LeadFact | DealFact | ActivityFact | TaskFact | NoticeFact | CompanyFact | StageFact | MemberFact | GoalFact | RateFact | SettingsFact;
export type FactKind = Fact["kind"];

/** The kinds that figures rest on. Those first that others are named by. */
export const FACT_KINDS = ["settings", "rate", "member", "stage", "goal", "company", "notification", "task", "lead", "deal", "activity"] as const satisfies readonly (FactKind & Kind)[];
const KNOWN: ReadonlySet<string> = new Set(FACT_KINDS);
export const isFactKind = (kind: string): kind is FactKind => KNOWN.has(kind);

const number = (state: RecordState, field: string): number | null => {
  const value = valueOf(state, field);
  return typeof value === "number" ? value : null;
};

const makers = {
  lead: (state) => ({ kind: "lead", id: state.id, owner: textOf(state, "owner"), at: bornOf(state).at, status: textOf(state, "status") || "new", source: textOf(state, "source") }),
  deal(state) {
    const money = moneyOf(valueOf(state, "value"));
    const stage = textOf(state, "stage");
    const stages = trailOf(state, "stage").flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    return {
      kind: "deal", id: state.id, owner: textOf(state, "owner"), at: bornOf(state).at, openedOn: textOf(state, "openedOn"), closeDate: textOf(state, "closeDate"),
      stage, stageAt: state.fields["stage"]?.at ?? 0, stages: stages.includes(stage) ? stages : [...stages, stage], amount: money?.amount ?? 0, currency: money?.currency ?? "",
      probability: number(state, "probability"), source: textOf(state, "source"), industry: textOf(state, "industry"), company: textOf(state, "company"),
    };
  },
  activity: (state) => ({ kind: "activity", id: state.id, by: bornOf(state).by, at: number(state, "at") ?? 0, root: textOf(state, "root") }),
  // What is done is nothing to be done.
  task: (state) => (valueOf(state, "done") === true ? null : { kind: "task", id: state.id, assignee: textOf(state, "assignee"), due: textOf(state, "due"), root: textOf(state, "root") }),
  notification: (state) => (number(state, "readAt") === null ? { kind: "notification", id: state.id, person: textOf(state, "person") } : null),
  company: (state) => ({ kind: "company", id: state.id, industry: textOf(state, "industry") }),
  stage(state) {
    const outcome = textOf(state, "outcome");
    return {
      kind: "stage", id: state.id, name: textOf(state, "name"), pipeline: textOf(state, "pipeline"), order: number(state, "order") ?? 0,
      outcome: outcome === "won" || outcome === "lost" ? outcome : "open", probability: number(state, "probability"),
    };
  },
  member: (state) => ({ kind: "member", id: state.id, name: textOf(state, "name"), team: textOf(state, "team"), active: valueOf(state, "active") === true }),
  goal: (state) => ({
    kind: "goal", id: state.id, person: textOf(state, "person"), team: textOf(state, "team"), measure: textOf(state, "measure"), span: textOf(state, "span"), from: textOf(state, "from"),
    target: number(state, "target") ?? 0, currency: textOf(state, "currency"), owner: textOf(state, "owner"), at: bornOf(state).at,
  }),
  rate: (state) => ({ kind: "rate", id: state.id, currency: textOf(state, "currency"), base: textOf(state, "base"), from: textOf(state, "from"), rate: number(state, "rate") ?? 0 }),
  settings: (state) => ({ kind: "settings", id: state.id, currency: textOf(state, "currency") }),
} satisfies { readonly [K in FactKind]: (state: RecordState) => Extract<Fact, { readonly kind: K }> | null };

/** What is counted of a record; null where nothing is: it is deleted, was merged into another one, or of a kind that figures do not know. */
export function factOf(state: RecordState): Fact | null {
  if (!isFactKind(state.kind) || isDeleted(state) || textOf(state, "mergedInto") !== "") return null;
  return makers[state.kind](state);
}
