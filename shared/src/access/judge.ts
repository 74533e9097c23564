// The one door: a group of changes is judged against the records as they stand, by the same code on the server (the
// truth) and on the device (the forecast). The answer is either a refusal of the whole group or the deltas to join.
// Invariant: nothing is written for a refused group, and the refusal of one group says nothing of another.
import { derivedId, err, ok, type Result, sameJson } from "@outrider/shared/kernel";
import {
  apply, baseOf, type Change, exceptions, type Group, later, meetings, type Outcome, type Read, type Receipt, type RecordState, type Register, type Resolution, resolve, type Stamp,
  survivor, textOf, valueOf,
} from "@outrider/shared/records";
import { type EditReason, editWhy, type Field, fieldOf, type Value } from "@outrider/shared/schema";
import { checkGroup } from "./check-change.ts";
import { checkCampaign } from "./check-campaign.ts";
import { checkCustom } from "./check-custom.ts";
import { checkView } from "./check-view.ts";
import { checkGoal } from "./check-goal.ts";
import { checkTask } from "./check-task.ts";
import { type Action, mayChange } from "./may-change.ts";
import { maySee } from "./may-see.ts";
import { mergesToAsk } from "./merge-rings.ts";
import { notFound, type Refusal, refusal } from "./reason.ts";
import { placeToRemember } from "./settled-place.ts";
import type { Viewer } from "./viewer.ts";

/** A field whose value met another one: `lost` and `won` over it by time, or `asked` as a proposal. */
export interface Conflict { readonly record: string; readonly field: string; readonly result: "won" | "lost" | "asked" }

export interface Judgement {
  /** States after the group, by record id, proposals included: what is to be written. */
  readonly after: ReadonlyMap<string, RecordState>;
  readonly conflicts: readonly Conflict[];
  readonly except: Receipt["except"];
  readonly met: NonNullable<Receipt["met"]>;
  readonly places: NonNullable<Receipt["places"]>;
}

/** `viewer: null` is the server itself (`system`), which is bound by shape and not by permission. */
export interface Door { readonly viewer: Viewer | null; readonly read: Read; readonly stamp: Stamp }

/** All of a group or nothing of it: the records as they are afterwards, or the first reason against it with the change and field it is about. */
export function judge(group: Group, door: Door): Result<Judgement, Refusal> {
  const judged = judgeAsking(group, door, NOTHING_ASKED);
  if (!judged.ok) return judged;
  const { after } = judged.value;
  const asked = mergesToAsk(group, { viewer: door.viewer, stamp: door.stamp, after: (id) => after.get(id) ?? door.read(id) });
  if ("code" in asked) return err(asked);
  return asked.size === 0 ? judged : judgeAsking(group, door, asked);
}

const NOTHING_ASKED: ReadonlySet<number> = new Set();

/** `asked`: changes (by their index) whose merge into another record is asked, not done. */
function judgeAsking(group: Group, { viewer, read, stamp }: Door, asked: ReadonlySet<number>): Result<Judgement, Refusal> {
  const misshapen = checkGroup(group);
  if (misshapen) return err(misshapen);
  const after = new Map<string, RecordState>();
  const readNow: Read = (id) => after.get(id) ?? read(id);
  const conflicts: Conflict[] = [];
  const except: Record<string, number | null> = {};
  const met: Record<string, readonly [number, string]> = {};
  const places: Record<string, Register> = {};
  const created = new Set<string>();
  for (const [index, change] of group.changes.entries()) {
    const standing = readNow(change.id);
    const known = standing ?? (change.create ? undefined : null);
    if (known === null) return err(notFound(index));
    if (known && known.kind !== change.kind) return err(notFound(index));
    if (known && viewer) {
      const refused = mayTouch(viewer, change, index, known, readNow);
      if (refused) return err(refused);
    }
    const fixed = known ? changesFixed(change, index, known) : null;
    if (fixed) return err(fixed);
    if (!known) created.add(change.id);
    const late = known ? lateEditToMerged(viewer, known, change, readNow) : null;
    const { delta, outcomes } = late ? { delta: resolve(known, { ...change, set: {} }, stamp).delta, outcomes: late.outcomes } : asked.has(index) ? resolveAsking(known, change, stamp) : resolve(known, change, stamp);
    // What is typed into a rich text changes nothing of its record: that is written when the document is.
    if (!typedOnly(change)) after.set(change.id, apply(known, delta));
    Object.assign(except, exceptions(index, stamp.at, outcomes));
    Object.assign(met, meetings(index, outcomes));
    for (const [field, register] of Object.entries(known && viewer ? placeToRemember(known, stamp) : {})) places[`${index}.${field}`] = register;
    for (const outcome of outcomes) {
      if (outcome.result === "agreed" || (outcome.result === "won" && !outcome.over)) continue;
      conflicts.push({ record: change.id, field: outcome.field, result: outcome.result });
      if (outcome.result === "asked") {
        const about = asked.has(index) ? survivor(after.get(change.id) as RecordState, readNow) : (late?.winner ?? (after.get(change.id) as RecordState));
        const made = proposalOf(change.id, about, outcome.field, outcome.value, stamp, readNow);
        after.set(made.id, apply(readNow(made.id), made));
      }
    }
  }
  const refused = checkTargets(group, viewer, created, readNow);
  return refused ? err(refused) : ok({ after, conflicts, except, met, places });
}

