// The records of a workspace as lists over HTTP look through them: in memory, where no list holds up the database, and
// brought up to what is committed before each look, from where it stood. Invariant: it is a copy and never the truth; what
// one of several servers wrote is seen by the next look of any other. Which workspaces it holds is bounded.
import { type Bucket, ORPHANS_BUCKET, WORKSPACE_BUCKET } from "@outrider/shared/access";
import type { Lane } from "@outrider/shared/protocol";
import { type Glance, glanceOf, type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { advance, standing as standsAt } from "../feed/feed-reader.ts";
import type { RecordDoor } from "../feed/record-door.ts";

export interface Entry {
  readonly state: RecordState;
  /** Where it lies: see it who follows one of these. */
  readonly places: readonly Bucket[];
  /** Known without looking into it: every list asks for these of every record. */
  readonly glance: Glance;
  /** What it is found by, made when it is first looked for. */
  haystack?: string;
}

/** As of one look; good until the next thing is awaited. */
export interface Standing {
  /** Changes whenever anything in it does. */
  readonly version: number;
  readonly get: (id: string) => Entry | undefined;
  readonly of: (kind: Kind) => ReadonlyMap<string, Entry>;
}

type Store = RecordDoor["store"];

const PAGE_ROWS = 2_000;
/** What has left a bucket is told for half a year; who has not looked for a part of that asks whether it still is. */
const ASKS_AFTER_MS = 3_600_000;
const NONE: ReadonlyMap<string, Entry> = new Map();

interface Held { readonly size: number; look(): Promise<Standing> }

function createIndex(store: Store, workspace: string, now: () => number): Held {
  const entries = new Map<string, Entry>();
  const byKind = new Map<Kind, Map<string, Entry>>();
  let lanes: readonly Lane[] = [];
  let known = new Set<Bucket>();
  let boot = "";
  let at = 0;
  let version = 0;
  let lookedAt = 0;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function forget(): void {
    version += 1;
    entries.clear();
    byKind.clear();
    known = new Set();
    lanes = [];
    at = 0;
    follow([WORKSPACE_BUCKET, ORPHANS_BUCKET]);
  }

  function follow(buckets: readonly Bucket[]): boolean {
    const fresh = buckets.filter((bucket) => !known.has(bucket));
    for (const bucket of fresh) known.add(bucket);
    if (fresh.length > 0) lanes = [...lanes, { buckets: fresh, seq: 0 }];
    return fresh.length > 0;
  }

  function put(entry: Entry): void {
    const { id, kind } = entry.state;
    entries.set(id, entry);
    const same = byKind.get(kind) ?? new Map<string, Entry>();
    byKind.set(kind, same);
    same.set(id, entry);
  }

  function leave(record: string, bucket: Bucket): void {
    const entry = entries.get(record);
    if (!entry) return;
    const places = entry.places.filter((place) => place !== bucket);
    if (places.length > 0) return put({ ...entry, places });
    entries.delete(record);
    byKind.get(entry.state.kind)?.delete(record);
  }

  /** Whether what is held may be gone on with: after a backup was put back, what came since was never written. */
  async function isRewound(page: { readonly head: number; readonly boot: string }): Promise<boolean> {
    if (page.head < at) return true;
    if (boot === "" || page.boot === boot) return false;
    const boots = await store.boots(workspace);
    const mine = boots.findIndex((one) => one.boot === boot);
    return mine < 0 || boots.slice(mine + 1).some(({ firstSeq }) => firstSeq < at);
  }

  /** Whether all is as it was read: one small question, where a page is a large one even when there is nothing on it. */
  async function isStill(): Promise<boolean> {
    const head = await store.transact(workspace, (tx) => tx.head());
    return head.seq === at && head.boot === boot;
  }

  async function read(): Promise<void> {
    // A lane that is behind was left so by a read that did not end.
    if (standsAt(lanes)?.seq === at && now() - lookedAt <= ASKS_AFTER_MS && (await isStill())) {
      lookedAt = now();
      return;
    }
    if (lanes.length === 0) forget();
    else if (now() - lookedAt > ASKS_AFTER_MS && (await store.horizon(workspace)) > at) forget();
    for (;;) {
      const page = await store.page(workspace, lanes, PAGE_ROWS);
      if (await isRewound(page)) {
        boot = "";
        forget();
        continue;
      }
      boot = page.boot;
      if (page.rows.length + page.gone.length > 0) version += 1;
      for (const { record, places, packed } of page.rows) {
        const before = entries.get(record)?.places ?? [];
        const state = unpack(JSON.parse(packed) as PackedRecord);
        put({ state, glance: glanceOf(state), places: [...new Set([...before, ...places.map(({ bucket }) => bucket)])] });
      }
      for (const { record, bucket } of page.gone) leave(record, bucket);
      at = Math.max(at, page.upTo);
      lanes = advance(lanes, page.upTo);
      if (page.upTo < page.head) continue;
      const members = [...(byKind.get("member") ?? NONE).keys()];
      // What lies in the buckets of who has joined is read from its beginning.
      if (!follow(members.flatMap((id) => [`u:${id}`, `s:${id}`]))) break;
    }
    lookedAt = now();
  }

  const standing: Standing = { get version() { return version; }, get: (id) => entries.get(id), of: (kind) => byKind.get(kind) ?? NONE };

  async function look(): Promise<Standing> {
    if (running) {
      // What is being read may have begun before the caller's own edit: it waits for a look that begins after it.
      next ??= running.catch(() => undefined).then(() => {
        next = null;
        running = read().finally(() => void (running = null));
        return running;
      });
      await next;
    } else {
      running = read().finally(() => void (running = null));
      await running;
    }
    return standing;
  }

  return { get size() { return entries.size; }, look };
}

export interface RecordIndexes { look(workspace: string): Promise<Standing> }

/** `most`: about how many records are held at once, of all workspaces; those not looked at for longest go. */
export function createRecordIndexes({ store, now, most = 500_000 }: { readonly store: Store; readonly now: () => number; readonly most?: number }): RecordIndexes {
  const held = new Map<string, Held>();
  return {
    async look(workspace) {
      const index = held.get(workspace) ?? createIndex(store, workspace, now);
      held.delete(workspace);
      held.set(workspace, index);
      const standing = await index.look();
      let size = [...held.values()].reduce((sum, one) => sum + one.size, 0);
      for (const [oldest, { size: freed }] of held) {
        if (size <= most || oldest === workspace) break;
        held.delete(oldest);
        size -= freed;
      }
      return standing;
    },
  };
}
