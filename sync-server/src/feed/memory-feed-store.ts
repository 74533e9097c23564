// The feed store in memory, for tests and the simulator: the meaning of feed-store.ts without a database. A transaction
// is collected and put in place in one step, so that nobody sees half of it. It knows no disk: the process that calls
// plays power cuts with `onCommit` and restored backups with `snapshot` and `restore`.
import { ORPHANS_BUCKET } from "@outrider/shared/access";
import { byNewest, pack, type PastEntry, type RecordState, textOf } from "@outrider/shared/records";
import { copyWorkspace, emptyWorkspace, type MemoryWorkspace } from "./memory-workspace.ts";
import { readDefinitions, readOlder, readPage } from "./memory-page.ts";
import { readEdge, readFound, readOpen, sumsFrom } from "./memory-find.ts";
import { belowOf, countedFrom, startOf } from "./page-of.ts";
import type { Batch, BodyRow, DeviceRow, FeedStore, FeedTx, VerdictRow } from "./feed-store.ts";
import { afterConfirm, checkBatch, mergeDevice } from "./store-rules.ts";

export interface MemoryFeedStoreOptions {
  /** Called just before and just after a commit becomes durable. What it throws, the caller of the store gets; thrown
   * "before" it loses the whole transaction, thrown "after" it loses only the answer. */
  readonly onCommit?: (moment: "before" | "after", workspace: string) => void;
}

export interface MemoryFeedStore extends FeedStore {
  /** All workspaces as they are committed now. It stays as it is whatever happens later. */
  snapshot(): MemorySnapshot;
  /** Puts an older state back. A transaction that is under way fails. */
  restore(snapshot: MemorySnapshot): void;
  /** Where a record lies now, with its sequence there. */
  lies(workspace: string, record: string): ReadonlyMap<string, number>;
  /** Notes that a record has been erased for ever. */
  erase(workspace: string, record: string): void;
}

export type MemorySnapshot = ReadonlyMap<string, MemoryWorkspace>;

