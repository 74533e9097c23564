// Whose days are shown, by what the address says. Pure.
import type { AgendaSearch } from "../../app/agenda-search.ts";
import type { MemberView } from "../../app/use-definitions.ts";

/** Members' ids; null: everybody's. Of a team those who are in it now, whoever they were when the address was made. */
export function peopleOf({ all, who, team }: AgendaSearch, me: string, members: readonly Pick<MemberView, "id" | "team">[]): readonly string[] | null {
  if (all === true) return null;
  return team === undefined ? [who ?? me] : members.filter((member) => member.team === team).map(({ id }) => id);
}
