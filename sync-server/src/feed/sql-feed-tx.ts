// What a transaction of the feed reads. Each name is looked up by itself along its index (lateral, which the planner must
// take as it stands): left to choose, the planner reads a table through that was empty when the plan was made.
import { ORPHANS_BUCKET } from "@outrider/shared/access";
import type { PackedRecord, RecordState } from "@outrider/shared/records";
import type { Fragment } from "postgres";
import type { Sql, Transaction } from "../db/client.ts";
import type { Batch, BodyRow, DeviceRow, FeedTx, Head, Place, VerdictRow } from "./feed-store.ts";
import type { MembersCache } from "./members-cache.ts";
import { headOf } from "./sql-head.ts";
import { createReads } from "./sql-reads.ts";
import { devicesOf, keys, membersOf, statesOf } from "./sql-rows.ts";
import { appliedOnce, checkBatch } from "./store-rules.ts";

interface VerdictColumns {
  readonly group: string; readonly device: string; readonly counter: number; readonly seq: number; readonly body: string | null; readonly creates: string | null;
}
interface StateColumn { readonly state: PackedRecord }

export interface SqlFeedTx {
  readonly tx: FeedTx;
  /** What is to be written, with the head that it was made on; null where nothing is. */
  written(): Promise<{ readonly batch: Batch; readonly on: Head } | null>;
}

const NEW: Head = { seq: 0, membersSeq: 0, boot: "" };

export function beginFeedTx(sql: Sql | Transaction, workspace: string, cache: MembersCache): SqlFeedTx {
  const reads = createReads(sql);
  let batch: Batch | null = null;
  let head: Promise<Head> | null = null;

  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    if (batch) throw new Error("a transaction of the feed reads first and writes once, last");
    return read();
  };
  const rows = <T>(query: Fragment): Promise<readonly T[]> => reading(() => reads.rows<T>(query));
  const headNow = (): Promise<Head> => (head ??= reads.rows<Head>(headOf(sql, workspace)).then(([found]) => found ?? NEW));
  const states = async (query: Fragment): Promise<readonly RecordState[]> => statesOf(await rows<StateColumn>(query));

  const tx: FeedTx = {
    head: () => reading(headNow),
    records: (ids) =>
      states(sql`
        select found.state from json_array_elements_text(${keys(ids)}::json) as wanted (id) cross join lateral (
          select state from record where workspace_id = ${workspace} and id = wanted.id limit 1
        ) found`),
    members: () =>
      reading(async () => {
        const at = await headNow();
        const kept = cache.get(workspace, at);
        if (kept) return kept;
        const members = statesOf(await reads.rows<StateColumn>(membersOf(sql, workspace)));
        cache.set(workspace, at, members);
        return members;
      }),
    children: (roots) =>
      states(sql`
        select found.state from json_array_elements_text(${keys(roots)}::json) as wanted (root) cross join lateral (
          select state from record where workspace_id = ${workspace} and root is not null and root = wanted.root offset 0
        ) found`),
    async places(records) {
      const found = await rows<{ readonly record: string; readonly bucket: string; readonly seq: number }>(sql`
        select wanted.record, found.bucket, found.seq from json_array_elements_text(${keys(records)}::json) as wanted (record) cross join lateral (
          select bucket, seq from feed where workspace_id = ${workspace} and record_id = wanted.record and not removed order by bucket
        ) found`);
      return gather(found, ({ record }) => record, ({ bucket, seq }): Place => ({ bucket, seq }));
    },
    async verdicts(groups) {
      const found = await rows<VerdictColumns>(sql`
        select wanted.group, found.* from json_array_elements_text(${keys(groups)}::json) as wanted ("group") cross join lateral (
          select device_id as device, counter, seq, body, creates from verdict
          where workspace_id = ${workspace} and group_id = wanted.group limit 1
        ) found`);
      return new Map(found.map((row) => [row.group, verdictRow(row)]));
    },
    async refused(devices) {
      const found = await rows<{ readonly device: string; readonly counter: number; readonly creates: string | null }>(sql`
        select wanted.device, found.* from json_array_elements_text(${keys(devices)}::json) as wanted (device) cross join lateral (
          select counter, creates from verdict
          where workspace_id = ${workspace} and refused and device_id = wanted.device order by counter
        ) found`);
      return gather(found, ({ device }) => device, ({ counter, creates }) => ({ counter, creates: list(creates) }));
    },
    devices: async (ids) => new Map((await rows<DeviceRow>(devicesOf(sql, workspace, ids))).map((row) => [row.id, row])),
    async erased(ids) {
      const found = await rows<{ readonly record: string }>(sql`
        select wanted.record from json_array_elements_text(${keys(ids)}::json) as wanted (record) where exists (
          select from erased where workspace_id = ${workspace} and record_id = wanted.record offset 0
        )`);
      return new Set(found.map(({ record }) => record));
    },
    async bodies(ids) {
      const found = await rows<BodyRow>(sql`
        select found.id, found.clients from json_array_elements_text(${keys(ids)}::json) as wanted (id) cross join lateral (
          select id, clients from body where workspace_id = ${workspace} and id = wanted.id limit 1
        ) found`);
      return new Map(found.map((row) => [row.id, row]));
    },
    async orphans() {
      const found = await rows(sql`select rows from bucket_sum where workspace_id = ${workspace} and bucket = ${ORPHANS_BUCKET} and rows > 0`);
      return found.length > 0;
    },
    write: (next) =>
      reading(async () => {
        checkBatch((await headNow()).seq, next);
        batch = next;
      }),
  };
  return { tx, written: async () => batch && { batch, on: await headNow() } };
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
