// Who may do what to a record, as one table: role, relation, then what is asked. Nobody may do what is the server's own.
import { type Read, type RecordState, textOf } from "@outrider/shared/records";
import { entityOf, fieldOf, type Guard, isKind } from "@outrider/shared/schema";
import { type Relation, relationTo } from "./relation.ts";
import type { Role, Viewer } from "./viewer.ts";

export type Action = Guard | "create";

const ALL = ["create", "edit", "assign", "share", "delete", "administer"] as const;
const OWNER = ["create", "edit", "assign", "share", "delete"] as const;
const GUEST = ["edit"] as const;

const CHANGES = {
  admin: { own: ALL, team: ALL, shared: ALL, workspace: ALL, none: ALL, private: [], audience: [] },
  manager: { own: OWNER, team: OWNER, shared: GUEST, workspace: ["create", "edit", "delete"], none: [], private: [], audience: [] },
  exec: { own: OWNER, team: [], shared: GUEST, workspace: ["create", "edit"], none: [], private: [], audience: [] },
} satisfies Record<Role, Record<Relation, readonly Action[]>>;

/** What hangs on a record is made and deleted by whoever may edit that record. */
const ON_ROOT: Partial<Record<Action, Action>> = { create: "edit", delete: "edit" };

/** A proposal is settled by whoever may set the field that it is about. */
function askedOf(action: Action, state: RecordState): Action {
  const about = textOf(state, "aboutKind");
  if (state.kind === "proposal" && action === "edit" && isKind(about)) return fieldOf(about, textOf(state, "field"))?.guard ?? action;
  return entityOf(state.kind).belongs === "root" ? (ON_ROOT[action] ?? action) : action;
}

/** Whether this person may do that to the record as it stands before. Whether the values fit is asked elsewhere (`judge`). */
export function mayChange(viewer: Viewer, action: Action, state: RecordState, read: Read): boolean {
  const asked = askedOf(action, state);
  // What a person says of himself, nobody says for him.
  if (asked === "self") return state.kind === "member" && state.id === viewer.id;
  const allowed: readonly Action[] = CHANGES[viewer.role][relationTo(viewer, state, read)];
  return allowed.includes(asked);
}
