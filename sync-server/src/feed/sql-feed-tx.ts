// What a transaction of the feed reads. Reads that are started together travel together: one trip to the database.
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

export function beginFeedTx(tx: Transaction, workspace: string, head: Head, cache: MembersCache): FeedTx {
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
        statesOf(await tx<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id = any(${keys(ids)}::text[])`),
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
          select state from record where workspace_id = ${workspace} and root is not null and root = any(${keys(roots)}::text[])`),
      ),
    places: (records) =>
      reading(async () => {
        const rows = await tx<{ record: string; bucket: string; seq: number }[]>`
          select record_id as record, bucket, seq from feed
          where workspace_id = ${workspace} and record_id = any(${keys(records)}::text[]) and not removed order by bucket`;
        return gather(rows, ({ record }) => record, ({ bucket, seq }): Place => ({ bucket, seq }));
      }),
    verdicts: (groups) =>
      reading(async () => {
        const rows = await tx<VerdictColumns[]>`
          select group_id as group, device_id as device, counter, seq, body, creates from verdict
          where workspace_id = ${workspace} and group_id = any(${keys(groups)}::text[])`;
        return new Map(rows.map((row) => [row.group, verdictRow(row)]));
      }),
    refused: (devices) =>
      reading(async () => {
        const rows = await tx<{ device: string; counter: number; creates: string | null }[]>`
          select device_id as device, counter, creates from verdict
          where workspace_id = ${workspace} and refused and device_id = any(${keys(devices)}::text[]) order by counter`;
        return gather(rows, ({ device }) => device, ({ counter, creates }) => ({ counter, creates: list(creates) }));
      }),
    devices: (ids) => reading(async () => new Map((await readDevices(tx, workspace, ids)).map((row) => [row.id, row]))),
    erased: (ids) =>
      reading(async () => {
        const rows = await tx<{ record: string }[]>`
          select record_id as record from erased where workspace_id = ${workspace} and record_id = any(${keys(ids)}::text[])`;
        return new Set(rows.map(({ record }) => record));
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
