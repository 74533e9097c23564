// The past of records in SQL: rows are only ever added, and read along the primary key. Where a batch has nothing that gave
// way its statement has no part for it: the embedded database takes longer to take a part than to do it.
import type { KeptEntry, PastEntry } from "@outrider/shared/records";
import type { Fragment } from "postgres";
import type { Sql, Transaction } from "../db/client.ts";
import type { PastWanted } from "./feed-store.ts";

/** A part of the statement that writes a batch. The rows' records are written by the same one. */
export const insertPast = (db: Sql | Transaction, workspace: string, past: readonly KeptEntry[], only: Fragment): Fragment => db`, past_rows as (
      insert into field_history (workspace_id, record_id, field, at, origin, by, how, value)
      select ${workspace}, row.* from json_to_recordset(${JSON.stringify(past)}::json) as row (record text, field text, at bigint, origin text, by text, how text, value json)
      ${only}
      on conflict do nothing
    )`;

export async function readPast(sql: Sql, workspace: string, { record, field, after, most }: PastWanted): Promise<readonly PastEntry[]> {
  return await sql<PastEntry[]>`
    select field, at, origin, by, how, value from field_history
    where workspace_id = ${workspace} and record_id = ${record} ${field === undefined ? sql`` : sql`and field = ${field}`}
      ${after ? sql`and (at, origin, field) < (${after.at}, ${after.origin}, ${after.field})` : sql``}
    order by at desc, origin desc, field desc limit ${most}`;
}

export async function readPastBy(sql: Sql, workspace: string, record: string, origins: readonly string[]): Promise<readonly PastEntry[]> {
  return await sql<PastEntry[]>`
    select field, at, origin, by, how, value from field_history
    where workspace_id = ${workspace} and record_id = ${record} and origin = any(${[...origins]}::text[])`;
}
