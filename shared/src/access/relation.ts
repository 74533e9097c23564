// How a person stands to a record: its owner, the owner's manager, somebody it is shared with, a colleague, nobody, or
// somebody whom it is kept from: what is one person's alone is no admin's either. `audience`: its owner lets them see it.
// What hangs on a record has its root's relation. It decides nothing: the tables of may-see and may-change do.
import { elementsOf, type Read, type RecordState, textOf } from "@outrider/shared/records";
import { entityOf } from "@outrider/shared/schema";
import type { Viewer } from "./viewer.ts";

export type Relation = "own" | "team" | "shared" | "workspace" | "none" | "private" | "audience";

/** The record that says who may see this one: itself or its root. Undefined where the root is not to be had. */
export function rootOf(state: RecordState, read: Read): RecordState | undefined {
  if (entityOf(state.kind).belongs !== "root") return state;
  const root = textOf(state, "root");
  if (root === "") return state;
  const record = read(root);
  return record && record.id !== state.id ? record : undefined;
}

/** Whom the owner of a record lets see it; a team that is not named is nobody. */
export function audienceOf(state: RecordState): { readonly audience: "me" | "team" | "workspace"; readonly team: string } {
  const [audience, team] = [textOf(state, "audience"), textOf(state, "team")];
  return { audience: audience === "workspace" || (audience === "team" && team !== "") ? audience : "me", team };
}

/** To what somebody else lets them see. An admin has all that is not kept to one person, a manager what is the team's. */
function relationToShared(viewer: Viewer, state: RecordState, owner: string, read: Read): Relation {
  const { audience, team } = audienceOf(state);
  if (audience === "me") return "private";
  if (viewer.role === "admin") return "team";
  const manages = (key: string): boolean => viewer.role === "manager" && viewer.team !== "" && key === viewer.team;
  if (audience === "team") return manages(team) ? "team" : viewer.team === team ? "audience" : "private";
  return manages(teamOf(owner, read)) ? "team" : "audience";
}

/** "none" also where what it hangs on is not there. */
export function relationTo(viewer: Viewer, state: RecordState, read: Read): Relation {
  const root = rootOf(state, read);
  if (!root) return "none";
  const { belongs, ownerField } = entityOf(root.kind);
  if (belongs === "workspace") return "workspace";
  const owner = ownerField === null ? "" : textOf(root, ownerField);
  if (owner === "") return "none";
  if (owner === viewer.id) return "own";
  if (belongs === "person") return "private";
  if (belongs === "audience") return relationToShared(viewer, root, owner, read);
  if (viewer.role === "manager" && viewer.team !== "" && teamOf(owner, read) === viewer.team) return "team";
  return elementsOf(root, "sharedWith").includes(viewer.id) ? "shared" : "none";
}

function teamOf(member: string, read: Read): string {
  const state = read(member);
  return state && state.kind === "member" ? textOf(state, "team") : "";
}
