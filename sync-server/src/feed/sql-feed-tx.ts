// What a transaction of the feed reads. Reads that are started together travel together: one trip to the database.
// Each name is looked up by itself along its index (lateral, which the planner must take as it stands): left to choose,
// the planner reads a table through that was empty when the plan was made.
import { ORPHANS_BUCKET } from "@outrider/shared/access";
import type { PackedRecord } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { FeedTx, Place, VerdictRow } from "./feed-store.ts";
import type { MembersCache } from "./members-cache.ts";
import type { Head } from "./sql-head.ts";
import { keys, readDevices, readMembers, statesOf } from "./sql-rows.ts";
import { writeBatch } from "./sql-write.ts";
import { appliedOnce, checkBatch } from "./store-rules.ts";

interface VerdictColumns {
  readonly group: string; readonly device: string; readonly counter: number; readonly seq: number; readonly body: string | null; readonly creates: string | null;
}

export function beginFeedTx(tx: Transaction, workspace: string, head: Head & { readonly boot: string }, cache: MembersCache): FeedTx {
  let written = false;
  /** Nothing reads what is not committed yet: so a cache never keeps what a rollback takes back. */
  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    if (written) throw new Error("a transaction of the feed reads first and writes once, last");
    return read();
  };
  return {
    ...head,
    records: (ids) =>
      reading(async () =>
        statesOf(await tx<{ state: PackedRecord }[]>`
          select found.state from unnest(${keys(ids)}::text[]) as wanted (id) cross join lateral (
            select state from record where workspace_id = ${workspace} and id = wanted.id limit 1
          ) found`),
      ),
    members: () =>
      reading(async () => {
        const kept = cache.get(workspace, head);
        if (kept) return kept;
        const members = await readMembers(tx, workspace);
        cache.set(workspace, head, members);
        return members;
      }),
    children: (roots) =>
      reading(async () =>
        statesOf(await tx<{ state: PackedRecord }[]>`
          select found.state from unnest(${keys(roots)}::text[]) as wanted (root) cross join lateral (
            select state from record where workspace_id = ${workspace} and root is not null and root = wanted.root offset 0
          ) found`),
      ),
    places: (records) =>
      reading(async () => {
        const rows = await tx<{ record: string; bucket: string; seq: number }[]>`
          select wanted.record, found.bucket, found.seq from unnest(${keys(records)}::text[]) as wanted (record) cross join lateral (
            select bucket, seq from feed where workspace_id = ${workspace} and record_id = wanted.record and not removed order by bucket
          ) found`;
        return gather(rows, ({ record }) => record, ({ bucket, seq }): Place => ({ bucket, seq }));
      }),
    verdicts: (groups) =>
      reading(async () => {
        const rows = await tx<VerdictColumns[]>`
          select wanted.group, found.* from unnest(${keys(groups)}::text[]) as wanted ("group") cross join lateral (
            select device_id as device, counter, seq, body, creates from verdict
            where workspace_id = ${workspace} and group_id = wanted.group limit 1
          ) found`;
        return new Map(rows.map((row) => [row.group, verdictRow(row)]));
      }),
    refused: (devices) =>
      reading(async () => {
        const rows = await tx<{ device: string; counter: number; creates: string | null }[]>`
          select wanted.device, found.* from unnest(${keys(devices)}::text[]) as wanted (device) cross join lateral (
            select counter, creates from verdict
            where workspace_id = ${workspace} and refused and device_id = wanted.device order by counter
          ) found`;
        return gather(rows, ({ device }) => device, ({ counter, creates }) => ({ counter, creates: list(creates) }));
      }),
    devices: (ids) => reading(async () => new Map((await readDevices(tx, workspace, ids)).map((row) => [row.id, row]))),
    erased: (ids) =>
      reading(async () => {
        const rows = await tx<{ record: string }[]>`
          select wanted.record from unnest(${keys(ids)}::text[]) as wanted (record) where exists (
            select from erased where workspace_id = ${workspace} and record_id = wanted.record offset 0
          )`;
        return new Set(rows.map(({ record }) => record));
      }),
    orphans: () =>
      reading(async () => {
        const rows = await tx`select from bucket_sum where workspace_id = ${workspace} and bucket = ${ORPHANS_BUCKET} and rows > 0`;
        return rows.length > 0;
      }),
    write: (batch) =>
      reading(async () => {
        checkBatch(head.seq, batch);
        written = true;
        await writeBatch(tx, workspace, batch);
      }),
  };
}

const list = (text: string | null): readonly string[] => (text === null ? [] : (JSON.parse(text) as readonly string[]));

function verdictRow({ group, device, counter, seq, body, creates }: VerdictColumns): VerdictRow {
  const verdict = body === null ? appliedOnce(device, group, counter, seq) : (JSON.parse(body) as VerdictRow["verdict"]);
  return { device, verdict, creates: list(creates) };
}

function gather<Row, T>(rows: readonly Row[], keyOf: (row: Row) => string, item: (row: Row) => T): Map<string, T[]> {
  const gathered = new Map<string, T[]>();
  for (const row of rows) {
    const items = gathered.get(keyOf(row));
    if (items) items.push(item(row));
    else gathered.set(keyOf(row), [item(row)]);
  }
  return gathered;
}
