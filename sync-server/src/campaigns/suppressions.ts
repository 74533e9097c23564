// Addresses that are written to no more, for whatever reason. Invariant: once an address is on the list no message to it that was
// not in hand already goes out, of any campaign.
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import { addressHash } from "../platform/address-hash.ts";
import { LEFT_OUT } from "./may-receive.ts";
import { noteChanged } from "./run.ts";

export type SuppressedWhy = "unsubscribed" | "bounced" | "complained" | "added";
/** `id`: the address's hash. `address` null: only its hash is known. */
export interface Suppressed { readonly id: string; readonly address: string | null; readonly why: SuppressedWhy; readonly note: string | null; readonly at: number; readonly by: string | null }

export interface SuppressionsDeps { readonly database: Database; readonly clock: Clock }

/** What waits to go to this address goes no more. */
export async function holdBack(tx: Transaction, workspace: string, hash: string, now: number): Promise<void> {
  const held = await tx<{ campaign: string }[]>`
    update campaign_message set status = 'SKIPPED', why = ${LEFT_OUT.suppressed}, sealed = null, updated_at = ${now}
    where workspace_id = ${workspace} and address_hash = ${hash} and status = 'QUEUED' returning campaign_id as campaign`;
  await noteChanged(tx, workspace, [...new Set(held.map(({ campaign }) => campaign))]);
}

export function createSuppressions({ database, clock }: SuppressionsDeps) {
  const { sql } = database;
  return {
    /** Newest first; `words`: a part of the address. */
    async list(workspace: string, { words, page, limit }: { readonly words: string; readonly page: number; readonly limit: number }): Promise<{ readonly items: readonly Suppressed[]; readonly total: number }> {
      const fits = sql`workspace_id = ${workspace} and (${words} = '' or position(lower(${words}) in lower(coalesce(address, ''))) > 0)`;
      const items = await sql<Suppressed[]>`select address_hash as id, address, why, note, at, by from suppression where ${fits} order by at desc, address_hash limit ${limit} offset ${(page - 1) * limit}`;
      const [count] = await sql<{ total: number }[]>`select count(*) as total from suppression where ${fits}`;
      return { items, total: count?.total ?? 0 };
    },
    /** False: it is on the list already, and stays as it is. */
    async add(workspace: string, by: string, address: string, note: string): Promise<boolean> {
      const hash = addressHash(workspace, address);
      const added = await sql.begin(async (tx) => {
        const made = await tx`
          insert into suppression (workspace_id, address_hash, address, why, note, at, by) values (${workspace}, ${hash}, ${address.trim()}, 'added', ${note}, ${clock.now()}, ${by}) on conflict do nothing returning at`;
        await holdBack(tx, workspace, hash, clock.now());
        return made.length > 0;
      });
      await database.sync();
      return added;
    },
    async remove(workspace: string, id: string): Promise<boolean> {
      const gone = await sql`delete from suppression where workspace_id = ${workspace} and address_hash = ${id} returning at`;
      await database.sync();
      return gone.length > 0;
    },
  };
}
