// One workspace of the feed store in memory: the rows the tables of the database would hold.
import type { PastEntry, RecordState } from "@outrider/shared/records";
import type { BodyRow, Boot, DeviceRow, TypedRow, VerdictRow } from "./feed-store.ts";

export interface MemoryWorkspace {
  seq: number;
  membersSeq: number;
  horizon: number;
  readonly records: Map<string, RecordState>;
  /** The sequence at which each record was written last. */
  readonly written: Map<string, number>;
  readonly members: Set<string>;
  /** Record ids by the record they hang on. */
  readonly children: Map<string, Set<string>>;
  /** By bucket, then record. */
  readonly feed: Map<string, Map<string, { readonly seq: number; readonly removed: boolean; readonly facts?: number }>>;
  /** The buckets a record lies in now. */
  readonly places: Map<string, Set<string>>;
  readonly sums: Map<string, { readonly rows: number; readonly sum: number }>;
  readonly verdicts: Map<string, VerdictRow>;
  readonly devices: Map<string, DeviceRow>;
  readonly boots: Boot[];
  readonly erased: Set<string>;
  readonly bodies: Map<string, BodyRow>;
  /** What was typed and is not in the records yet, in order. */
  typed: readonly TypedRow[];
  /** By record, then `field origin`. */
  readonly past: Map<string, ReadonlyMap<string, PastEntry>>;
}

export const emptyWorkspace = (): MemoryWorkspace => ({
  seq: 0, membersSeq: 0, horizon: 0, records: new Map(), written: new Map(), members: new Set(), children: new Map(), feed: new Map(), places: new Map(),
  sums: new Map(), verdicts: new Map(), devices: new Map(), boots: [], erased: new Set(), bodies: new Map(), typed: [], past: new Map(),
});

/** A copy that shares only what never changes. */
export const copyWorkspace = (from: MemoryWorkspace): MemoryWorkspace => ({
  ...from,
  records: new Map(from.records), written: new Map(from.written), members: new Set(from.members),
  children: new Map([...from.children].map(([root, ids]) => [root, new Set(ids)])),
  feed: new Map([...from.feed].map(([bucket, rows]) => [bucket, new Map(rows)])),
  places: new Map([...from.places].map(([record, buckets]) => [record, new Set(buckets)])),
  sums: new Map(from.sums), verdicts: new Map(from.verdicts), devices: new Map(from.devices), boots: [...from.boots], erased: new Set(from.erased), bodies: new Map(from.bodies), past: new Map(from.past),
});
