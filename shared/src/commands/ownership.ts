// Giving a record to somebody, and letting people see it who do not own it.
import { notFound, refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { editWhy, entityOf } from "@outrider/shared/schema";
import { changeOf, type Command } from "./command.ts";
import { editOf } from "./edit.ts";

/** Gives the record to another member. */
export const assign: Command<{ readonly id: string; readonly to: string }> = ({ id, to }, { read }) => {
  const state = read(id);
  if (!state) return err(notFound());
  const { ownerField, label } = entityOf(state.kind);
  return ownerField === null ? err(refusal("bad-change", editWhy("no-owner", { kind: label.toLowerCase() }))) : ok([changeOf(state, { [ownerField]: to })]);
};

export interface ShareArgs { readonly id: string; readonly with?: readonly string[]; readonly without?: readonly string[] }

/** Shares the record with members, or stops sharing it. */
export const share: Command<ShareArgs> = (args, { read }) => {
  const state = read(args.id);
  if (!state) return err(notFound());
  const change = editOf(state, { id: state.id, add: { sharedWith: args.with ?? [] }, remove: { sharedWith: args.without ?? [] } });
  return change ? ok([change]) : err(refusal("bad-change", editWhy("nothing-changed")));
};
