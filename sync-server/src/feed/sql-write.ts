// Writing a batch: one statement a table, all sent at once, each with its rows as arrays. Truth travels as 0 and 1: the
// client takes an array of booleans for a boolean.
import { pack, textOf } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { Batch } from "./feed-store.ts";
import { saveDevices } from "./sql-rows.ts";

export async function writeBatch(tx: Transaction, workspace: string, batch: Batch): Promise<void> {
  await Promise.all([
    tx`update feed_head set seq = ${batch.seq}, members_seq = coalesce(${batch.membersSeq ?? null}, members_seq) where workspace_id = ${workspace}`,
    ...(batch.records.length > 0 ? [writeRecords(tx, workspace, batch.records)] : []),
    ...(batch.feed.length > 0 ? [writeFeed(tx, workspace, batch.feed)] : []),
    ...(batch.sums.size > 0 ? [writeSums(tx, workspace, batch.sums)] : []),
    ...(batch.verdicts.length > 0 ? [writeVerdicts(tx, workspace, batch.verdicts, batch.now)] : []),
    ...(batch.devices.length > 0 ? [saveDevices(tx, workspace, batch.devices)] : []),
  ]);
}

/** The last row of each name: a statement may write a row only once. */
const lastOf = <T>(rows: readonly T[], name: (row: T) => string): T[] => [...new Map(rows.map((row) => [name(row), row])).values()];

function writeRecords(tx: Transaction, workspace: string, records: Batch["records"]) {
  const rows = lastOf(records, ({ state }) => state.id);
  return tx`
    insert into record (workspace_id, id, kind, root, seq, state)
    select ${workspace}, row.* from unnest(
      ${rows.map(({ state }) => state.id)}::text[], ${rows.map(({ state }) => state.kind)}::text[],
      ${rows.map(({ state }) => textOf(state, "root") || null)}::text[], ${rows.map(({ seq }) => seq)}::bigint[],
      ${rows.map(({ state }) => JSON.stringify(pack(state)))}::jsonb[]) as row
    on conflict (workspace_id, id) do update set kind = excluded.kind, root = excluded.root, seq = excluded.seq, state = excluded.state`;
}

function writeFeed(tx: Transaction, workspace: string, feed: Batch["feed"]) {
  const rows = lastOf(feed, ({ record, bucket }) => `${record} ${bucket}`);
  return tx`
    insert into feed (workspace_id, record_id, bucket, seq, removed)
    select ${workspace}, row.record_id, row.bucket, row.seq, row.removed = 1 from unnest(
      ${rows.map(({ record }) => record)}::text[], ${rows.map(({ bucket }) => bucket)}::text[],
      ${rows.map(({ seq }) => seq)}::bigint[], ${rows.map(({ removed }) => Number(removed))}::int[]) as row (record_id, bucket, seq, removed)
    on conflict (workspace_id, record_id, bucket) do update set seq = excluded.seq, removed = excluded.removed`;
}

function writeSums(tx: Transaction, workspace: string, sums: Batch["sums"]) {
  const rows = [...sums];
  return tx`
    insert into bucket_sum as standing (workspace_id, bucket, rows, sum)
    select ${workspace}, row.bucket, row.rows, row.sum & 4294967295 from unnest(
      ${rows.map(([bucket]) => bucket)}::text[], ${rows.map(([, { rows: count }]) => count)}::bigint[],
      ${rows.map(([, { sum }]) => sum)}::bigint[]) as row (bucket, rows, sum)
    on conflict (workspace_id, bucket) do update set
      rows = standing.rows + excluded.rows, sum = (standing.sum + excluded.sum) & 4294967295`;
}

function writeVerdicts(tx: Transaction, workspace: string, verdicts: Batch["verdicts"], now: number) {
  const rows = lastOf(verdicts, ({ verdict }) => verdict.group);
  return tx`
    insert into verdict (workspace_id, group_id, device_id, counter, refused, seq, at, body, creates)
    select ${workspace}, row.group_id, row.device_id, row.counter, row.refused = 1, row.seq, ${now}, row.body, row.creates from unnest(
      ${rows.map(({ verdict }) => verdict.group)}::text[], ${rows.map(({ device }) => device)}::text[],
      ${rows.map(({ verdict }) => verdict.counter)}::bigint[], ${rows.map(({ verdict }) => Number(verdict.result === "refused"))}::int[],
      ${rows.map(({ verdict }) => (verdict.result === "applied" ? verdict.seq : 0))}::bigint[],
      ${rows.map(({ verdict }) => JSON.stringify(verdict))}::text[],
      ${rows.map(({ creates }) => (creates.length > 0 ? JSON.stringify(creates) : null))}::text[]
    ) as row (group_id, device_id, counter, refused, seq, body, creates)
    on conflict (workspace_id, group_id) do update set
      device_id = excluded.device_id, counter = excluded.counter, refused = excluded.refused, seq = excluded.seq, at = excluded.at,
      body = excluded.body, creates = excluded.creates`;
}
