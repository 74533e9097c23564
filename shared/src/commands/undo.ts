// Undoing an edit of one's own: each field goes back to what it was, but only while its value is still that edit's.
// What has been changed since stays. A record that the edit made goes to the bin.
import { mayChange, refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { addsOf, baseOf, type Change, isDeleted, type Origin, type RecordState, valueOf } from "@outrider/shared/records";
import { editWhy, entityOf, type Value } from "@outrider/shared/schema";
import { assignments, type Command } from "./command.ts";

/** What is needed to take an edit back, kept by the device when the edit is made. */
export interface Undoable {
  readonly origin: Origin;
  readonly changes: readonly Change[];
  /** The values before, by record and field. */
  readonly before: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}

/** Remembers what an edit is about to replace. */
export function undoable(origin: Origin, changes: readonly Change[], read: (id: string) => RecordState | undefined): Undoable {
  const before: Record<string, Record<string, Value>> = {};
  for (const change of changes) {
    const state = read(change.id);
    if (state) before[change.id] = Object.fromEntries(Object.keys(change.set ?? {}).map((field) => [field, valueOf(state, field)]));
  }
  return { origin, changes, before };
}

export const undo: Command<Undoable> = ({ origin, changes, before }, { actor, now, read }) => {
  const inverse = changes.flatMap((change) => {
    const state = read(change.id);
    if (!state) return [];
    const was = before[change.id];
    const back = was ? inverseOf(change, state, origin, was) : mayChange(actor, "delete", state, read) ? uncreated(change, state, origin, now) : null;
    return back ? [back] : [];
  });
  return inverse.length > 0 ? ok(inverse) : err(refusal("bad-change", editWhy("changed-since")));
};

/** Into the bin with what the edit made, unless somebody has worked on it since. (A company that one may not delete stays.) */
function uncreated(change: Change, state: RecordState, origin: Origin, now: number): Change | null {
  const untouched = Object.keys(change.set ?? {}).every((field) => baseOf(state, field) === origin);
  const deletable = Object.hasOwn(entityOf(state.kind).fields, "deletedAt");
  return deletable && untouched && !isDeleted(state) ? { id: state.id, kind: state.kind, set: assignments(state, { deletedAt: now }) } : null;
}

function inverseOf(change: Change, state: RecordState, origin: Origin, before: Readonly<Record<string, Value>>): Change | null {
  const mine = Object.entries(before).filter(([field]) => baseOf(state, field) === origin);
  const set = assignments(state, Object.fromEntries(mine));
  const remove: Record<string, Record<string, readonly Origin[]>> = {};
  for (const [field, elements] of Object.entries(change.add ?? {})) {
    for (const element of elements) if (addsOf(state, field, element).includes(origin)) (remove[field] ??= {})[element] = [origin];
  }
  const add = Object.fromEntries(
    Object.entries(change.remove ?? {})
      .map(([field, elements]) => [field, Object.keys(elements).filter((element) => addsOf(state, field, element).length === 0)] as const)
      .filter(([, elements]) => elements.length > 0),
  );
  if (Object.keys(set).length + Object.keys(remove).length + Object.keys(add).length === 0) return null;
  return {
    id: state.id, kind: state.kind,
    ...(Object.keys(set).length > 0 && { set }), ...(Object.keys(add).length > 0 && { add }), ...(Object.keys(remove).length > 0 && { remove }),
  };
}