export function createMemoryFeedStore(options: MemoryFeedStoreOptions = {}): MemoryFeedStore {
  let workspaces = new Map<string, MemoryWorkspace>();
  const queues = new Map<string, Promise<unknown>>();
  const texts = new WeakMap<RecordState, string>();

  const of = (id: string): MemoryWorkspace => {
    let workspace = workspaces.get(id);
    if (!workspace) workspaces.set(id, (workspace = emptyWorkspace()));
    return workspace;
  };
  const packed = (state: RecordState): string => {
    let text = texts.get(state);
    if (text === undefined) texts.set(state, (text = JSON.stringify(pack(state))));
    return text;
  };
  const commit = <T>(id: string, change: (workspace: MemoryWorkspace) => T): T => {
    options.onCommit?.("before", id);
    const answer = change(of(id));
    options.onCommit?.("after", id);
    return answer;
  };
  /** One after the other in a workspace, whatever the one before came to. */
  const inTurn = <T>(id: string, work: () => T | Promise<T>): Promise<T> => {
    const turn = (queues.get(id) ?? Promise.resolve()).then(work);
    queues.set(id, turn.catch(() => undefined));
    return turn;
  };

  return {
    transact: (id, work) =>
      inTurn(id, async () => {
        const workspace = of(id);
        const { tx, written } = begin(workspace);
        const answer = await work(tx);
        const batch = written();
        if (workspaces.get(id) !== workspace) throw new Error("the store was put back to a backup during the transaction");
        if (batch) commit(id, (standing) => apply(standing, batch));
        return answer;
      }),
    page: (id, lanes, limit) => Promise.resolve(readPage(of(id), lanes, limit, packed)),
    older: (id, lanes, limit) => Promise.resolve(readOlder(of(id), lanes, limit, packed)),
    definitions: (id, buckets) => Promise.resolve(readDefinitions(of(id), buckets, packed)),
    count(id, all, floor = 0) {
      const lanes = countedFrom(all, floor);
      let rows = 0;
      for (const [bucket, below] of belowOf(lanes)) for (const { seq, removed } of of(id).feed.get(bucket)?.values() ?? []) if (seq < below && seq >= floor && !removed) rows++;
      for (const [bucket, from] of startOf(lanes)) for (const { seq } of of(id).feed.get(bucket)?.values() ?? []) if (seq > from) rows++;
      for (const [bucket, from] of startOf(all.filter(({ below }) => below === undefined))) for (const { seq, facts = 0 } of of(id).feed.get(bucket)?.values() ?? []) if (seq <= from && facts > from) rows++;
      return Promise.resolve(rows);
    },
    edge: (id, buckets, limit) => Promise.resolve(readEdge(of(id), buckets, limit)),
    open: (id, buckets, marks, before, most) => Promise.resolve(readOpen(of(id), buckets, marks, before, most)),
    find: (id, buckets, wanted, most) => Promise.resolve(readFound(of(id), buckets, wanted, most, packed)),
    sumsFrom: (id, lanes) => Promise.resolve(sumsFrom(of(id), lanes)),
    sums: (id, buckets) => Promise.resolve(new Map(buckets.map((bucket) => [bucket, of(id).sums.get(bucket) ?? { rows: 0, sum: 0 }]))),
    boot: (id, boot) =>
      inTurn(id, () =>
        commit(id, ({ boots, seq }) => {
          if (!boots.some((known) => known.boot === boot)) boots.push({ boot, firstSeq: seq });
          return [...boots];
        }),
      ),
    boots: (id) => Promise.resolve([...of(id).boots]),
    horizon: (id) => Promise.resolve(of(id).horizon),
    device: (id, device) => Promise.resolve(of(id).devices.get(device) ?? null),
    saveDevice: async (id, device) => commit(id, ({ devices }) => void devices.set(device.id, mergeDevice(devices.get(device.id), device))),
    confirm: async (id, counters) =>
      commit(id, ({ verdicts }) => {
        for (const [group, row] of verdicts) if (row.verdict.counter <= (counters.get(row.device) ?? 0)) verdicts.set(group, afterConfirm(row));
      }),
    members: (id) => Promise.resolve(membersOf(of(id))),
    typed: (id, body, after) => Promise.resolve(of(id).typed.filter((row) => row.body === body && row.seq > after)),
    unwritten: (id) => Promise.resolve([...new Set(of(id).typed.map(({ body }) => body))]),
    past(id, { record, field, after, most }) {
      const all = pastOf(of(id), record).filter((entry) => (field === undefined || entry.field === field) && (!after || byNewest(entry, after) > 0));
      return Promise.resolve(all.sort(byNewest).slice(0, most));
    },
    pastBy: (id, record, origins) => Promise.resolve(pastOf(of(id), record).filter(({ origin }) => origins.includes(origin))),
    snapshot: () => new Map([...workspaces].map(([id, workspace]) => [id, copyWorkspace(workspace)])),
    restore(snapshot) {
      workspaces = new Map([...snapshot].map(([id, workspace]) => [id, copyWorkspace(workspace)]));
    },
    lies(id, record) {
      const { places, feed } = of(id);
      return new Map([...(places.get(record) ?? [])].map((bucket) => [bucket, feed.get(bucket)?.get(record)?.seq ?? 0]));
    },
    erase: (id, record) => void of(id).erased.add(record),
  };
}

const pastOf = ({ past, records }: MemoryWorkspace, record: string): PastEntry[] => (records.has(record) ? [...(past.get(record)?.values() ?? [])] : []);

const membersOf = ({ records, members }: MemoryWorkspace): RecordState[] => pick(records, members);

const pick = <T>(from: ReadonlyMap<string, T>, keys: Iterable<string>): T[] => {
  const found: T[] = [];
  for (const key of new Set(keys)) {
    const value = from.get(key);
    if (value !== undefined) found.push(value);
  }
  return found;
};

const pickMap = <T>(from: ReadonlyMap<string, T>, keys: Iterable<string>): Map<string, T> => {
  const found = new Map<string, T>();
  for (const key of keys) {
    const value = from.get(key);
    if (value !== undefined) found.set(key, value);
  }
  return found;
};

