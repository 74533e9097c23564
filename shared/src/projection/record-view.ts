// A record as its page shows it: every field with who and when, the value that gave way, what is proposed, and its
// timeline with what hangs on the records merged into it. Pure: what hangs on it is handed in.
import { sameJson } from "@outrider/shared/kernel";
import { elementsOf, loserOf, type Origin, type Read, type RecordState, survivor, textOf, trailOf, valueOf } from "@outrider/shared/records";
import { entityOf, type Value } from "@outrider/shared/schema";
import { isShown, type Keeps, type Pending, type Row, rowOf } from "./row.ts";
import { titleOf } from "./title.ts";

export interface Written { readonly value: Value; /** ms */ readonly at: number; /** Member id; its name is in `titles`. */ readonly by: string }
export interface FieldView extends Written {
  readonly pending: boolean;
  /** The value that gave way to this one in a conflict, by its edit, until somebody edits the field again or this person keeps this one. */
  readonly other: (Written & { readonly edit: Origin }) | null;
}

/** What somebody wanted a guarded field to be; settle it with the command `settle`. */
export interface ProposalView {
  readonly id: string;
  readonly about: string;
  readonly field: string;
  readonly proposed: Value;
  /** What stands now. */
  readonly standing: Value;
  readonly author: string;
  readonly at: number;
}

export type TimelineItem =
  | { readonly type: "activity" | "task" | "objection" | "attachment"; readonly at: number; readonly row: Row }
  | { readonly type: "trail"; readonly at: number; readonly field: string; readonly value: Value; readonly before: Value; readonly by: string }
  /** A message of a campaign; `at`: when the campaign began, which is as near as is known of each. */
  | { readonly type: "message"; readonly at: number; readonly campaign: string; readonly name: string; readonly subject: string; readonly opened: boolean; readonly clicked: boolean };

export interface RecordView extends Row {
  readonly fields: Readonly<Record<string, FieldView>>;
  /** Open ones, oldest first. */
  readonly proposals: readonly ProposalView[];
  /** Newest first. */
  readonly timeline: readonly TimelineItem[];
  /** The record that stands for this one after a merge, or null. */
  readonly mergedInto: string | null;
}

export interface Surroundings {
  readonly read: Read;
  /** What hangs on the record and on those merged into it. */
  readonly hanging: Iterable<RecordState>;
  readonly pendingOf: (id: string) => Pending;
  readonly keeps?: Keeps;
}

export function recordViewOf(state: RecordState, { read, hanging, pendingOf, keeps = () => false }: Surroundings): RecordView {
  const pending = pendingOf(state.id);
  const row = rowOf(state, read, pending, keeps);
  const titles: Record<string, string> = { ...row.titles };
  const name = (id: Value): void => {
    const found = typeof id === "string" && id !== "" && !Object.hasOwn(titles, id) ? read(id) : undefined;
    if (found) titles[found.id] = titleOf(found);
  };
  const isLink = (field: string): boolean => entityOf(state.kind).fields[field]?.type === "link";
  const fields: Record<string, FieldView> = {};
  for (const [field, { value, at, by }] of Object.entries(state.fields)) {
    if (!isShown(state.kind, field)) continue;
    const gave = loserOf(state, field);
    const loser = gave && !keeps(state.id, field, gave.origin) ? gave : null;
    fields[field] = { value, at, by, pending: pending.has(field), other: loser && { value: loser.value, at: loser.at, by: loser.by, edit: loser.origin } };
    name(by);
    if (loser) name(loser.by);
    if (loser && isLink(field)) name(loser.value);
  }
  const proposals: ProposalView[] = [];
  const timeline: TimelineItem[] = [...trailItems(state), ...messageItems(state, read)];
  for (const item of timeline) if (item.type === "trail") [item.value, item.before, item.by].forEach(name);
  for (const hung of hanging) {
    if (hung.kind === "proposal") {
      if (textOf(hung, "status") !== "open") continue;
      const proposal = proposalView(hung, read);
      // What stands already asks nothing any more.
      if (sameJson(proposal.proposed, proposal.standing)) continue;
      proposals.push(proposal);
      [proposal.author, proposal.proposed, proposal.standing].forEach(name);
    } else if (hung.kind === "activity" || hung.kind === "task" || hung.kind === "objection" || hung.kind === "attachment") {
      const hungRow = rowOf(hung, read, pendingOf(hung.id), keeps);
      if (!hungRow.deleted) timeline.push({ type: hung.kind, at: whenOf(hung), row: hungRow });
    }
  }
  const stands = survivor(state, read).id;
  return {
    ...row, titles, fields,
    proposals: proposals.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    timeline: timeline.sort((a, b) => b.at - a.at),
    mergedInto: stands === state.id ? null : stands,
  };
}

function trailItems(state: RecordState): TimelineItem[] {
  return Object.entries(entityOf(state.kind).fields).filter(([, field]) => field.trail).flatMap(([field]) => {
    let before: Value = null;
    return trailOf(state, field).map(({ at, value, by }): TimelineItem => {
      const item = { type: "trail", at, field, value, before, by } as const;
      before = value;
      return item;
    });
  });
}

/** What this person was sent, as the server wrote it down. One whose campaign is not here has no time, and is left out. */
function messageItems(state: RecordState, read: Read): TimelineItem[] {
  if (state.kind !== "contact") return [];
  const [opened, clicked] = [elementsOf(state, "openedCampaigns"), elementsOf(state, "clickedCampaigns")];
  return elementsOf(state, "receivedCampaigns").flatMap((id): TimelineItem[] => {
    const campaign = read(id);
    const at = campaign ? valueOf(campaign, "startedAt") : null;
    if (campaign === undefined || typeof at !== "number") return [];
    return [{ type: "message", at, campaign: id, name: titleOf(campaign), subject: textOf(campaign, "subject"), opened: opened.includes(id), clicked: clicked.includes(id) }];
  });
}

function proposalView(state: RecordState, read: Read): ProposalView {
  const [about, field] = [textOf(state, "about"), textOf(state, "field")];
  const target = read(about);
  return {
    id: state.id, about, field, proposed: valueOf(state, "proposed"), standing: target ? valueOf(target, field) : null,
    author: textOf(state, "author"), at: Number(valueOf(state, "at") ?? 0),
  };
}

/** When an activity took place; for a task or an objection, when it was made. */
function whenOf(state: RecordState): number {
  const at = valueOf(state, "at");
  if (typeof at === "number") return at;
  const times = Object.values(state.fields).map((register) => register.at);
  return times.length > 0 ? Math.min(...times) : 0;
}
