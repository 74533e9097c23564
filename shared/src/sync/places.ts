// The confirmed records of a device: packed as they came, unpacked when first read, with the buckets each lies in and a
// checksum for each bucket kept up row by row. It knows no outbox: `replica.ts` lays that over it.
import { isKind, type Kind } from "@outrider/shared/schema";
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import { addSum, rowSum, subtractSum } from "./checksum.ts";

export interface Confirmed { readonly record: PackedRecord; readonly places: Readonly<Record<string, number>> }
export interface Sum { readonly rows: number; readonly sum: number }

interface Entry { record: PackedRecord; places: Readonly<Record<string, number>>; state: RecordState | null }

export interface ConfirmedRecords {
  read(id: string): RecordState | undefined;
  get(id: string): Confirmed | undefined;
  put(confirmed: Confirmed): void;
  drop(id: string): void;
  /** Ids of all records of a kind. */
  ids(kind: Kind): ReadonlySet<string>;
  all(): Iterable<Confirmed>;
  sum(bucket: string): Sum;
  /** Buckets in which any record lies. */
  buckets(): readonly string[];
  readonly size: number;
}

const NONE: ReadonlySet<string> = new Set();

export function createConfirmedRecords(): ConfirmedRecords {
  const entries = new Map<string, Entry>();
  const kinds = new Map<string, Set<string>>();
  const sums = new Map<string, Sum>();

  function count(id: string, places: Readonly<Record<string, number>>, sign: 1 | -1): void {
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
      if (!entry.state && isKind(entry.record.kind)) entry.state = unpack(entry.record);
      return entry.state ?? undefined;
    },
    get: (id) => entries.get(id),
    put({ record, places }) {
      const before = entries.get(record.id);
      if (before) count(record.id, before.places, -1);
      count(record.id, places, 1);
      entries.set(record.id, { record, places, state: null });
      const ids = kinds.get(record.kind);
      if (ids) ids.add(record.id);
      else kinds.set(record.kind, new Set([record.id]));
    },
    drop(id) {
      const entry = entries.get(id);
      if (!entry) return;
      count(id, entry.places, -1);
      entries.delete(id);
      kinds.get(entry.record.kind)?.delete(id);
    },
    ids: (kind) => kinds.get(kind) ?? NONE,
    all: () => entries.values(),
    sum: (bucket) => sums.get(bucket) ?? { rows: 0, sum: 0 },
    buckets: () => [...sums].filter(([, { rows }]) => rows > 0).map(([bucket]) => bucket),
    get size() {
      return entries.size;
    },
  };
}
