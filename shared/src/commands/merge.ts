// Merging two records of a kind: the winner takes the chosen fields and all elements, the loser points at it. Nothing
// that hangs on the loser is rewritten: readers follow the pointer, and undo clears it.
import { mergeEnd, notFound, refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { type Change, elementsOf, valueOf } from "@outrider/shared/records";
import { customNamed, editWhy, entityOf, fieldOf } from "@outrider/shared/schema";
import { changeOf, type Command, type Values } from "./command.ts";
import { editOf } from "./edit.ts";

export interface MergeArgs {
  readonly winner: string;
  readonly loser: string;
  /** Fields whose value comes from the loser; an empty field of the winner takes the loser's without being named. */
  readonly fromLoser?: readonly string[];
}

export const merge: Command<MergeArgs> = ({ winner: winnerId, loser: loserId, fromLoser = [] }, { read }) => {
  const [winner, loser] = [read(winnerId), read(loserId)];
  if (!winner || !loser) return err(notFound());
  const { fields, label } = entityOf(winner.kind);
  if (winner.kind !== loser.kind || winner.id === loser.id) return err(refusal("bad-change", editWhy("merge-one-kind")));
  if (!Object.hasOwn(fields, "mergedInto")) return err(refusal("bad-change", editWhy("merge-not-this", { kind: label.toLowerCase() })));
  if (mergeEnd(winner.id, loser.id, read) === "ring") return err(refusal("already-merged", editWhy("merged-other-way")));
  const values: Record<string, Values[string]> = {};
  const add: Record<string, readonly string[]> = {};
  const custom = Object.keys(loser.fields).flatMap((name) => {
    const field = customNamed(name) === null ? undefined : fieldOf(loser.kind, name);
    return field ? [[name, field] as const] : [];
  });
  for (const [name, field] of [...Object.entries(fields), ...custom]) {
    if (name === "mergedInto" || name === "deletedAt" || field.guard !== "edit") continue;
    if (field.many) add[name] = elementsOf(loser, name);
    else if (valueOf(loser, name) !== null && (fromLoser.includes(name) || valueOf(winner, name) === null)) values[name] = valueOf(loser, name);
  }
  const taken = editOf(winner, { id: winner.id, values, add });
  const changes: readonly Change[] = [...(taken ? [taken] : []), changeOf(loser, { mergedInto: winner.id })];
  return ok(changes);
};
