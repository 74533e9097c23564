// The row that orders a workspace: its last sequence. Holding its lock is holding the workspace.
import type { Transaction } from "../db/client.ts";

export interface Head { readonly seq: number; readonly membersSeq: number }

/** Waits for whoever writes to the workspace now, and keeps others waiting until the transaction ends. */
export async function lockHead(tx: Transaction, workspace: string): Promise<Head> {
  const lock = () => tx<Head[]>`
    select seq, members_seq as "membersSeq" from feed_head where workspace_id = ${workspace} for update`;
  const [head] = await lock();
  if (head) return head;
  await tx`insert into feed_head (workspace_id) values (${workspace}) on conflict do nothing`;
  const [made] = await lock();
  if (!made) throw new Error(`the feed has no head for workspace ${workspace}`);
  return made;
}
