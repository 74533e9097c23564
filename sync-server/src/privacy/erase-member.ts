// Erases somebody who worked here and has left: the member record and what he was told, on devices and in what is restored; the
// account with all its ways in; and what the audit log says of him, whose chain holds still. What he did to records stays, under an
// id that names nobody. Invariant: each step may be done again, and the account is forgotten also where the server died before it.
import { privateBucket } from "@outrider/shared/access";
import type { AuditChain } from "../auth/audit-chain.ts";
import { forgetAccounts } from "../auth/forget-accounts.ts";
import type { Database } from "../db/database.ts";
import { type ErasedList, eraseForEver } from "../feed/erased-list.ts";
import type { Feed } from "../feed-port.ts";
import type { Clock } from "../platform/clock.ts";

export interface EraseMemberDeps {
  readonly database: Pick<Database, "sql" | "sync">;
  readonly feed: Pick<Feed, "announce">;
  readonly chain: Pick<AuditChain, "eraseOf">;
  readonly list: ErasedList;
  readonly clock: Clock;
}

/** Of all workspaces he was in. Answers how many rows of the audit log say nothing any more. */
export type EraseMember = (user: string, workspaces: readonly string[], by: { readonly userId: string; readonly address: string }) => Promise<number>;

export const createEraseMember =
  ({ database, feed, chain, list, clock }: EraseMemberDeps): EraseMember =>
  async (user, workspaces, by) => {
    // His address is known as long as the account is.
    const rows = await chain.eraseOf(user, workspaces, by);
    for (const workspace of workspaces) {
      const told = await database.sql<{ id: string }[]>`
        select record_id as id from feed where workspace_id = ${workspace} and bucket = ${privateBucket(user)} and not removed`;
      await eraseForEver(database, list, workspace, [...told.map(({ id }) => id), user], clock.now());
      await database.sql`update assistant_call set request = null, answer = null where workspace_id = ${workspace} and user_id = ${user}`;
      feed.announce(workspace);
    }
    await forgetAccounts(database);
    return rows;
  };
