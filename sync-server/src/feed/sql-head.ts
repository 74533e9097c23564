// The row that orders a workspace: its last sequence. Holding its lock is holding the workspace.
import type { Sql, Transaction } from "../db/client.ts";

export interface Head { readonly seq: number; readonly membersSeq: number }

/** The latest start of a server in this workspace, "" where there is none, as a part of a query. */
export const latestBoot = (sql: Sql | Transaction, workspace: string) =>
  sql`coalesce((select boot from feed_boot where feed_boot.workspace_id = ${workspace} order by ordinal desc limit 1), '')`;

/** Waits for whoever writes to the workspace now, and keeps others waiting until the transaction ends. */
export async function lockHead(tx: Transaction, workspace: string): Promise<Head & { readonly boot: string }> {
  const lock = () => tx<(Head & { readonly boot: string })[]>`
    select seq, members_seq as "membersSeq", ${latestBoot(tx, workspace)} as boot from feed_head where workspace_id = ${workspace} for update`;
  const [head] = await lock();
  if (head) return head;
  await tx`insert into feed_head (workspace_id) values (${workspace}) on conflict do nothing`;
  const [made] = await lock();
  if (!made) throw new Error(`the feed has no head for workspace ${workspace}`);
  return made;
}
