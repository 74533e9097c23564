// What this person did on this device, newest first, and what of each edit can still be taken back.
import type { Viewer } from "@outrider/shared/access";
import { decide, type Undoable } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import { entityOf } from "@outrider/shared/schema";
import type { DoneEdit } from "./api-edits.ts";
import type { RecordName } from "./api-records.ts";
import type { View } from "./relations.ts";
import type { DoneRow } from "./store.ts";

/** Unless more are asked for. */
const SHOWN = 200;

/** How many things a change does: fields set, elements added and removed; making a record is one. */
const parts = ({ set = {}, add = {}, remove = {} }: Change): number =>
  Object.keys(set).length + Object.values(add).flat().length + Object.values(remove).reduce((sum, elements) => sum + Object.keys(elements).length, 0);

/** How much of it an undo would take back now. */
export function stateOfDone(undo: Undoable, actor: Viewer | null, now: number, view: Pick<View, "read">): DoneEdit["state"] {
  const decided = actor ? decide({ name: "undo", args: undo }, { actor, now, newId: () => "", read: view.read }) : null;
  if (!decided?.ok) return "changed";
  // A record that was made goes as a whole: one part on either side.
  const whole = undo.changes.reduce((sum, change) => sum + (undo.before[change.id] ? parts(change) : 1), 0);
  return decided.value.reduce((sum, change) => sum + parts(change), 0) >= whole ? "whole" : "part";
}

export interface DoneListDeps { readonly rows: readonly DoneRow[]; readonly view: View; readonly viewer: Viewer | null; readonly now: number; readonly most?: number | null }

/** The newest, as many as are asked for, or 200. An edit that took another one back is told by that one. */
export function doneList({ rows, view, viewer, now, most }: DoneListDeps): readonly DoneEdit[] {
  const undid = new Set(rows.flatMap(({ undid: group }) => (group === undefined ? [] : [group])));
  return rows.filter((row) => row.undid === undefined).slice(-(most ?? SHOWN)).toReversed().map((row): DoneEdit => ({
    group: row.group, command: row.command, at: row.at, records: namesOf(row, view),
    fields: [...new Set(row.undo.changes.flatMap((change) => (row.undo.before[change.id] ? [change.set, change.add, change.remove].flatMap((part) => Object.keys(part ?? {})) : [])))],
    state: undid.has(row.group) ? "undone" : stateOfDone(row.undo, viewer, now, view),
  }));
}

const namesOf = ({ undo, titles = {} }: DoneRow, view: View): readonly RecordName[] =>
  undo.changes.map((change) => {
    const state = view.read(change.id);
    const { title, label } = entityOf(change.kind);
    const typed = change.set?.[title]?.value;
    return { id: change.id, kind: change.kind, title: state ? titleOf(state) : (titles[change.id] ?? (typeof typed === "string" && typed !== "" ? typed : label)) };
  });