/** The change without its merge, which is asked. */
function resolveAsking(known: RecordState | undefined, change: Change, stamp: Stamp): Resolution {
  const { mergedInto, ...set } = change.set ?? {};
  const { delta, outcomes } = resolve(known, { ...change, set }, stamp);
  return { delta, outcomes: [...outcomes, { field: "mergedInto", result: "asked", value: mergedInto?.value ?? null }] };
}

/** Whether the viewer may do this to a record that stands. Not seeing it and its not being there read the same. */
function mayTouch(viewer: Viewer, change: Change, index: number, standing: RecordState, read: Read): Refusal | null {
  if (!maySee(viewer, standing, read)) return notFound(index);
  for (const [name, action] of touched(change)) {
    if (!mayChange(viewer, action, standing, read) && !isWithdrawal(viewer, change, standing)) return notAllowed(action, index, name);
  }
  return givesUpOffice(viewer, change, standing) ? refusal("not-allowed", editWhy("own-office"), index) : null;
}

/** Whoever takes an admin's office away has it himself and keeps it: so there is always one left. */
const givesUpOffice = ({ id, role }: Viewer, { set = {} }: Change, standing: RecordState): boolean =>
  standing.kind === "member" && standing.id === id && role === "admin" && ((set["role"] !== undefined && set["role"].value !== "admin") || (set["active"] !== undefined && set["active"].value !== true));

/** What others rest on stays as it was first said, whoever asks. */
function changesFixed({ kind, set }: Change, index: number, standing: RecordState): Refusal | null {
  for (const [name, { value }] of Object.entries(set ?? {})) {
    const definition = fieldOf(kind, name);
    if (definition?.fixed && valueOf(standing, name) !== null && !sameJson(valueOf(standing, name), value)) return refusal("bad-change", editWhy("never-changes", { label: definition.label }), index, name);
  }
  return null;
}

/** Whoever proposed something may say no more than that it is not wanted any more. */
const isWithdrawal = ({ id }: Viewer, { set, add, remove }: Change, standing: RecordState): boolean =>
  standing.kind === "proposal" && textOf(standing, "author") === id && !add && !remove && Object.keys(set ?? {}).join() === "status" && set?.["status"]?.value === "dismissed";

const NOT_ALLOWED = {
  create: "may-not-create", edit: "may-not-edit", assign: "may-not-assign", share: "may-not-share", delete: "may-not-delete",
  administer: "may-not-administer", system: "kept-by-server",
} as const satisfies Record<Action, EditReason>;

const notAllowed = (action: Action, index: number, name?: string): Refusal => refusal("not-allowed", editWhy(NOT_ALLOWED[action]), index, name);

function touched(change: Change): readonly (readonly [string, Action])[] {
  const names = [...Object.keys(change.set ?? {}), ...Object.keys(change.add ?? {}), ...Object.keys(change.remove ?? {})];
  const fields = names.map((name) => [name, (fieldOf(change.kind, name) as Field).guard] as const);
  return change.update === undefined ? fields : [...fields, ["text", "edit"]];
}

const typedOnly = ({ create, set, add, remove, update }: Change): boolean => update !== undefined && !create && !set && !add && !remove;

/** After the whole group: what was made may be made, custom values fit their definitions, and every new link, root and owner is one the viewer may name. */
function checkTargets(group: Group, viewer: Viewer | null, created: ReadonlySet<string>, after: Read): Refusal | null {
  for (const [index, change] of group.changes.entries()) {
    const state = after(change.id);
    if (!state) continue;
    for (const [name, target] of links(change)) {
      const refused = checkTarget(change, index, name, target, viewer, after);
      if (refused) return refused;
    }
    const unfit = checkCustom(change, index, after) ?? checkView(change, index, state, viewer) ?? checkGoal(change, index, viewer, after) ?? checkTask(change, index, after) ?? checkCampaign(change, index, viewer);
    if (unfit) return unfit;
    if (!viewer) continue;
    const action: Action = created.has(change.id) ? "create" : "edit";
    const moved = change.set && (Object.hasOwn(change.set, "root") || created.has(change.id));
    if (moved && !mayChange(viewer, action, state, after)) return notAllowed(action, index);
    if (created.has(change.id)) {
      for (const [name, guard] of touched(change)) if (!mayChange(viewer, guard, state, after)) return notAllowed(guard, index, name);
    }
  }
  return null;
}

