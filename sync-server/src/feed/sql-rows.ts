// Rows read and written the same inside a transaction and outside of one.
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Sql, Transaction } from "../db/client.ts";
import type { DeviceRow } from "./feed-store.ts";

type Db = Sql | Transaction;

/** Names to look up. One that the database cannot hold is nowhere in it. */
export const keys = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => !name.includes("\0"));

export const statesOf = (rows: readonly { readonly state: PackedRecord }[]): RecordState[] => rows.map(({ state }) => unpack(state));

export const readMembers = async (db: Db, workspace: string): Promise<RecordState[]> =>
  statesOf(await db<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'member' order by id`);

export async function readDevices(db: Db, workspace: string, ids: readonly string[]): Promise<DeviceRow[]> {
  return [...(await db<DeviceRow[]>`
    select wanted.id, found.* from unnest(${keys(ids)}::text[]) as wanted (id) cross join lateral (
      select user_id as "user", rotation, applied, last_contact as "lastContact", last_edit as "lastEdit", revoked
      from device where workspace_id = ${workspace} and device.id = wanted.id limit 1
    ) found`)];
}

/** As mergeDevice of store-rules.ts says; a statement, or a part of one. */
export function insertDevices(db: Db, workspace: string, devices: readonly DeviceRow[]) {
  const rows = [...new Map(devices.map((row) => [row.id, row])).values()];
  return db`
    insert into device (workspace_id, id, user_id, rotation, applied, last_contact, last_edit, revoked)
    select ${workspace}, row.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row
      (id text, "user" text, rotation int, applied bigint, "lastContact" bigint, "lastEdit" bigint, revoked boolean)
    on conflict (workspace_id, id) do update set
      user_id = excluded.user_id, rotation = greatest(device.rotation, excluded.rotation), applied = greatest(device.applied, excluded.applied),
      last_contact = excluded.last_contact, last_edit = greatest(device.last_edit, excluded.last_edit), revoked = device.revoked or excluded.revoked`;
}
