// Records as they lie in packs and deltas: what a start must know of each (id, kind, places, the glance), then the
// text of each, a line a record, which is read when somebody first looks at the record. A start reads a hundred thousand
// and shows a hundred.
import { type Glance, glanceOfPacked, type PackedRecord } from "@outrider/shared/records";
import type { Confirmed, Stored } from "../engine/store.ts";

type RowHead = readonly [id: string, kind: string, places: Confirmed["places"], updatedAt: number, deleted: 0 | 1, root?: string, mergedInto?: string];

/** A record of a pack. */
export class PackRow implements Stored {
  readonly id: string;
  readonly kind: string;
  readonly places: Confirmed["places"];
  readonly text: string;
  readonly glance: Glance;
  constructor([id, kind, places, updatedAt, deleted, root = "", mergedInto = ""]: RowHead, text: string) {
    this.id = id;
    this.kind = kind;
    this.places = places;
    this.text = text;
    this.glance = { updatedAt, deleted: deleted === 1, root, mergedInto };
  }
  get head(): RowHead {
    const { updatedAt, deleted, root, mergedInto } = this.glance;
    const links = mergedInto !== "" ? ([root, mergedInto] as const) : root !== "" ? ([root] as const) : ([] as const);
    return [this.id, this.kind, this.places, updatedAt, deleted ? 1 : 0, ...links];
  }
  /** Read anew each time. */
  get record(): PackedRecord {
    return JSON.parse(this.text) as PackedRecord;
  }
}

export function packRow({ record, places }: Confirmed): PackRow {
  const { updatedAt, deleted, root, mergedInto } = glanceOfPacked(record);
  return new PackRow([record.id, record.kind, places, updatedAt, deleted ? 1 : 0, root, mergedInto], JSON.stringify(record));
}

/** [its own key, what must be known of each record, ids of records dropped] */
type Head = readonly [key: number, rows: readonly RowHead[], drop: readonly string[]];
/** As packs and deltas were before: all in one value. */
type Whole = readonly [key: number, put: readonly Confirmed[], drop?: readonly string[]];

export interface PackText { readonly key: number; readonly rows: readonly PackRow[]; readonly drop: readonly string[] }

export function packText({ key, rows, drop }: PackText): string {
  const head: Head = [key, rows.map((row) => row.head), drop];
  // JSON has no line break but between tokens, and there is none between these.
  return [JSON.stringify(head), ...rows.map(({ text }) => text)].join("\n");
}

const isHead = (row: RowHead | Confirmed): row is RowHead => Array.isArray(row);

/** Throws where it is none. */
export function readPackText(text: string): PackText {
  const end = text.indexOf("\n");
  const [key, heads, drop = []] = JSON.parse(end < 0 ? text : text.slice(0, end)) as Head | Whole;
  const rows: PackRow[] = [];
  let from = end + 1;
  for (const head of heads) {
    if (!isHead(head)) {
      rows.push(packRow(head));
      continue;
    }
    if (from === 0) throw new Error("a pack with fewer records than it says");
    const next = text.indexOf("\n", from);
    rows.push(new PackRow(head, text.slice(from, next < 0 ? undefined : next)));
    from = next + 1;
  }
  return { key, rows, drop };
}