function* links(change: Change): Generator<readonly [string, string]> {
  for (const [name, { value }] of Object.entries(change.set ?? {})) {
    if (fieldOf(change.kind, name)?.type === "link" && typeof value === "string") yield [name, value];
  }
  for (const [name, elements] of Object.entries(change.add ?? {})) {
    if (fieldOf(change.kind, name)?.type === "link") for (const element of elements) yield [name, element];
  }
}

function checkTarget(change: Change, index: number, name: string, target: string, viewer: Viewer | null, read: Read): Refusal | null {
  const found = read(target);
  const definition = fieldOf(change.kind, name) as Field;
  if (!found || !definition.to.includes(found.kind) || (viewer && !maySee(viewer, found, read))) return notFound(index, name);
  if (name === "parent" && liesUnder(found, change.id, read)) return refusal("bad-value", editWhy("company-ring", { most: MOST_ABOVE }), index, name);
  if (found.kind === "member" && found.fields["active"]?.value !== true && (name === "owner" || name === "assignee")) {
    return refusal("bad-value", editWhy("no-longer-active", { label: definition.label }), index, name);
  }
  return null;
}

/** Companies above one another. */
const MOST_ABOVE = 50;

/** Whether a company is this one or lies somewhere under it. A ring that stands above is no reason to hang: after `MOST_ABOVE` it is taken to lie so. */
function liesUnder(from: RecordState, id: string, read: Read): boolean {
  const seen = new Set<string>();
  for (let next: RecordState | undefined = from; next && !seen.has(next.id); next = read(textOf(next, "parent"))) {
    if (next.id === id || seen.size >= MOST_ABOVE) return true;
    seen.add(next.id);
  }
  return false;
}

const AFTER_MERGE = new Set(["mergedInto", "deletedAt"]);

/** An edit to a record that was merged away asks on the record that stands for it; what stands there already asks nothing. */
function lateEditToMerged(viewer: Viewer | null, standing: RecordState, change: Change, read: Read): { winner: RecordState; outcomes: Outcome[] } | null {
  if (textOf(standing, "mergedInto") === "") return null;
  const names = Object.keys(change.set ?? {}).filter((name) => !AFTER_MERGE.has(name));
  if (names.length === 0 || Object.keys(change.set ?? {}).length > names.length) return null;
  const winner = survivor(standing, read);
  if (winner.id === standing.id) return null;
  // Whether a record that one may not see says the same already is nothing to be told.
  const seen = !viewer || maySee(viewer, winner, read);
  const outcomes = names.map((field): Outcome => {
    const value = change.set?.[field]?.value ?? null;
    const stands = winner.fields[field];
    return stands && seen && sameJson(stands.value, value) ? { field, result: "agreed", with: standing.fields[field] ?? stands } : { field, result: "asked", value };
  });
  return { winner, outcomes };
}

/** Where the proposal of one author for a field of the record that he edited lies. */
export const proposalId = (edited: string, field: string, author: string): string => derivedId("proposal", edited, field, author);

/**
 * One open proposal for each record that was edited, field and author: a later one takes the earlier one's place. One that
 * was made earlier and only comes later does not: it is the other value of the one that stands, as its author meant it.
 * `onto`: what it names as its base.
 */
export function proposalOf(edited: string, about: RecordState, field: string, value: Value, stamp: Stamp, read: Read, onto = read): RecordState {
  const usual = proposalId(edited, field, stamp.by);
  // Ids can be reckoned in advance: where somebody has put another record there, the proposal lies elsewhere.
  const id = (read(usual)?.kind ?? "proposal") === "proposal" ? usual : derivedId("proposal", edited, field, stamp.by, stamp.origin);
  const standing = onto(id);
  if (standing && later(askedAt(standing), stamp)) return resolve(standing, { id, kind: "proposal", set: { proposed: { value, base: null } } }, stamp).delta;
  const root = textOf(about, "root") || about.id;
  const values = { root, about: about.id, aboutKind: about.kind, field, proposed: value, author: stamp.by, at: stamp.at, status: "open" };
  const set = Object.fromEntries(Object.entries(values).map(([name, item]) => [name, { value: item, base: baseOf(standing, name) }]));
  return resolve(standing, { id, kind: "proposal", create: true, set }, stamp).delta;
}

/** When its author made the edit that the proposal stands for; its registers may have been moved on. */
const askedAt = (proposal: RecordState): Stamp => ({ at: Number(valueOf(proposal, "at")), origin: baseOf(proposal, "proposed") ?? "", by: textOf(proposal, "author") });
