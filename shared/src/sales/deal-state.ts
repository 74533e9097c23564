// How a deal stands: what the passing of time did to it, who is missing, what is open. One place for coach and others.
import { DAY_MS, numberOfDay } from "@outrider/shared/kernel";
import type { ActivityEvidence, DealEvidence, ObjectionEvidence, StageEvidence } from "./evidence.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { AHEAD_MS } from "./when.ts";

export interface DealState {
  readonly stage: StageEvidence | undefined;
  readonly daysInStage: number;
  /** Longer in its stage than the stage allows. */
  readonly stagnant: boolean;
  /** Days past its close date (above 0) or before it; null: it has none. */
  readonly daysLate: number | null;
  /** Whether an open task hangs on it or something is planned. */
  readonly planned: boolean;
  /** Days since anybody spoke or wrote to the other; null: never. Notes are nobody's answer. */
  readonly silentDays: number | null;
  readonly contacts: readonly ActivityEvidence[];
  /** Of the deal's people those who took part in something. */
  readonly met: readonly string[];
  readonly openObjections: readonly ObjectionEvidence[];
}

export const isContact = ({ type }: ActivityEvidence): boolean => type !== "note" && type !== "";

export function dealStateOf(book: SalesBook, deal: DealEvidence, { now, today }: AsOf): DealState {
  const stage = book.stage(deal.stage);
  const daysInStage = Math.max(0, Math.floor((now - deal.stageAt) / DAY_MS));
  const activities = book.activitiesOn(deal.id);
  const happened = activities.filter(({ at }) => at <= now + AHEAD_MS);
  const contacts = happened.filter(isContact);
  const last = contacts.at(-1);
  const met = new Set(contacts.flatMap(({ participants }) => (participants.length > 0 ? participants : deal.contact === "" ? [] : [deal.contact])));
  return {
    stage, daysInStage, contacts,
    stagnant: stage !== undefined && stage.outcome === "open" && stage.stagnantAfter > 0 && daysInStage >= stage.stagnantAfter,
    daysLate: deal.closeDate === "" ? null : numberOfDay(today) - numberOfDay(deal.closeDate),
    planned: book.tasksOn(deal.id).some(({ done }) => !done) || activities.some((activity) => activity.at > now + AHEAD_MS),
    silentDays: last === undefined ? null : Math.max(0, Math.floor((now - last.at) / DAY_MS)),
    met: deal.people.filter((id) => met.has(id)),
    openObjections: book.objectionsOn(deal.id).filter(({ status, at }) => status === "open" && at <= now + AHEAD_MS),
  };
}
