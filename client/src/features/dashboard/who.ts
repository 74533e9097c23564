// Whose figures may be asked for, and which people that are. Pure.
import type { DashboardSearch } from "../../app/dashboard-search.ts";
import type { MemberView } from "../../app/use-definitions.ts";

export interface Asker { readonly id: string; readonly role: string }

/** null: of everybody whose records are here. Who leads nobody has their own. */
export function peopleOf(asker: Asker, { owner, team }: DashboardSearch, members: readonly MemberView[]): readonly string[] | null {
  if (asker.role === "exec") return [asker.id];
  if (owner !== undefined) return [owner];
  return team === undefined ? null : members.filter((member) => member.team === team).map(({ id }) => id);
}

/** Those whom a person leads: an admin everybody, a manager the people of the team; oneself first. */
export function ledBy(asker: Asker, members: readonly MemberView[]): readonly MemberView[] {
  const self = members.find(({ id }) => id === asker.id);
  const led = members.filter(({ id, active, team }) => active && id !== asker.id && (asker.role === "admin" || (asker.role === "manager" && self !== undefined && self.team !== "" && team === self.team)));
  return self === undefined ? led : [self, ...led];
}

/** Keys of the teams that a person sees as a whole. */
export function teamsOf(asker: Asker, members: readonly MemberView[]): readonly string[] {
  const own = members.find(({ id }) => id === asker.id)?.team ?? "";
  if (asker.role === "manager") return own === "" ? [] : [own];
  return asker.role === "admin" ? [...new Set(members.filter(({ active, team }) => active && team !== "").map(({ team }) => team))] : [];
}
