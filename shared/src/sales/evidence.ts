// What the assistant's answers rest on: of each record the values that they look at, without stamps and sets. Invariant: it
// follows from the record alone, so that a book kept up record by record is the one made from scratch.
import { elementsOf, isDeleted, type RecordState, textOf, trailOf, valueOf } from "@outrider/shared/records";
import { type Kind, moneyOf, STAKEHOLDER_ROLES, type StakeholderRole } from "@outrider/shared/schema";

interface Of<K extends string> { readonly kind: K; readonly id: string }

/** A stage that a deal came into. `at`: ms. */
export interface StageVisit { readonly stage: string; readonly at: number }

export interface DealEvidence extends Of<"deal"> {
  readonly title: string;
  readonly owner: string;
  readonly company: string;
  readonly contact: string;
  /** Everybody named on it, the contact included, each once. */
  readonly people: readonly string[];
  readonly roles: Readonly<Record<StakeholderRole, readonly string[]>>;
  readonly competitors: readonly string[];
  readonly products: readonly string[];
  /** 0 and "" where it has no value. */
  readonly amount: number;
  readonly currency: string;
  readonly industry: string;
  readonly source: string;
  readonly reason: string;
  /** Days, "" for none. */
  readonly closeDate: string;
  readonly openedOn: string;
  /** When it was made and when it came into its stage (ms). */
  readonly at: number;
  readonly stageAt: number;
  readonly stage: string;
  /** Oldest first, the present one last. */
  readonly visits: readonly StageVisit[];
}

export interface ObjectionEvidence extends Of<"objection"> {
  readonly root: string;
  readonly text: string;
  /** "" where nobody chose one. */
  readonly category: string;
  readonly severity: string;
  readonly response: string;
  readonly status: string;
  readonly raisedBy: string;
  readonly at: number;
}

export interface ActivityEvidence extends Of<"activity"> {
  readonly root: string;
  readonly type: string;
  readonly at: number;
  /** "in": theirs to us, "out": ours to them, "": not said. */
  readonly direction: string;
  /** Minutes; 0: not said. */
  readonly duration: number;
  readonly outcome: string;
  readonly text: string;
  readonly participants: readonly string[];
}

export interface TaskEvidence extends Of<"task"> { readonly root: string; readonly title: string; readonly due: string; readonly done: boolean }
export interface ContactEvidence extends Of<"contact"> { readonly name: string; readonly title: string; readonly company: string }
export interface CompanyEvidence extends Of<"company"> { readonly name: string; readonly industry: string }
export interface StageEvidence extends Of<"stage"> {
  readonly name: string;
  readonly pipeline: string;
  readonly order: number;
  readonly outcome: "open" | "won" | "lost";
  readonly probability: number | null;
  /** 0: never. */
  readonly stagnantAfter: number;
}

export type Evidence = DealEvidence | ObjectionEvidence | ActivityEvidence | TaskEvidence | ContactEvidence | CompanyEvidence | StageEvidence;
export type EvidenceKind = Evidence["kind"];

/** The kinds that answers rest on; a book is fed with these (and with those of money, see `BOOK_KINDS`). */
export const EVIDENCE_KINDS = ["stage", "company", "contact", "deal", "objection", "task", "activity"] as const satisfies readonly (EvidenceKind & Kind)[];
const KNOWN: ReadonlySet<string> = new Set(EVIDENCE_KINDS);
const isEvidenceKind = (kind: string): kind is EvidenceKind => KNOWN.has(kind);

const number = (state: RecordState, field: string): number | null => {
  const value = valueOf(state, field);
  return typeof value === "number" ? value : null;
};

/** When the oldest of what stands in it was written (ms). */
function madeAt({ fields }: RecordState): number {
  let first = Number.POSITIVE_INFINITY;
  for (const register of Object.values(fields)) if (register.at < first) first = register.at;
  return Number.isFinite(first) ? first : 0;
}

function visitsOf(state: RecordState): readonly StageVisit[] {
  const visits = trailOf(state, "stage").flatMap(({ value, at }) => (typeof value === "string" ? [{ stage: value, at }] : []));
  const stage = textOf(state, "stage");
  return visits.at(-1)?.stage === stage || stage === "" ? visits : [...visits, { stage, at: state.fields["stage"]?.at ?? 0 }];
}

function rolesOf(state: RecordState): Record<StakeholderRole, readonly string[]> {
  const roles: Partial<Record<StakeholderRole, readonly string[]>> = {};
  for (const role of STAKEHOLDER_ROLES) roles[role] = elementsOf(state, role);
  return roles as Record<StakeholderRole, readonly string[]>;
}

const makers = {
  deal(state) {
    const money = moneyOf(valueOf(state, "value"));
    const roles = rolesOf(state);
    const people = new Set([textOf(state, "contact"), ...elementsOf(state, "stakeholders"), ...Object.values(roles).flat()]);
    people.delete("");
    return {
      kind: "deal", id: state.id, title: textOf(state, "title"), owner: textOf(state, "owner"), company: textOf(state, "company"), contact: textOf(state, "contact"), people: [...people], roles,
      competitors: elementsOf(state, "competitors"), products: elementsOf(state, "products"), amount: money?.amount ?? 0, currency: money?.currency ?? "", industry: textOf(state, "industry"), source: textOf(state, "source"),
      reason: textOf(state, "reason"), closeDate: textOf(state, "closeDate"), openedOn: textOf(state, "openedOn"), at: madeAt(state), stageAt: state.fields["stage"]?.at ?? 0, stage: textOf(state, "stage"), visits: visitsOf(state),
    };
  },
  objection: (state) => ({
    kind: "objection", id: state.id, root: textOf(state, "root"), text: textOf(state, "text"), category: textOf(state, "category"), severity: textOf(state, "severity"), response: textOf(state, "response"),
    status: textOf(state, "status") || "open", raisedBy: textOf(state, "raisedBy"), at: number(state, "at") ?? madeAt(state),
  }),
  activity: (state) => ({
    kind: "activity", id: state.id, root: textOf(state, "root"), type: textOf(state, "type"), at: number(state, "at") ?? 0, direction: textOf(state, "direction"), duration: number(state, "duration") ?? 0,
    outcome: textOf(state, "outcome"), text: textOf(state, "text"), participants: elementsOf(state, "participants"),
  }),
  task: (state) => ({ kind: "task", id: state.id, root: textOf(state, "root"), title: textOf(state, "title"), due: textOf(state, "due"), done: valueOf(state, "done") === true }),
  contact: (state) => ({ kind: "contact", id: state.id, name: textOf(state, "name"), title: textOf(state, "title"), company: textOf(state, "company") }),
  company: (state) => ({ kind: "company", id: state.id, name: textOf(state, "name"), industry: textOf(state, "industry") }),
  stage(state) {
    const outcome = textOf(state, "outcome");
    return {
      kind: "stage", id: state.id, name: textOf(state, "name"), pipeline: textOf(state, "pipeline"), order: number(state, "order") ?? 0, outcome: outcome === "won" || outcome === "lost" ? outcome : "open",
      probability: number(state, "probability"), stagnantAfter: number(state, "stagnantAfter") ?? 0,
    };
  },
} satisfies { readonly [K in EvidenceKind]: (state: RecordState) => Extract<Evidence, { readonly kind: K }> };

/** What answers look at of a record; null: it is deleted, was merged into another one, or is of a kind that they do not know. */
export function evidenceOf(state: RecordState): Evidence | null {
  if (!isEvidenceKind(state.kind) || isDeleted(state) || textOf(state, "mergedInto") !== "") return null;
  return makers[state.kind](state);
}
