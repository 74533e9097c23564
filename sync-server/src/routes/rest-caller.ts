/** Who calls for records and their files, and where: a person with a session, or a program by its key. */
import { problemWhy } from "@outrider/shared/protocol";
import { placeIn } from "../auth/memberships.ts";
import type { By } from "../rest/rest-records.ts";
import type { Scope } from "../rest/scopes.ts";
import type { Ctx } from "./context.ts";
import type { Asked, Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

/** Who is signed in, or a program whose key has the scope; nobody else. */
export const mayAsk = ({ access }: Operation) => (c: Ctx): Response | null => {
  const { caller, program } = c.var;
  if (caller !== undefined) return null;
  if (program === undefined) return turnedAway(c);
  return program.scopes.includes(access as Scope) ? null : problem(c, "missing-scope", { why: problemWhy("scope-missing", { scope: access }) });
};

/** As whom, and where: a key is of one workspace; a person says which one, or means the only one or the first. */
export function placeOf(c: Ctx, { query }: Pick<Asked, "query">): By | null {
  const { caller, program } = c.var;
  const memberships = caller?.memberships ?? (program === undefined ? [] : [program.membership]);
  const found = placeIn(memberships, query["workspace"]);
  const user = caller?.userId ?? program?.userId;
  return found === undefined || user === undefined ? null : { workspace: found.workspaceId, user };
}
