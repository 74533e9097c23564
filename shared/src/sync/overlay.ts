// The outbox replayed on the confirmed records: what the device shows before the server has judged. When confirmed
// records change or an edit is refused, only the edits that touch what changed are replayed, in their order.
// Invariant: the overlay equals judging every pending edit in order on the confirmed records.
import { judge, type Refusal, type Judgement, type Viewer } from "@outrider/shared/access";
import type { Result } from "@outrider/shared/kernel";
import type { Group, Read, RecordState, Stamp } from "@outrider/shared/records";

interface Pending { readonly group: Group; readonly stamp: Stamp; touched: readonly string[]; refusal: Refusal | null }

export interface Overlay {
  read(id: string): RecordState | undefined;
  /** The record where a pending edit shows it otherwise than it is confirmed. */
  over(id: string): RecordState | undefined;
  /** Judges an edit on what the device shows and, if it may pass, lays it over. */
  admit(group: Group, stamp: Stamp): Result<Judgement, Refusal>;
  /** Lays an edit over that is in the outbox already, whatever the forecast says. */
  restore(group: Group, stamp: Stamp): void;
  /** Takes edits away (refused, or part of the confirmed records now). */
  remove(counters: Iterable<number>): void;
  /** Replays what touches these records. Call after confirmed records have changed or edits were taken away. Answers all records that may look different. */
  replay(changed: Iterable<string>): ReadonlySet<string>;
  /** Records that pending edits touch. */
  touched(): Iterable<string>;
  pendingOn(record: string): readonly Group[];
  forecast(counter: number): Refusal | null;
}

export function createOverlay(confirmed: Read, viewer: () => Viewer | null): Overlay {
  const pending = new Map<number, Pending>();
  const byRecord = new Map<string, Set<number>>();
  const states = new Map<string, RecordState>();
  const dirty = new Set<string>();
  const read: Read = (id) => states.get(id) ?? confirmed(id);

  function index(counter: number, entry: Pending): void {
    for (const id of entry.touched) {
      const counters = byRecord.get(id);
      if (counters) counters.add(counter);
      else byRecord.set(id, new Set([counter]));
    }
  }

  function unindex(counter: number, entry: Pending): void {
    for (const id of entry.touched) {
      const counters = byRecord.get(id);
      counters?.delete(counter);
      if (counters?.size === 0) byRecord.delete(id);
    }
  }

  /** Judges the edit on what stands now and lays it over if it may pass; `viewer: null` only before the first sync. */
  function lay(counter: number, entry: Pending): Result<Judgement, Refusal> {
    const verdict = judge(entry.group, { viewer: viewer(), read, stamp: entry.stamp });
    entry.refusal = verdict.ok ? null : verdict.error;
    const own = entry.group.changes.map((change) => change.id);
    entry.touched = verdict.ok ? [...new Set([...own, ...verdict.value.after.keys()])] : own;
    if (verdict.ok) for (const [id, state] of verdict.value.after) states.set(id, state);
    index(counter, entry);
    return verdict;
  }

  return {
    read,
    over: (id) => states.get(id),
    admit(group, stamp) {
      const entry: Pending = { group, stamp, touched: [], refusal: null };
      const verdict = lay(group.counter, entry);
      if (verdict.ok) pending.set(group.counter, entry);
      else unindex(group.counter, entry);
      return verdict;
    },
    restore(group, stamp) {
      const entry: Pending = { group, stamp, touched: [], refusal: null };
      pending.set(group.counter, entry);
      lay(group.counter, entry);
    },
    remove(counters) {
      for (const counter of counters) {
        const entry = pending.get(counter);
        if (!entry) continue;
        unindex(counter, entry);
        pending.delete(counter);
        for (const id of entry.touched) dirty.add(id);
      }
    },
    replay(changed) {
      const affected = new Set<string>([...dirty, ...changed]);
      dirty.clear();
      const again = new Set<number>();
      // A set that grows while it is walked is walked to its end: this is the closure over shared records.
      for (const id of affected) {
        for (const counter of byRecord.get(id) ?? []) {
          again.add(counter);
          for (const other of (pending.get(counter) as Pending).touched) affected.add(other);
        }
      }
      for (const id of affected) states.delete(id);
      for (const counter of [...again].sort((a, b) => a - b)) {
        const entry = pending.get(counter) as Pending;
        unindex(counter, entry);
        lay(counter, entry);
        for (const id of entry.touched) affected.add(id);
      }
      return affected;
    },
    touched: () => byRecord.keys(),
    pendingOn: (record) => [...(byRecord.get(record) ?? [])].sort((a, b) => a - b).map((counter) => (pending.get(counter) as Pending).group),
    forecast: (counter) => pending.get(counter)?.refusal ?? null,
  };
}
