// Records as they lie in packs and deltas: what a start must know of each (its id, its kind, where it lies), then the
// text of each, a line a record, which is read when somebody first looks at the record. A start reads a hundred thousand
// and shows a hundred.
import type { PackedRecord } from "@outrider/shared/records";
import type { Confirmed, Stored } from "../engine/store.ts";

/** A record of a pack. */
export class PackRow implements Stored {
  readonly id: string;
  readonly kind: string;
  readonly places: Confirmed["places"];
  readonly text: string;
  constructor(id: string, kind: string, places: Confirmed["places"], text: string) {
    this.id = id;
    this.kind = kind;
    this.places = places;
    this.text = text;
  }
  /** Read anew each time. */
  get record(): PackedRecord {
    return JSON.parse(this.text) as PackedRecord;
  }
}

export const packRow = ({ record, places }: Confirmed): PackRow => new PackRow(record.id, record.kind, places, JSON.stringify(record));

/** [its own key, id, kind and places of each record, ids of records dropped] */
type Head = readonly [key: number, rows: readonly (readonly [id: string, kind: string, places: Confirmed["places"]])[], drop: readonly string[]];
/** As packs and deltas were before: all in one value. */
type Whole = readonly [key: number, put: readonly Confirmed[], drop?: readonly string[]];

export interface PackText { readonly key: number; readonly rows: readonly PackRow[]; readonly drop: readonly string[] }

export function packText({ key, rows, drop }: PackText): string {
  const head: Head = [key, rows.map(({ id, kind, places }) => [id, kind, places] as const), drop];
  // JSON has no line break but between tokens, and there is none between these.
  return [JSON.stringify(head), ...rows.map(({ text }) => text)].join("\n");
}

/** Throws where it is none. */
export function readPackText(text: string): PackText {
  const end = text.indexOf("\n");
  const [key, heads, drop = []] = JSON.parse(end < 0 ? text : text.slice(0, end)) as Head | Whole;
  const rows: PackRow[] = [];
  let from = end + 1;
  for (const head of heads) {
    if (!(head instanceof Array)) {
      rows.push(packRow(head as Confirmed));
      continue;
    }
    if (from === 0) throw new Error("a pack with fewer records than it says");
    const next = text.indexOf("\n", from);
    rows.push(new PackRow(head[0], head[1], head[2], text.slice(from, next < 0 ? undefined : next)));
    from = next + 1;
  }
  return { key, rows, drop };
}
