// What other systems are told of records, and what they get. Pure. A record is told as it stands: several edits between two
// looks at the feed are one event, and the last state is never left out.
import { derivedId } from "@outrider/shared/kernel";
import { elementsOf, isDeleted, type RecordState, type Register, textOf, valueOf } from "@outrider/shared/records";
import { fieldOf, type Kind } from "@outrider/shared/schema";

const TOLD = ["lead", "contact", "company", "deal", "activity", "task", "objection", "segment", "campaign"] as const satisfies readonly Kind[];
const DEEDS = ["created", "updated", "deleted"] as const;
/** Sent when an admin tries the webhook out. */
export const PING = "ping";
/** What becomes of each message of a campaign. These are no records: whoever sends campaigns tells of them. */
export const MESSAGE_EVENTS = ["message.sent", "message.failed", "message.delivered", "message.bounced", "message.opened", "message.clicked", "message.unsubscribed"] as const;
/** Who goes into a segment and out of it: whoever looks through segments tells of them. */
export const MOVE_EVENTS = ["segment.entered", "segment.left"] as const;
export const EVENTS: readonly string[] = [
  ...TOLD.flatMap((kind) => DEEDS.map((deed) => `${kind}.${deed}`)), "deal.stage_changed", "deal.won", "deal.lost", "campaign.started", "campaign.finished", "campaign.failed", "campaign.cancelled", ...MOVE_EVENTS, ...MESSAGE_EVENTS,
];

/** What was told of a record before, as far as deliveries go back. */
export interface ToldBefore { readonly events: ReadonlySet<string>; /** Names of the edits of its stage that were told of. */ readonly stages: ReadonlySet<string> }

export interface EventContext {
  /** Since when the webhook is there, ms. */
  readonly since: number;
  readonly before: ToldBefore;
  readonly outcomeOf: (stage: string) => string;
}

const firstAt = (state: RecordState): number => Math.min(...Object.values(state.fields).map(({ at }) => at), ...Object.values(state.trail).map(({ at }) => at));
/** What says how far a record is: a deal's stage, a campaign's state. */
const standingOf = (state: RecordState): Register | undefined => state.fields[state.kind === "campaign" ? "state" : "stage"];
/** Names the edit that set it; "" where there is none. */
export function stageEdit(state: RecordState): string {
  const stage = standingOf(state);
  return stage ? derivedId("stage", state.id, stage.origin) : "";
}

/** Counts go on for as long as somebody opens a mail: what is told by then was told, also where its delivery is forgotten. */
const NEWS_MS = 14 * 24 * 3600_000;

function campaignEvents(state: RecordState, { since, before }: EventContext): readonly string[] {
  const registers = Object.entries(state.fields);
  const lastOf = (isFact: boolean): number => Math.max(0, ...registers.flatMap(([name, { at }]) => ((fieldOf("campaign", name)?.guard === "system") === isFact ? [at] : [])));
  const isNew = !before.events.has("campaign.created") && firstAt(state) >= since;
  // The server counts on every second: what people wrote is an update, what it counts is none.
  const events = isNew ? ["campaign.created"] : lastOf(false) >= lastOf(true) ? ["campaign.updated"] : [];
  const [standing, started] = [standingOf(state), state.fields["startedAt"]];
  if (started && started.value !== null && started.at >= since && !before.events.has("campaign.started") && lastOf(true) - started.at < NEWS_MS) events.push("campaign.started");
  if (!standing || standing.at < since || before.stages.has(stageEdit(state)) || lastOf(true) - standing.at >= NEWS_MS) return events;
  if (standing.value === "cancelled") events.push("campaign.cancelled");
  if (standing.value !== "sent") return events;
  const [failed, out] = [valueOf(state, "failed"), Number(valueOf(state, "sent") ?? 0) + Number(valueOf(state, "unknown") ?? 0)];
  return [...events, typeof failed === "number" && failed > 0 && out === 0 ? "campaign.failed" : "campaign.finished"];
}

/** The events that a record as it stands is, for somebody who was told so much before. */
export function eventsOf(state: RecordState, { since, before, outcomeOf }: EventContext): readonly string[] {
  const kind = TOLD.find((one) => one === state.kind);
  if (kind === undefined) return [];
  if (isDeleted(state)) return [`${kind}.deleted`];
  if (kind === "campaign") return campaignEvents(state, { since, before, outcomeOf });
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
