// Pages on their way to a checkpoint. What only adds may be kept page by page (a bootstrap that is broken off goes on
// where it was); as soon as something must go, all waits for the checkpoint, because drops take effect only there.
import type { Checkpoint, Cursor, Page, Row } from "@outrider/shared/protocol";
import type { PackedRecord } from "@outrider/shared/records";
import type { Confirmed, ConfirmedRecords } from "./places.ts";

/** What a step of the feed does to the confirmed records. */
export interface Plan { readonly put: readonly Confirmed[]; readonly drop: readonly string[]; readonly cursor: Cursor }

export interface Staging {
  /** Forgets what has come and was not kept: a new connection starts from the cursor that is durable. */
  restart(): void;
  /** These buckets come whole: what is held of them and does not come again goes at the checkpoint. */
  fresh(buckets: readonly string[], held: ConfirmedRecords): void;
  /** Takes a page in. Answers a plan if what has come can be kept now, null if it waits for the checkpoint. */
  page(page: Page, held: ConfirmedRecords): Plan | null;
  /** What the checkpoint makes of all that waited; buckets that its cursor does not name are followed no more and go. */
  checkpoint(checkpoint: Checkpoint, held: ConfirmedRecords): Plan;
}

/** Planted bugs for the simulator: each breaks one rule of this file. Never set in the app. */
export type StagingBug =
  /** A record that leaves one bucket is dropped, though it lies in another. */
  | "remove-uncounted"
  /** What was not sent again of a bucket that came anew stays. */
  | "sweep-lost"
  /** What lies in buckets that are followed no more stays. */
  | "unfollowed-kept";

export interface Bugs { has(bug: StagingBug): boolean }

const latest = (rows: readonly Row[]): number => Math.max(0, ...rows.flatMap(({ places }) => places.map(([, seq]) => seq)));

/** Rows that were asked for: they lie outside the cursor, which stays where it is. One that is held in a later state stays. */
export function planOfAnswer(rows: readonly Row[], cursor: Cursor, held: ConfirmedRecords): Plan {
  const put: Confirmed[] = [];
  for (const row of rows) {
    const seqs = Object.values(held.get(row.record.id)?.places ?? {});
    if (row.places.length > 0 && Math.max(0, ...seqs) <= latest([row])) put.push({ record: row.record, places: Object.fromEntries(row.places) });
  }
  return { put, drop: [], cursor };
}

export function createStaging(bugs: Bugs): Staging {
  const rows = new Map<string, Row[]>();
  const gone = new Map<string, Map<string, number>>();
  const sweep = new Set<string>();
  let waiting = false;

  function stage(page: Page): void {
    for (const row of page.rows) {
      rows.set(row.record.id, [...(rows.get(row.record.id) ?? []), row]);
      const left = gone.get(row.record.id);
      for (const [bucket] of row.places) left?.delete(bucket);
    }
    for (const { id, bucket, seq } of page.gone) {
      const left = gone.get(id);
      if (left) left.set(bucket, seq);
      else gone.set(id, new Map([[bucket, seq]]));
    }
  }

  function placesAfter(id: string, held: ConfirmedRecords, dropped: ReadonlySet<string>): Record<string, number> {
    const places: Record<string, number> = {};
    for (const [bucket, seq] of Object.entries(held.get(id)?.places ?? {})) if (!sweep.has(bucket) && !dropped.has(bucket)) places[bucket] = seq;
    for (const row of rows.get(id) ?? []) for (const [bucket, seq] of row.places) if (!dropped.has(bucket)) places[bucket] = Math.max(seq, places[bucket] ?? 0);
    if (bugs.has("remove-uncounted") && (gone.get(id)?.size ?? 0) > 0) return {};
    for (const [bucket, seq] of gone.get(id) ?? []) if ((places[bucket] ?? Number.POSITIVE_INFINITY) <= seq) delete places[bucket];
    return places;
  }

  /** What was asked for may have come in a later state than the page that is on its way says. */
  function newest(id: string, held: ConfirmedRecords, dropped: ReadonlySet<string>): PackedRecord | undefined {
    const before = held.get(id);
    const staged = rows.get(id) ?? [];
    const kept = Object.entries(before?.places ?? {}).filter(([bucket]) => !sweep.has(bucket) && !dropped.has(bucket)).map(([, seq]) => seq);
    const last = latest(staged);
    return staged.length === 0 || Math.max(0, ...kept) > last ? before?.record : staged.at(-1)?.record;
  }

  function plan(cursor: Cursor, held: ConfirmedRecords, dropped: ReadonlySet<string>): Plan {
    const ids = new Set([...rows.keys(), ...gone.keys()]);
    if (sweep.size > 0 || dropped.size > 0) {
      for (const { id, places } of held.all()) {
        if (Object.keys(places).some((bucket) => sweep.has(bucket) || dropped.has(bucket))) ids.add(id);
      }
    }
    const put: Confirmed[] = [];
    const drop: string[] = [];
    for (const id of ids) {
      const record = newest(id, held, dropped);
      const places = placesAfter(id, held, dropped);
      if (record && Object.keys(places).length > 0) put.push({ record, places });
      else if (held.get(id)) drop.push(id);
    }
    rows.clear();
    gone.clear();
    return { put, drop, cursor };
  }

  function restart(): void {
    rows.clear();
    gone.clear();
    sweep.clear();
    waiting = false;
  }

  return {
    restart,
    fresh(buckets, held) {
      for (const bucket of buckets) {
        if (held.sum(bucket).rows === 0 || bugs.has("sweep-lost")) continue;
        sweep.add(bucket);
        waiting = true;
      }
    },
    page(page, held) {
      waiting ||= page.gone.some(({ id }) => held.get(id) !== undefined || rows.has(id));
      stage(page);
      return waiting ? null : plan(page.cursor, held, new Set());
    },
    checkpoint(checkpoint, held) {
      const followed = new Set(checkpoint.cursor.lanes.flatMap(({ buckets }) => buckets));
      // A bucket may have been followed no longer than its pages were on their way.
      const staged = [...rows.values()].flatMap((some) => some.flatMap(({ places }) => places.map(([bucket]) => bucket)));
      const unfollowed = bugs.has("unfollowed-kept") ? [] : [...held.buckets(), ...staged].filter((bucket) => !followed.has(bucket));
      const result = plan(checkpoint.cursor, held, new Set(unfollowed));
      restart();
      return result;
    },
  };
}
