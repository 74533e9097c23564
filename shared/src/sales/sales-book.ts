// The evidence of one person's view by kind and by what it hangs on, kept up record by record: whoever has it asks without
// walking all records. It knows nothing of where records come from and who may see them: it holds what it is given.
import { baseMoneyOf, type BaseMoney, createFactBook } from "@outrider/shared/analytics";
import type { RecordState } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { type ActivityEvidence, type DealEvidence, type Evidence, EVIDENCE_KINDS, type EvidenceKind, evidenceOf, type ObjectionEvidence, type StageEvidence, type TaskEvidence } from "./evidence.ts";

type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { readonly kind: K }>;

/** The moment an answer is of: ms, and the day it is where the person is. */
export interface AsOf { readonly now: number; readonly today: string }

export interface SalesBook {
  /** Grows with every change of what answers rest on: an answer of the same version and moment is the same. */
  readonly version: number;
  /** Grows with every change of what all deals are judged by: stages, companies, rates. */
  readonly frame: number;
  /** The version in which a record, or something that hangs on it, last changed. */
  stampOf(id: string): number;
  of<K extends EvidenceKind>(kind: K): ReadonlyMap<string, EvidenceOf<K>>;
  deal(id: string): DealEvidence | undefined;
  stage(id: string): StageEvidence | undefined;
  /** Oldest first, on a deal, a lead, a contact or a company. */
  activitiesOn(root: string): readonly ActivityEvidence[];
  objectionsOn(deal: string): readonly ObjectionEvidence[];
  tasksOn(root: string): readonly TaskEvidence[];
  /** What took place with one contact, oldest first: where they took part, on themselves, and on their deals where nobody is named. */
  activitiesWith(contact: string): readonly ActivityEvidence[];
  /** Deals on which the contact is named. */
  dealsWith(contact: string): readonly DealEvidence[];
  dealsOf(company: string): readonly DealEvidence[];
  /** Its own, else its company's; "" for none. */
  industryOf(deal: DealEvidence): string;
  outcomeOf(deal: DealEvidence): "open" | "won" | "lost";
  money(): BaseMoney;
}

export interface GrowingBook extends SalesBook {
  /** A record as it is now; undefined: it is not there any more. Answers whether answers may be others now. */
  put(id: string, state: RecordState | undefined): boolean;
}

const MONEY_KINDS = ["settings", "rate"] as const satisfies readonly Kind[];
/** The kinds that a book is to be fed with. Those first that others are named by. */
export const BOOK_KINDS: readonly Kind[] = [...MONEY_KINDS, ...EVIDENCE_KINDS];

/** Under which names a piece of evidence is found: what it hangs on and who took part. */
function keysOf(one: Evidence): readonly string[] {
  switch (one.kind) {
    case "activity":
      return [`a ${one.root}`, ...one.participants.map((id) => `p ${id}`)];
    case "objection":
      return [`o ${one.root}`];
    case "task":
      return [`t ${one.root}`];
    case "deal":
      return [`c ${one.company}`, ...one.people.map((id) => `d ${id}`)];
    default:
      return [];
  }
}

const NONE: ReadonlySet<string> = new Set();
const oldestFirst = (a: { readonly at: number; readonly id: string }, b: { readonly at: number; readonly id: string }): number => a.at - b.at || (a.id < b.id ? -1 : 1);

export function createSalesBook(): GrowingBook {
  const shelves = new Map<EvidenceKind, Map<string, Evidence>>(EVIDENCE_KINDS.map((kind) => [kind, new Map()]));
  const kinds = new Map<string, EvidenceKind>();
  const found = new Map<string, Set<string>>();
  const facts = createFactBook();
  const stamps = new Map<string, number>();
  let version = 0;
  let frame = 0;
  let money: BaseMoney | null = null;

  const shelf = <K extends EvidenceKind>(kind: K): Map<string, EvidenceOf<K>> => shelves.get(kind) as unknown as Map<string, EvidenceOf<K>>;
  const under = <K extends EvidenceKind>(kind: K, key: string): EvidenceOf<K>[] => [...(found.get(key) ?? NONE)].flatMap((id) => shelf(kind).get(id) ?? []);

  function drop(one: Evidence): void {
    shelves.get(one.kind)?.delete(one.id);
    kinds.delete(one.id);
    for (const key of keysOf(one)) {
      const ids = found.get(key);
      ids?.delete(one.id);
      if (ids?.size === 0) found.delete(key);
    }
  }

  function add(one: Evidence): void {
    shelves.get(one.kind)?.set(one.id, one);
    kinds.set(one.id, one.kind);
    for (const key of keysOf(one)) {
      const ids = found.get(key);
      if (ids) ids.add(one.id);
      else found.set(key, new Set([one.id]));
    }
  }

  const book: GrowingBook = {
    get version() { return version; },
    get frame() { return frame; },
    stampOf: (id) => stamps.get(id) ?? 0,
    of: (kind) => shelf(kind),
    deal: (id) => shelf("deal").get(id),
    stage: (id) => shelf("stage").get(id),
    activitiesOn: (root) => under("activity", `a ${root}`).sort(oldestFirst),
    objectionsOn: (deal) => under("objection", `o ${deal}`).sort(oldestFirst),
    tasksOn: (root) => under("task", `t ${root}`).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1)),
    activitiesWith(contact) {
      const unnamed = under("deal", `d ${contact}`).filter((deal) => deal.contact === contact).flatMap(({ id }) => under("activity", `a ${id}`).filter(({ participants }) => participants.length === 0));
      return [...new Set([...under("activity", `p ${contact}`), ...under("activity", `a ${contact}`), ...unnamed])].sort(oldestFirst);
    },
    dealsWith: (contact) => under("deal", `d ${contact}`).sort(oldestFirst),
    dealsOf: (company) => (company === "" ? [] : under("deal", `c ${company}`).sort(oldestFirst)),
    industryOf: ({ industry, company }) => industry || (shelf("company").get(company)?.industry ?? ""),
    outcomeOf: ({ stage }) => shelf("stage").get(stage)?.outcome ?? "open",
    money: () => (money ??= baseMoneyOf(facts)),
    put(id, state) {
      // Deals stand among the facts too: where a workspace has no currency, theirs is taken.
      if (facts.put(id, state !== undefined && state.kind !== "deal" && !(MONEY_KINDS as readonly string[]).includes(state.kind) ? undefined : state)) {
        money = null;
        version += 1;
        if (state?.kind !== "deal") frame += 1;
      }
      const kind = kinds.get(id);
      const before = kind === undefined ? undefined : shelves.get(kind)?.get(id);
      const after = state === undefined ? null : evidenceOf(state);
      if (before === undefined && after === null) return false;
      if (before !== undefined && after !== null && JSON.stringify(before) === JSON.stringify(after)) return false;
      if (before !== undefined) drop(before);
      if (after !== null) add(after);
      version += 1;
      for (const one of [before, after]) {
        if (one?.kind === "stage" || one?.kind === "company") frame += 1;
        if (one?.kind === "deal") stamps.set(one.id, version);
        else if (one && "root" in one) stamps.set(one.root, version);
      }
      return true;
    },
  };
  return book;
}
