// The edits that a person's choices about a team come to. Pure.
import { type Call, teamId } from "@outrider/shared/commands";
import type { MemberView } from "../../app/use-definitions.ts";

export interface TeamChoice {
  /** null: it is made now. */
  readonly key: string | null;
  /** Whether it has a definition that stands. */
  readonly defined: boolean;
  readonly name: string;
  readonly archived: boolean;
  /** Ids of who is in it, and of who manages it ("": nobody new). */
  readonly members: ReadonlySet<string>;
  readonly manager: string;
}

/** All in one group: the team, who comes and goes, who manages it. */
export function teamCalls(choice: TeamChoice, members: readonly MemberView[], before: { readonly name: string } | undefined): readonly Call[] {
  const key = choice.key ?? choice.name;
  const calls: Call[] = [];
  if (!choice.defined) calls.push({ name: "create", args: { id: teamId(key), kind: "team", values: { key, name: choice.name } } });
  else if (before?.name !== choice.name || choice.archived) calls.push({ name: "edit", args: { id: teamId(key), values: { name: choice.name, ...(choice.archived && { archived: true }) } } });
  for (const { id, team, role } of members) {
    const within = choice.members.has(id) || id === choice.manager;
    const values = {
      ...(within && team !== key && { team: key }), ...(!within && team === key && { team: null }),
      ...(id === choice.manager && role === "exec" && { role: "manager" }),
    };
    if (Object.keys(values).length > 0) calls.push({ name: "edit", args: { id, values } });
  }
  return calls;
}
