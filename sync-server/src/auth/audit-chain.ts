/**
 * The audit log as a chain: each row is hashed with the one before it, under a key that is not in the database, so that
 * a row that was changed, taken out or put in is found out. Who, from where and the detail are in the chain by a salted
 * hash alone: they can be erased, and the chain holds still.
 * Invariant: rows are only ever added (a trigger of the database sees to it), one after the other in each workspace's
 * chain; what an edit is to say here was committed with the edit, and comes here once.
 */
import { createHmac, randomBytes } from "node:crypto";
import { canonical, isUuid, type Json } from "@outrider/shared/kernel";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Audit, AuditDue, AuditEntry } from "./audit.ts";

/** Where a chain is no longer what was written: the place, and what is wrong there. */
export type AuditFault = { readonly ordinal: number; readonly why: "missing" | "payload" | "changed" | "end" };
export type AuditVerdict = { readonly rows: number; readonly erased: number; readonly fault: AuditFault | null };

export type AuditChain = {
  readonly audit: Audit;
  /** The same as a part of a transaction, which names the workspace. */
  auditWithin(tx: Transaction, entry: AuditEntry & { readonly workspaceId: string }): Promise<void>;
  /** Takes over what edits of a workspace left to be written down; of all workspaces where none is named. */
  drain(workspaceId?: string): Promise<void>;
  /** Reads a chain from its start; null: what belongs to no workspace. */
  verify(workspaceId: string | null): Promise<AuditVerdict>;
  /**
   * Erases what rows of these workspaces, and of none, say where a user did it or is named by id or address, and in each workspace
   * it is written down that it was done. Before the account is gone, or the address is not known. Safe to repeat; answers how many rows.
   */
  eraseOf(userId: string, workspaces: readonly string[], by: { readonly userId: string; readonly address: string }): Promise<number>;
  /** Erases what rows of a workspace say where they name one of these records. Who asked for it writes that down. Safe to repeat; answers how many rows. */
  eraseNaming(workspaceId: string, records: readonly string[]): Promise<number>;
};

type Deps = { readonly database: Pick<Database, "sql" | "sync">; readonly key: Buffer; readonly now: () => number };

type Row = { at: number; workspace: string | null; user: string | null; event: string; address: string | null; detail: Json; ordinal: number; salt: string | null; payloadHash: string; hash: string; erased: boolean };

const PAGE = 1_000;

