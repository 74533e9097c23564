// A device's records: what the server confirmed, with the outbox replayed on it. The engine decides when; this says what.
import { type Judgement, refusal, type Refusal, type Viewer, viewerOf } from "@outrider/shared/access";
import { err, type Result } from "@outrider/shared/kernel";
import type { Checkpoint, Cursor, Lane, Page, Row } from "@outrider/shared/protocol";
import { type Glance, glanceOf, type Group, originOf, type RecordState, type Stamp } from "@outrider/shared/records";
import { editWhy, type Kind } from "@outrider/shared/schema";
import { heldText } from "./held-filter.ts";
import { createOverlay } from "./overlay.ts";
import { type Confirmed, createConfirmedRecords, type Stored } from "./places.ts";
import { type Bugs, createStaging, type Plan, planOfAnswer } from "./staging.ts";

export interface Replica {
  /** Fills the replica at start; groups in order of their counters. */
  load(confirmed: Iterable<Confirmed | Stored>, outbox: readonly { readonly group: Group; readonly device: string }[]): void;
  /** The record as the device shows it: the confirmed one with pending edits, or undefined. */
  read(id: string): RecordState | undefined;
  /** The same for one look at many: what was not read before is not kept in memory. */
  peek(id: string): RecordState | undefined;
  /** What a list must know of it, without reading it. */
  glance(id: string): Glance | undefined;
  /** The record as the server last said it. */
  confirmed(id: string): RecordState | undefined;
  /** Ids of all records of a kind that the device shows, deleted ones included. */
  ids(kind: Kind): Iterable<string>;
  viewer(): Viewer | null;
  /** Judges a new edit; if it may pass it is shown from now on. */
  admit(group: Group, device: string): Result<Judgement, Refusal>;
  /** Takes edits away that were refused or never kept. Answers the records that may look different. */
  withdraw(counters: Iterable<number>): ReadonlySet<string>;
  /** A new connection: forgets pages that were not kept. */
  restart(): void;
  fresh(buckets: readonly string[]): void;
  /** Takes a page in; a plan is to be made durable and then given to `commit`. */
  page(page: Page): Plan | null;
  checkpoint(checkpoint: Checkpoint): Plan;
  /** Makes a durable plan visible, without the edits that are part of it now. Answers the records that may look different. */
  commit(plan: Plan, settled: Iterable<number>): ReadonlySet<string>;
  /** What was asked for, as a plan. */
  answer(rows: readonly Row[], cursor: Cursor): Plan;
  /** Buckets whose checksum is not what the server says. Of a lane that rests only what lies above counts. */
  mismatches(sums: Readonly<Record<string, readonly [number, number]>>, lanes: readonly Lane[]): readonly string[];
  /** Of a device that stands there: what it holds besides, as a hello says it; undefined where it holds everything, or more than can be said. */
  holds(cursor: Cursor | null): string | undefined;
  pendingOn(record: string): readonly Group[];
  /** Ids of all confirmed records. */
  held(): readonly string[];
  /** Drops them. Answers the records that may look different. */
  dropAll(): ReadonlySet<string>;
  readonly size: number;
}

export interface ReplicaOptions {
  readonly user: string;
  /** The server's clock less the device's (ms), as known now. */
  readonly offset: () => number;
  readonly bugs?: Bugs;
}

const NO_BUGS: Bugs = { has: () => false };

/** Empty: whoever runs it loads what was stored. bugs: faults put in on purpose, for the simulator to find. */
export function createReplica({ user, offset, bugs = NO_BUGS }: ReplicaOptions): Replica {
  const held = createConfirmedRecords();
  const staging = createStaging(bugs);
  const viewer = (): Viewer | null => viewerOf(user, held.read);
  const overlay = createOverlay(held.read, viewer);
  const stampOf = (group: Group, device: string): Stamp => ({ at: group.at + offset(), origin: originOf(device, group.counter), by: user });

  return {
    load(confirmed, outbox) {
      for (const entry of confirmed) held.put(entry);
      for (const { group, device } of outbox) overlay.restore(group, stampOf(group, device));
    },
    read: overlay.read,
    peek: (id) => overlay.over(id) ?? held.peek(id),
    glance(id) {
      const over = overlay.over(id);
      return over ? glanceOf(over) : held.glance(id);
    },
    confirmed: held.read,
    *ids(kind) {
      yield* held.ids(kind);
      for (const id of overlay.touched()) if (!held.get(id) && overlay.read(id)?.kind === kind) yield id;
    },
    viewer,
    admit(group, device) {
      if (!viewer()) return err(refusal("deactivated", editWhy("not-a-member-here")));
      return overlay.admit(group, stampOf(group, device));
    },
    withdraw(counters) {
      overlay.remove(counters);
      return overlay.replay([]);
    },
    restart: staging.restart,
    fresh: (buckets) => staging.fresh(buckets, held),
    page: (page) => staging.page(page, held),
    checkpoint: (checkpoint) => staging.checkpoint(checkpoint, held),
    commit(plan, settled) {
      for (const confirmed of plan.put) held.put(confirmed);
      for (const id of plan.drop) held.drop(id);
      overlay.remove(settled);
      return overlay.replay([...plan.put.map(({ record }) => record.id), ...plan.drop]);
    },
    answer: (rows, cursor) => planOfAnswer(rows, cursor, held),
    mismatches(sums, lanes) {
      const below = new Map(lanes.flatMap(({ buckets, below: end }) => (end === undefined ? [] : buckets.filter((bucket) => Object.hasOwn(sums, bucket)).map((bucket) => [bucket, end] as const))));
      const above = held.sumsFrom(below);
      const mine = (bucket: string) => (below.has(bucket) ? (above.get(bucket) ?? { rows: 0, sum: 0 }) : held.sum(bucket));
      return Object.entries(sums).filter(([bucket, [rows, sum]]) => mine(bucket).rows !== rows || mine(bucket).sum !== sum).map(([bucket]) => bucket);
    },
    holds: (cursor) => (cursor?.lanes.some(({ below }) => below !== undefined) ? (heldText(held.besides(cursor.lanes)) ?? undefined) : undefined),
    pendingOn: overlay.pendingOn,
    held: () => [...held.all()].map(({ id }) => id),
    dropAll() {
      const gone = [...held.all()].map(({ id }) => id);
      for (const id of gone) held.drop(id);
      return overlay.replay(gone);
    },
    get size() {
      return held.size;
    },
  };
}
