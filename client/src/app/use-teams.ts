// The teams of the workspace, live: those that have a name of their own, and those that members are in by their key alone.
import { useMemo } from "react";
import { useLiveQuery } from "../read/index.ts";
import { useMembers, type MemberView } from "./use-definitions.ts";

export interface TeamView {
  /** What members have in their field `team`. */
  readonly key: string;
  readonly name: string;
  readonly archived: boolean;
  /** Its definition; null: it has none yet. */
  readonly id: string | null;
  /** Active ones. */
  readonly members: readonly MemberView[];
}

export function useTeams(): { readonly teams: readonly TeamView[]; readonly members: readonly MemberView[]; readonly loading: boolean } {
  const { members, loading } = useMembers();
  const { rows, loading: still } = useLiveQuery({ kind: "team", sort: { by: "title" }, limit: 1000 });
  const teams = useMemo(() => {
    const of = (key: string): readonly MemberView[] => members.filter(({ team, active }) => active && team === key);
    const defined = rows.map(({ id, title, values }): TeamView => ({ id, key: String(values["key"]), name: title, archived: values["archived"] === true, members: of(String(values["key"])) }));
    const known = new Set(defined.map(({ key }) => key));
    const bare = [...new Set(members.map(({ team }) => team))].filter((key) => key !== "" && !known.has(key));
    return [...defined, ...bare.map((key): TeamView => ({ id: null, key, name: key, archived: false, members: of(key) }))].sort((a, b) => a.name.localeCompare(b.name));
  }, [rows, members]);
  return { teams, members, loading: loading || still };
}

/** What a team is called by its key. */
export const teamName = (teams: readonly TeamView[], key: string): string => teams.find((team) => team.key === key)?.name ?? key;