function begin(workspace: MemoryWorkspace): { tx: FeedTx; written: () => Batch | undefined } {
  let batch: Batch | undefined;
  const reading = async <T>(read: () => T): Promise<T> => {
    if (batch) throw new Error("a transaction of the feed reads first and writes once, last");
    return read();
  };
  const tx: FeedTx = {
    head: () => reading(() => ({ seq: workspace.seq, membersSeq: workspace.membersSeq, boot: workspace.boots.at(-1)?.boot ?? "" })),
    records: (ids) => reading(() => pick(workspace.records, ids)),
    members: () => reading(() => membersOf(workspace)),
    children: (roots) => reading(() => pick(workspace.records, roots.flatMap((root) => [...(workspace.children.get(root) ?? [])]))),
    places: (records) =>
      reading(() => {
        const found = new Map<string, { bucket: string; seq: number }[]>();
        for (const record of records) {
          const places = [...(workspace.places.get(record) ?? [])].sort();
          if (places.length > 0) found.set(record, places.map((bucket) => ({ bucket, seq: workspace.feed.get(bucket)?.get(record)?.seq ?? 0 })));
        }
        return found;
      }),
    verdicts: (groups) => reading(() => pickMap<VerdictRow>(workspace.verdicts, groups)),
    refused: (devices) =>
      reading(() => {
        const found = new Map<string, { counter: number; creates: readonly string[] }[]>();
        for (const { device, verdict, creates } of workspace.verdicts.values()) {
          if (verdict.result !== "refused" || !devices.includes(device)) continue;
          const rows = found.get(device) ?? [];
          found.set(device, rows);
          rows.push({ counter: verdict.counter, creates });
        }
        for (const rows of found.values()) rows.sort((a, b) => a.counter - b.counter);
        return found;
      }),
    devices: (ids) => reading(() => pickMap<DeviceRow>(workspace.devices, ids)),
    erased: (ids) => reading(() => new Set(ids.filter((id) => workspace.erased.has(id)))),
    bodies: (ids) => reading(() => pickMap<BodyRow>(workspace.bodies, ids)),
    orphans: () => reading(() => (workspace.sums.get(ORPHANS_BUCKET)?.rows ?? 0) > 0),
    write: (next) =>
      reading(() => {
        checkBatch(workspace.seq, next);
        batch = next;
      }),
  };
  return { tx, written: () => batch };
}

function apply(workspace: MemoryWorkspace, batch: Batch): void {
  workspace.seq = batch.seq;
  if (batch.membersSeq !== undefined) workspace.membersSeq = batch.membersSeq;
  for (const { state, seq } of batch.records) {
    const before = workspace.records.get(state.id);
    if (before) workspace.children.get(textOf(before, "root"))?.delete(state.id);
    workspace.records.set(state.id, state);
    workspace.written.set(state.id, seq);
    const root = textOf(state, "root");
    if (root !== "") setIn(workspace.children, root).add(state.id);
    if (state.kind === "member") workspace.members.add(state.id);
  }
  for (const { bucket, record, seq, removed, facts } of batch.feed) {
    let rows = workspace.feed.get(bucket);
    if (!rows) workspace.feed.set(bucket, (rows = new Map()));
    rows.set(record, { seq, removed, ...(facts !== undefined && { facts }) });
    if (removed) workspace.places.get(record)?.delete(bucket);
    else setIn(workspace.places, record).add(bucket);
  }
  for (const [bucket, { rows, sum }] of batch.sums) {
    const before = workspace.sums.get(bucket) ?? { rows: 0, sum: 0 };
    workspace.sums.set(bucket, { rows: before.rows + rows, sum: (((before.sum + sum) % 2 ** 32) + 2 ** 32) % 2 ** 32 });
  }
  for (const row of batch.verdicts) workspace.verdicts.set(row.verdict.group, row);
  for (const body of batch.bodies) workspace.bodies.set(body.id, body);
  const gone = new Map(batch.written.map(({ body, upTo }) => [body, upTo]));
  workspace.typed = [...workspace.typed.filter(({ body, seq }) => seq > (gone.get(body) ?? -1)), ...batch.typed];
  for (const { record, ...entry } of batch.past) {
    const kept = workspace.past.get(record) ?? new Map<string, PastEntry>();
    const key = `${entry.field} ${entry.origin}`;
    if (!kept.has(key)) workspace.past.set(record, new Map(kept).set(key, entry));
  }
  for (const device of batch.devices) workspace.devices.set(device.id, mergeDevice(workspace.devices.get(device.id), device));
}

function setIn(map: Map<string, Set<string>>, key: string): Set<string> {
  let set = map.get(key);
  if (!set) map.set(key, (set = new Set()));
  return set;
}
