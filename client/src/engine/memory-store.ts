// A store in memory for tests and the simulator. The disk outlives the store, as a real one outlives the browser; the
// hook runs before and after each call's one commit, so that a crash (a hook that throws or never answers) can be put
// between any two writes. Invariant: what happens between the two moments is all or nothing.
import { FIRST_META } from "./first-meta.ts";
import type { Confirmed, DoneRow, Meta, OutboxRow, RefusedRow, SentRow, Store } from "./store.ts";

export interface MemoryDisk {
  meta: Meta;
  confirmed: Map<string, Confirmed>;
  outbox: Map<number, OutboxRow>;
  refused: Map<string, RefusedRow>;
  sent: Map<string, SentRow>;
  done: Map<string, DoneRow>;
}

export interface CrashPoint { readonly call: keyof Store; readonly when: "before" | "after" }
export type CrashHook = (point: CrashPoint) => void | Promise<void>;

export const createMemoryDisk = (): MemoryDisk => ({ meta: FIRST_META, confirmed: new Map(), outbox: new Map(), refused: new Map(), sent: new Map(), done: new Map() });

/** A disk that an earlier version made has none. */
const doneOn = (disk: { done?: Map<string, DoneRow> }): Map<string, DoneRow> => (disk.done ??= new Map());

/** The disk as it is now: an older copy put back, or a profile that was cloned. */
export const copyDisk = (disk: MemoryDisk): MemoryDisk => ({
  meta: disk.meta, confirmed: new Map(disk.confirmed), outbox: new Map(disk.outbox), refused: new Map(disk.refused), sent: new Map(disk.sent), done: new Map(doneOn(disk)),
});

export function createMemoryStore(disk: MemoryDisk, hook: CrashHook = () => undefined): Store {
  const merge = (meta: Partial<Meta>): void => {
    disk.meta = { ...disk.meta, ...meta };
  };
  async function commit<T>(call: keyof Store, write: () => T): Promise<T> {
    await hook({ call, when: "before" });
    const answer = write();
    await hook({ call, when: "after" });
    return answer;
  }
  return {
    load: () =>
      commit("load", () => ({
        meta: disk.meta, confirmed: [...disk.confirmed.values()], refused: [...disk.refused.values()], unreadable: 0,
        outbox: [...disk.outbox.values()].sort((a, b) => a.group.counter - b.group.counter),
      })),
    append: (rows, meta) =>
      commit("append", () => {
        const taken = rows.find((row) => disk.outbox.has(row.group.counter));
        if (taken) throw new Error(`counter ${taken.group.counter} is in use`);
        for (const row of rows) disk.outbox.set(row.group.counter, row);
        merge(meta);
      }),
    verdicts: (applied, refused, meta) =>
      commit("verdicts", () => {
        for (const sent of applied) {
          const row = disk.outbox.get(sent.group.counter);
          if (row?.group.id !== sent.group.id) continue;
          disk.outbox.set(sent.group.counter, { ...row, applied: sent.verdict });
          disk.sent.set(sent.group.id, sent);
        }
        for (const row of refused) {
          if (disk.outbox.get(row.group.counter)?.group.id !== row.group.id) continue;
          disk.outbox.delete(row.group.counter);
          disk.refused.set(row.group.id, row);
        }
        merge(meta);
      }),
    done: () => Promise.resolve([...doneOn(disk).values()].sort((a, b) => a.at - b.at || a.counter - b.counter)),
    step: ({ put, drop, meta, appliedUpTo, done }) =>
      commit("step", () => {
        for (const row of done?.put ?? []) doneOn(disk).set(row.group, row);
        for (const group of done?.drop ?? []) doneOn(disk).delete(group);
        for (const confirmed of put) disk.confirmed.set(confirmed.record.id, confirmed);
        for (const id of drop) disk.confirmed.delete(id);
        for (const [counter, row] of disk.outbox) if (counter <= appliedUpTo && row.applied) disk.outbox.delete(counter);
        merge(meta);
      }),
    saveMeta: (meta) => commit("saveMeta", () => merge(meta)),
    rewriteOutbox: (rows, meta) =>
      commit("rewriteOutbox", () => {
        disk.outbox = new Map(rows.map((row) => [row.group.counter, row]));
        merge(meta);
      }),
    sentSince: (at) => commit("sentSince", () => [...disk.sent.values()].filter((row) => row.at >= at).sort((a, b) => a.at - b.at || a.group.counter - b.group.counter)),
    forgetSentBefore: (at) =>
      commit("forgetSentBefore", () => {
        for (const [id, row] of disk.sent) if (row.at < at) disk.sent.delete(id);
      }),
    forgetRefused: (groups) =>
      commit("forgetRefused", () => {
        for (const id of groups) disk.refused.delete(id);
      }),
    wipe: () => commit("wipe", () => void Object.assign(disk, createMemoryDisk())),
  };
}
