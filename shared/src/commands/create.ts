import { ok } from "@outrider/shared/kernel";
import { entityOf } from "@outrider/shared/schema";
import { type Command, creationOf, type Draft } from "./command.ts";

/** Makes a record; where it needs an owner and none is given, its author owns it. `id` is the caller's, so that it can link to it. */
export const create: Command<Draft & { readonly id?: string }> = (draft, { actor, newId }) => {
  const { ownerField, fields } = entityOf(draft.kind);
  const owner = ownerField !== null && fields[ownerField]?.required && !draft.values[ownerField] ? { [ownerField]: actor.id } : {};
  return ok([creationOf(draft.id ?? newId(), { ...draft, values: { ...draft.values, ...owner } })]);
};
