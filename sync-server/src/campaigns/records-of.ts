// The records that a campaign's mails are made of, as they stand this moment: contacts by their ids, with their companies and
// owners, and the workspace's custom fields.
import { type PackedRecord, type Read, type RecordState, textOf, unpack } from "@outrider/shared/records";
import type { Sql, Transaction } from "../db/client.ts";

type Db = Sql | Transaction;

export async function statesById(sql: Db, workspace: string, ids: readonly string[]): Promise<ReadonlyMap<string, RecordState>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json))`;
  return new Map(rows.map(({ state }) => unpack(state)).map((state) => [state.id, state]));
}

/** The definitions of custom fields. */
export async function customFields(sql: Db, workspace: string): Promise<readonly RecordState[]> {
  const rows = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'customField'`;
  return rows.map(({ state }) => unpack(state));
}

/** These contacts, and how to read what they link to. One that is not there is in neither. */
export async function contactsById(sql: Db, workspace: string, ids: readonly string[]): Promise<{ readonly contacts: ReadonlyMap<string, RecordState>; readonly read: Read }> {
  const contacts = await statesById(sql, workspace, ids);
  const links = [...contacts.values()].flatMap((state) => [textOf(state, "company"), textOf(state, "owner")]).filter((id) => id !== "");
  const linked = await statesById(sql, workspace, links);
  return { contacts, read: (id) => linked.get(id) ?? contacts.get(id) };
}
