// The confirmed records of a device: packed as they came, unpacked when first read, with the buckets each lies in and a
// checksum for each bucket kept up row by row. It knows no outbox: `replica.ts` lays that over it.
import type { Lane } from "@outrider/shared/protocol";
import { isKind, type Kind } from "@outrider/shared/schema";
import { type Glance, glanceOfPacked, hasFacts, type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import { addSum, rowSum, subtractSum } from "./checksum.ts";

export interface Confirmed { readonly record: PackedRecord; readonly places: Readonly<Record<string, number>> }
export interface Sum { readonly rows: number; readonly sum: number }

/** As a disk gives it: what a list must know stands beside it, and `record` is read only when somebody looks at it. */
export interface Stored extends Confirmed { readonly id: string; readonly kind: string; readonly glance: Glance }

interface Entry { readonly id: string; readonly kind: string; readonly of: Confirmed | Stored; state: RecordState | null; glance: Glance | null }

export interface ConfirmedRecords {
  read(id: string): RecordState | undefined;
  /** The same for one look at many: what was not read before is not kept in memory. */
  peek(id: string): RecordState | undefined;
  glance(id: string): Glance | undefined;
  get(id: string): Confirmed | undefined;
  put(confirmed: Confirmed | Stored): void;
  drop(id: string): void;
  /** Ids of all records of a kind. */
  ids(kind: Kind): ReadonlySet<string>;
  all(): Iterable<{ readonly id: string; readonly places: Confirmed["places"] }>;
  sum(bucket: string): Sum;
  /** The same of these buckets, of what came to lie there from that sequence on. Looks at all that is held. */
  sumsFrom(below: ReadonlyMap<string, number>): ReadonlyMap<string, Sum>;
  /** Ids of records to which facts come and that the lanes may not say are held: each lies below where a lane ends, in one bucket at least. The others might be followed no longer than until the server answers. */
  besides(lanes: readonly Lane[]): readonly string[];
  /** Buckets in which any record lies. */
  buckets(): readonly string[];
  readonly size: number;
}

const NONE: ReadonlySet<string> = new Set();

export function createConfirmedRecords(): ConfirmedRecords {
  const entries = new Map<string, Entry>();
  const kinds = new Map<string, Set<string>>();
  /** Null until somebody asks: what is read at a start is counted when there is time. */
  let sums: Map<string, Sum> | null = null;

  function counted(): Map<string, Sum> {
    if (sums) return sums;
    sums = new Map();
    for (const { id, of } of entries.values()) count(id, of.places, 1);
    return sums;
  }

  function count(id: string, places: Confirmed["places"], sign: 1 | -1): void {
    if (!sums) return;
    for (const [bucket, seq] of Object.entries(places)) {
      const { rows, sum } = sums.get(bucket) ?? { rows: 0, sum: 0 };
      const change = rowSum(id, seq);
      sums.set(bucket, { rows: rows + sign, sum: sign > 0 ? addSum(sum, change) : subtractSum(sum, change) });
    }
  }

  return {
    read(id) {
      const entry = entries.get(id);
      if (!entry) return undefined;
      // A kind from a newer schema is kept and not read.
      if (!entry.state && isKind(entry.kind)) entry.state = unpack(entry.of.record);
      return entry.state ?? undefined;
    },
    peek(id) {
      const entry = entries.get(id);
      return entry?.state ?? (entry && isKind(entry.kind) ? unpack(entry.of.record) : undefined);
    },
    glance(id) {
      const entry = entries.get(id);
      if (!entry) return undefined;
      return "glance" in entry.of ? entry.of.glance : (entry.glance ??= glanceOfPacked(entry.of.record));
    },
    get: (id) => entries.get(id)?.of,
    put(confirmed) {
      const { id, kind } = "id" in confirmed ? confirmed : confirmed.record;
      const before = entries.get(id);
      if (before) count(id, before.of.places, -1);
      count(id, confirmed.places, 1);
      entries.set(id, { id, kind, of: confirmed, state: null, glance: null });
      const ids = kinds.get(kind);
      if (ids) ids.add(id);
      else kinds.set(kind, new Set([id]));
    },
    drop(id) {
      const entry = entries.get(id);
      if (!entry) return;
      count(id, entry.of.places, -1);
      entries.delete(id);
      kinds.get(entry.kind)?.delete(id);
    },
    ids: (kind) => kinds.get(kind) ?? NONE,
    *all() {
      for (const { id, of } of entries.values()) yield { id, places: of.places };
    },
    sum: (bucket) => counted().get(bucket) ?? { rows: 0, sum: 0 },
    sumsFrom(below) {
      const found = new Map<string, Sum>();
      for (const { id, of } of below.size > 0 ? entries.values() : []) {
        for (const [bucket, seq] of Object.entries(of.places)) {
          if (seq < (below.get(bucket) ?? Number.POSITIVE_INFINITY)) continue;
          const { rows, sum } = found.get(bucket) ?? { rows: 0, sum: 0 };
          found.set(bucket, { rows: rows + 1, sum: addSum(sum, rowSum(id, seq)) });
        }
      }
      return found;
    },
    besides(lanes) {
      const below = new Map(lanes.flatMap(({ buckets, below: end }) => (end === undefined ? [] : buckets.map((bucket) => [bucket, end] as const))));
      const found: string[] = [];
      for (const { id, kind, of } of below.size > 0 ? entries.values() : []) {
        if (hasFacts(kind) && Object.entries(of.places).some(([bucket, seq]) => seq < (below.get(bucket) ?? 0))) found.push(id);
      }
      return found;
    },
    buckets: () => [...counted()].filter(([, { rows }]) => rows > 0).map(([bucket]) => bucket),
    get size() {
      return entries.size;
    },
  };
}
