// Rows read and written the same inside a transaction and outside of one.
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Sql, Transaction } from "../db/client.ts";
import { isStorable } from "../platform/storable.ts";
import type { DeviceRow } from "./feed-store.ts";

type Db = Sql | Transaction;

/**
 * Names to look up, as one JSON text. One that the database cannot hold is nowhere in it. Not an array, whose length the
 * planner would see: it would plan each statement anew, which takes longer than to run it.
 */
export const keys = (names: readonly string[]): string => JSON.stringify([...new Set(names)].filter(isStorable));

export const statesOf = (rows: readonly { readonly state: PackedRecord }[]): RecordState[] => rows.map(({ state }) => unpack(state));

/** The rows of all members; a statement, or a part of one. */
export const membersOf = (db: Db, workspace: string) =>
  db<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'member' order by id`;

/** What a workspace has decided of money: its settings and its rates. The first condition is the one that an index is made for. */
export const moneyRecordsOf = (db: Db, workspace: string) =>
  db<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind in ('pipeline', 'stage', 'customField', 'team', 'settings', 'rate') and kind in ('settings', 'rate')`;

/** The rows of these devices; a statement, or a part of one. */
export const devicesOf = (db: Db, workspace: string, ids: readonly string[]) =>
  db<DeviceRow[]>`
    select wanted.id, found.* from json_array_elements_text(${keys(ids)}::json) as wanted (id) cross join lateral (
      select user_id as "user", rotation, applied, last_contact as "lastContact", last_edit as "lastEdit", revoked
      from device where workspace_id = ${workspace} and device.id = wanted.id limit 1
    ) found`;

/** As mergeDevice of store-rules.ts says; a statement, or a part of one. */
export function insertDevices(db: Db, workspace: string, devices: readonly DeviceRow[], only = db``) {
  const rows = [...new Map(devices.map((row) => [row.id, row])).values()];
  return db`
    insert into device (workspace_id, id, user_id, rotation, applied, last_contact, last_edit, revoked)
    select ${workspace}, row.* from json_to_recordset(${JSON.stringify(rows)}::json) as row
      (id text, "user" text, rotation int, applied bigint, "lastContact" bigint, "lastEdit" bigint, revoked boolean) ${only}
    on conflict (workspace_id, id) do update set
      user_id = excluded.user_id, rotation = greatest(device.rotation, excluded.rotation), applied = greatest(device.applied, excluded.applied),
      last_contact = excluded.last_contact, last_edit = greatest(device.last_edit, excluded.last_edit), revoked = device.revoked or excluded.revoked`;
}
