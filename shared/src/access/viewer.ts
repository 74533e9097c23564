// Who asks: a member of the workspace as their member record says, at the moment of asking.
import { type Read, textOf, valueOf } from "@outrider/shared/records";
import { ROLES } from "@outrider/shared/schema";

export type Role = (typeof ROLES)[number];
export interface Viewer { readonly id: string; readonly role: Role; readonly team: string }

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** The member of that id, or null where there is none or it is not active. */
export function viewerOf(id: string, read: Read): Viewer | null {
  const member = read(id);
  if (!member || member.kind !== "member" || valueOf(member, "active") !== true) return null;
  const role = textOf(member, "role");
  return isRole(role) ? { id, role, team: textOf(member, "team") } : null;
}
