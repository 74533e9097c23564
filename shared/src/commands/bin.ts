// Deleting and restoring: a register, so that later edits merge and do not revive.
import { notFound, refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { isDeleted } from "@outrider/shared/records";
import { editWhy, entityOf } from "@outrider/shared/schema";
import { changeOf, type Command } from "./command.ts";

export const remove: Command<{ readonly id: string }> = ({ id }, { now, read }) => {
  const state = read(id);
  if (!state) return err(notFound());
  const { fields, label } = entityOf(state.kind);
  if (!Object.hasOwn(fields, "deletedAt")) return err(refusal("bad-change", editWhy("archived-only", { kind: label.toLowerCase() })));
  return isDeleted(state) ? err(refusal("bad-change", editWhy("in-bin"))) : ok([changeOf(state, { deletedAt: now })]);
};

export const restore: Command<{ readonly id: string }> = ({ id }, { read }) => {
  const state = read(id);
  if (!state) return err(notFound());
  return isDeleted(state) ? ok([changeOf(state, { deletedAt: null })]) : err(refusal("bad-change", editWhy("not-in-bin")));
};
