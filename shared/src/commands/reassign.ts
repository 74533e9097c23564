// Giving what somebody has to somebody else, as when one leaves: leads, contacts, deals by their owner, tasks by their
// assignee. What has gone to others meanwhile stays with them. Whoever asks sends as many groups as it takes.
import { refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { MAX_CHANGES, textOf } from "@outrider/shared/records";
import { editWhy, entityOf } from "@outrider/shared/schema";
import { changeOf, type Command } from "./command.ts";

export interface ReassignArgs { readonly from: string; readonly to: string; /** At most 500. */ readonly ids: readonly string[] }

export const reassign: Command<ReassignArgs> = ({ from, to, ids }, { read }) => {
  if (ids.length > MAX_CHANGES) return err(refusal("too-large", editWhy("too-many-given", { most: MAX_CHANGES })));
  const changes = [...new Set(ids)].flatMap((id) => {
    const state = read(id);
    const field = state ? entityOf(state.kind).ownerField : null;
    return state && field !== null && textOf(state, field) === from ? [changeOf(state, { [field]: to })] : [];
  });
  return changes.length > 0 ? ok(changes) : err(refusal("bad-change", editWhy("nothing-changed")));
};
