// The row that orders a workspace: its last sequence. Who writes changes it, so that of two who write at once one waits
// for the other, and sees that it was there.
import type { Sql, Transaction } from "../db/client.ts";
import type { Head } from "./feed-store.ts";

/** The latest start of a server in this workspace, "" where there is none, as a part of a query. */
export const latestBoot = (sql: Sql | Transaction, workspace: string) =>
  sql`coalesce((select boot from feed_boot where feed_boot.workspace_id = ${workspace} order by ordinal desc limit 1), '')`;

/** The head as a part of a query; no row where the workspace has none yet. */
export const headOf = (sql: Sql | Transaction, workspace: string) =>
  sql`select seq, members_seq as "membersSeq", ${latestBoot(sql, workspace)} as boot from feed_head where workspace_id = ${workspace}`;

export const makeHead = async (sql: Sql | Transaction, workspace: string): Promise<void> =>
  void (await sql`insert into feed_head (workspace_id) values (${workspace}) on conflict do nothing`);

/** Waits for whoever writes to the workspace now, and keeps others waiting until the transaction ends. */
export async function lockHead(tx: Transaction, workspace: string): Promise<Head> {
  const lock = () => tx<Head[]>`${headOf(tx, workspace)} for update`;
  const [head] = await lock();
  if (head) return head;
  await makeHead(tx, workspace);
  const [made] = await lock();
  if (!made) throw new Error(`the feed has no head for workspace ${workspace}`);
  return made;
}