export const createAuditChain = ({ database, key, now }: Deps): AuditChain => {
  const { sql } = database;
  const mac = (...parts: readonly (string | number)[]): string => createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  const payloadHashOf = (salt: string, user: string | null, address: string | null, detail: Json): string => mac("payload", salt, user ?? "", address ?? "", canonical(detail));
  const hashOf = (before: string, ordinal: number, at: number, scope: string, event: string, payloadHash: string): string => mac("row", before, ordinal, at, scope, event, payloadHash);

  /** In one transaction; who writes to a chain holds its head. */
  async function append(tx: Transaction, scope: string, entries: readonly (AuditEntry & { readonly at: number })[]): Promise<void> {
    await tx`insert into audit_head (scope, ordinal, hash) values (${scope}, 0, '') on conflict do nothing`;
    const [head] = await tx<{ ordinal: number; hash: string }[]>`select ordinal, hash from audit_head where scope = ${scope} for update`;
    let { ordinal, hash } = head ?? { ordinal: 0, hash: "" };
    for (const { event, address, userId, detail, at } of entries) {
      ordinal += 1;
      const salt = randomBytes(16).toString("base64url");
      const known = userId !== undefined && isUuid(userId) ? userId : null;
      const payload: Json = { ...detail, ...(known === null && userId ? { by: userId } : {}) };
      const payloadHash = payloadHashOf(salt, known, address, payload);
      hash = hashOf(hash, ordinal, at, scope, event, payloadHash);
      await tx`
        insert into audit_log (at, workspace_id, user_id, event, remote_address, detail, ordinal, salt, payload_hash, hash)
        values (${new Date(at).toISOString()}::timestamptz, ${scope === "" ? null : scope}, ${known}, ${event}, ${address}, ${JSON.stringify(payload)}::jsonb, ${ordinal}, ${salt}, ${payloadHash}, ${hash})`;
    }
    await tx`update audit_head set ordinal = ${ordinal}, hash = ${hash} where scope = ${scope}`;
  }

  async function drainOne(workspace: string): Promise<boolean> {
    return await sql.begin(async (tx) => {
      // Two servers that come at once: the second waits for the head, and finds what is left.
      await tx`insert into audit_head (scope, ordinal, hash) values (${workspace}, 0, '') on conflict do nothing`;
      await tx`select from audit_head where scope = ${workspace} for update`;
      const due = await tx<{ seq: number; place: number; body: AuditDue }[]>`
        select seq, place, body from audit_due where workspace_id = ${workspace} order by seq, place limit ${PAGE}`;
      const last = due.at(-1);
      if (!last) return false;
      await append(tx, workspace, due.map(({ body: { event, detail, user, at } }) => ({ event, detail, address: "", at, ...(user !== "" && { userId: user }) })));
      await tx`delete from audit_due where workspace_id = ${workspace} and (seq, place) <= (${last.seq}, ${last.place})`;
      return due.length === PAGE;
    });
  }

  async function drain(workspaceId?: string): Promise<void> {
    const workspaces = workspaceId === undefined ? await sql<{ id: string }[]>`select distinct workspace_id::text as id from audit_due` : [{ id: workspaceId }];
    for (const { id } of workspaces) while (await drainOne(id));
  }

  const audit: Audit = async (entry) => {
    await sql.begin((tx) => append(tx, entry.workspaceId ?? "", [{ ...entry, at: now() }]));
  };

  return {
    audit,
    auditWithin: (tx, entry) => append(tx, entry.workspaceId, [{ ...entry, at: now() }]),
    drain,
    async verify(workspaceId) {
      const scope = workspaceId ?? "";
      const [head] = await sql<{ ordinal: number; hash: string }[]>`select ordinal, hash from audit_head where scope = ${scope}`;
      const end = head ?? { ordinal: 0, hash: "" };
      let [ordinal, before, erased] = [0, "", 0];
      const verdict = (why?: AuditFault["why"], at = ordinal): AuditVerdict => ({ rows: ordinal, erased, fault: why === undefined ? null : { ordinal: at, why } });
      for (;;) {
        const rows: readonly Row[] = await sql<Row[]>`
          select (extract(epoch from at) * 1000)::bigint as at, workspace_id::text as workspace, user_id::text as user, event, remote_address as address, detail,
            ordinal, salt, payload_hash as "payloadHash", hash, erased_at is not null as erased
          from audit_log where ${workspaceId === null ? sql`workspace_id is null` : sql`workspace_id = ${workspaceId}`} and ordinal > ${ordinal}
          order by ordinal, id limit ${PAGE}`;
        for (const row of rows) {
          if (row.ordinal !== ordinal + 1) return verdict("missing", ordinal + 1);
          if (row.hash !== hashOf(before, row.ordinal, row.at, scope, row.event, row.payloadHash)) return verdict("changed", row.ordinal);
          if (!row.erased && row.payloadHash !== payloadHashOf(row.salt ?? "", row.user, row.address, row.detail)) return verdict("payload", row.ordinal);
          [ordinal, before] = [row.ordinal, row.hash];
          if (row.erased) erased += 1;
        }
        // Rows that came since the head was read are no fault.
        if (rows.length < PAGE) return ordinal < end.ordinal || (ordinal === end.ordinal && before !== end.hash) ? verdict("end", ordinal + 1) : verdict();
      }
    },
    async eraseOf(userId, workspaces, by) {
      for (const workspace of workspaces) await drain(workspace);
      const { count } = await sql`
        update audit_log set user_id = null, remote_address = null, detail = '{}'::jsonb, salt = null, erased_at = ${new Date(now()).toISOString()}::timestamptz
        where erased_at is null and ordinal is not null and (workspace_id is null or workspace_id::text in (select json_array_elements_text(${JSON.stringify(workspaces)}::json)))
          and (user_id = ${userId} or exists (
            select from jsonb_each_text(detail) as said
            where string_to_array(lower(said.value), ' ') && (array[${userId}::text] || array(select lower(email) from "user" where id = ${userId}))))`;
      for (const workspaceId of workspaces) await audit({ event: "audit-erased", address: by.address, userId: by.userId, workspaceId, detail: { rows: String(count) } });
      await database.sync();
      return count;
    },
    async eraseNaming(workspaceId, records) {
      await drain(workspaceId);
      const { count } = await sql`
        update audit_log set user_id = null, remote_address = null, detail = '{}'::jsonb, salt = null, erased_at = ${new Date(now()).toISOString()}::timestamptz
        where erased_at is null and ordinal is not null and workspace_id = ${workspaceId} and exists (
          select from jsonb_each_text(detail) as said where string_to_array(said.value, ' ') && array(select json_array_elements_text(${JSON.stringify(records)}::json)))`;
      await database.sync();
      return count;
    },
  };
};
