// What other systems are told of records, and what they get. Pure. A record is told as it stands: several edits between two
// looks at the feed are one event, and the last state is never left out.
import { derivedId } from "@outrider/shared/kernel";
import { elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { fieldOf, type Kind } from "@outrider/shared/schema";

const TOLD = ["lead", "contact", "company", "deal", "activity", "task", "objection"] as const satisfies readonly Kind[];
const DEEDS = ["created", "updated", "deleted"] as const;
/** Sent when an admin tries the webhook out. */
export const PING = "ping";
export const EVENTS: readonly string[] = [...TOLD.flatMap((kind) => DEEDS.map((deed) => `${kind}.${deed}`)), "deal.stage_changed", "deal.won", "deal.lost"];

/** What was told of a record before, as far as deliveries go back. */
export interface ToldBefore { readonly events: ReadonlySet<string>; /** Names of the edits of its stage that were told of. */ readonly stages: ReadonlySet<string> }

export interface EventContext {
  /** Since when the webhook is there, ms. */
  readonly since: number;
  readonly before: ToldBefore;
  readonly outcomeOf: (stage: string) => string;
}

const firstAt = (state: RecordState): number => Math.min(...Object.values(state.fields).map(({ at }) => at), ...Object.values(state.trail).map(({ at }) => at));
/** Names the edit that set the stage; "" where there is none. */
export function stageEdit(state: RecordState): string {
  const stage = state.fields["stage"];
  return stage ? derivedId("stage", state.id, stage.origin) : "";
}

/** The events that a record as it stands is, for somebody who was told so much before. */
export function eventsOf(state: RecordState, { since, before, outcomeOf }: EventContext): readonly string[] {
  const kind = TOLD.find((one) => one === state.kind);
  if (kind === undefined) return [];
  if (isDeleted(state)) return [`${kind}.deleted`];
  const isNew = !before.events.has(`${kind}.created`) && firstAt(state) >= since;
  const events = [isNew ? `${kind}.created` : `${kind}.updated`];
  const stage = state.fields["stage"];
  if (kind !== "deal" || !stage || before.stages.has(stageEdit(state)) || stage.at < since) return events;
  const outcome = outcomeOf(textOf(state, "stage"));
  if (!isNew) events.push("deal.stage_changed");
  if (outcome === "won" || outcome === "lost") events.push(`deal.${outcome}`);
  return events;
}

/** The record as programs read it: each field's value, each set's elements. What is only this server's is not in it. */
export function recordData(state: RecordState): Readonly<Record<string, unknown>> {
  const names = new Set([...Object.keys(state.fields), ...Object.keys(state.sets)]);
  const fields = [...names].sort().flatMap((name): [string, unknown][] => {
    const field = fieldOf(state.kind, name);
    if (!field) return [];
    return [[name, field.many ? elementsOf(state, name) : valueOf(state, name)]];
  });
  return { id: state.id, kind: state.kind, ...Object.fromEntries(fields) };
}
