// The engine's store on IndexedDB through Dexie. Every call is one strict transaction; every value is framed with its
// checksum and passes the seal before the transaction opens, because a transaction ends as soon as it waits for anything
// else. Keys are outside the values, so nothing of a sealed value shows but an edit's counter and group and the time of
// an acknowledgement. No edit that is damaged is ever deleted: it is counted and left. Confirmed records come again.
import { FIRST_META } from "../engine/first-meta.ts";
import { createMutex } from "../engine/mutex.ts";
import { StorageFull } from "../engine/storage-full.ts";
import type { VectorStore } from "../engine/meaning/meaning-ports.ts";
import type { OrdersStore } from "../engine/orders.ts";
import type { PastStore } from "../engine/past.ts";
import type { ShownStore } from "../engine/shown.ts";
import type { TeamDealsStore } from "../engine/team-deals.ts";
import type { FileStore } from "../engine/files/file-ports.ts";
import { createFileStore } from "./file-store.ts";
import type { DoneRow, Loaded, Meta, OutboxRow, RefusedRow, SentRow, Store } from "../engine/store.ts";
import { createPacks, type LoadedPacks, type PacksOptions } from "./packs.ts";
import { createOrdersStore } from "./orders-store.ts";
import { createPastStore } from "./past-store.ts";
import { reseal } from "./reseal.ts";
import { createShownStore } from "./shown-store.ts";
import { createTeamDealsStore } from "./team-deals-store.ts";
import { type Entry, openStoreDatabase, type SentKey, type StoreDatabaseOptions, type StoredEdit } from "./store-database.ts";
import { createFraming } from "./store-frame.ts";
import { createVectorStore } from "./vector-store.ts";

/** What is read before anything else, as it was stored: it is put back where the rest is so damaged that it goes. */
interface Kept {
  readonly edits: readonly Entry<StoredEdit, number>[];
  readonly refusals: readonly Entry<unknown, string>[];
  readonly meta: readonly Entry<unknown, string>[];
}

const COMES_AGAIN: readonly string[] = ["cursor", "complete"] satisfies (keyof Meta)[];

export type DexieStoreOptions = StoreDatabaseOptions & Pick<PacksOptions, "size" | "mostDeltas" | "mostChanged">;

/**
 * `close` resolves when nothing is written any more. `reseal` seals what lies there from before there was a seal, and
 * answers how many values that were, or null where it was closed meanwhile.
 */
export function createDexieStore({ size, mostDeltas, mostChanged, ...options }: DexieStoreOptions): Store & { readonly shown: ShownStore; readonly past: PastStore; readonly orders: OrdersStore; readonly teamDeals: TeamDealsStore; readonly files: FileStore; readonly vectors: VectorStore; reseal(): Promise<number | null>; close(): Promise<void> } {
  const database = openStoreDatabase(options);
  const framing = createFraming(options.seal);
  const { outbox, refused, sent, done, meta, commit } = database;
  const packs = createPacks({ database, framing, ...(size && { size }), ...(mostDeltas && { mostDeltas }), ...(mostChanged && { mostChanged }) });
  const inTurn = createMutex();
  let closed = false;
  let sealing: Promise<unknown> = Promise.resolve();

  /** Fields of meta are rows of their own: each call writes those it knows and no other. */
  async function sealMeta(part: Partial<Meta>): Promise<() => Promise<unknown>> {
    const names = Object.keys(part) as (keyof Meta)[];
    const values = await framing.closeAll(names.map((field) => part[field] ?? null));
    return () => meta.bulkPut(values, names);
  }

  async function openAll<T>(stored: readonly unknown[]): Promise<{ readonly values: readonly T[]; readonly torn: number }> {
    const opened = await Promise.allSettled(stored.map((value) => framing.open(value)));
    const values = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value as T] : []));
    return { values, torn: stored.length - values.length };
  }

  async function openMeta(stored: Kept["meta"]): Promise<{ readonly known: Partial<Meta>; readonly whole: Kept["meta"] }> {
    const known: Record<string, unknown> = {};
    const whole: Entry<unknown, string>[] = [];
    for (const entry of stored) {
      const { values, torn } = await openAll<unknown>([entry.value]);
      if (torn > 0) continue;
      known[entry.key] = values[0];
      whole.push(entry);
    }
    return { known: known as Partial<Meta>, whole };
  }

  /** Packs that are damaged give way to what could be read of them; edits are there afterwards, whatever was before. */
  async function mend({ records }: LoadedPacks, kept: Kept): Promise<void> {
    const stays = kept.meta.filter(({ key }) => !COMES_AGAIN.includes(key));
    const putBack = async (): Promise<void> => {
      await outbox.bulkPut(kept.edits.map(({ value }) => value), kept.edits.map(({ key }) => key));
      await refused.bulkPut(kept.refusals.map(({ value }) => value), kept.refusals.map(({ key }) => key));
      await meta.clear();
      await meta.bulkPut(stays.map(({ value }) => value), stays.map(({ key }) => key));
    };
    try {
      await packs.replaceAll(records, putBack);
    } catch (error) {
      // With no room to mend, everything is as damaged as before and the next start tries again.
      if (error instanceof StorageFull) return;
      await database.reopen();
      await packs.replaceAll(records, putBack);
    }
  }

  async function load(): Promise<Loaded> {
    const [edits, refusals, fields] = [await database.all(outbox), await database.all(refused), await database.all(meta)];
    const { known, whole } = await openMeta(fields.entries);
    const kept: Kept = { edits: edits.entries, refusals: refusals.entries, meta: whole };
    const held = await packs.load().catch((): LoadedPacks => ({ records: [], damaged: 1, begun: true }));
    const damaged = held.damaged + (fields.entries.length - whole.length) + fields.lost + (known.cursor && !held.begun ? 1 : 0);
    if (damaged > 0) await mend(held, kept);
    const rows = await openAll<OutboxRow>(kept.edits.map(({ value }) => value.edit));
    const verdicts = await openAll<{ group: string; verdict: NonNullable<OutboxRow["applied"]> }>(kept.edits.flatMap(({ value: { applied } }) => (applied === undefined ? [] : [applied])));
    const byGroup = new Map(verdicts.values.map(({ group, verdict }) => [group, verdict]));
    const refusedRows = await openAll<RefusedRow>(kept.refusals.map(({ value }) => value));
    const loaded: Meta = { ...FIRST_META, ...known };
    return {
      meta: {
        ...loaded,
        // Also an edit that cannot be read has its counter, which is never used again.
        last: Math.max(loaded.last, loaded.acked, edits.lastKey ?? 0),
        // Without its cursor the device asks for everything again; the outbox stays.
        ...(damaged > 0 && { cursor: null, complete: false }),
      },
      confirmed: held.records,
      outbox: rows.values.map((row) => ({ ...row, applied: byGroup.get(row.group.id) ?? null })),
      refused: refusedRows.values,
      unreadable: damaged + edits.lost + refusals.lost + rows.torn + verdicts.torn + refusedRows.torn,
    };
  }

  return {
    load,
    shown: createShownStore(database, framing),
    past: createPastStore(database, framing),
    orders: createOrdersStore(database, framing),
    teamDeals: createTeamDealsStore(database, framing),
    files: createFileStore(database, framing, options.seal),
    vectors: createVectorStore(database, framing),
    async reseal() {
      const done = reseal(database, options.seal, () => !closed);
      sealing = done.catch(() => undefined);
      const count = await done;
      return closed ? null : count;
    },
    async close() {
      closed = true;
      await sealing;
      await packs.halt();
      database.close();
    },
    async append(rows, change) {
      const edits = await framing.closeAll(rows);
      const putMeta = await sealMeta(change);
      await commit("rw", async () => {
        // `add`: a counter that is in use must fail, never overwrite an edit.
        await outbox.bulkAdd(rows.map(({ group }, index) => ({ edit: edits[index], group: group.id })), rows.map(({ group }) => group.counter));
        await putMeta();
      });
    },
    async verdicts(applied, refusals, change) {
      const sealedSent = await framing.closeAll(applied);
      const sealedApplied = await framing.closeAll(applied.map(({ group, verdict }) => ({ group: group.id, verdict })));
      const sealedRefused = await framing.closeAll(refusals);
      const putMeta = await sealMeta(change);
      await commit("rw", async () => {
        const standing = await outbox.bulkGet([...applied, ...refusals].map(({ group }) => group.counter));
        const kept = applied.flatMap(({ group, at }, index) => {
          const row = standing[index];
          return row?.group === group.id ? [{ counter: group.counter, row: { ...row, applied: sealedApplied[index] }, key: [at, group.id] satisfies SentKey, sent: sealedSent[index] }] : [];
        });
        const gone = refusals.flatMap(({ group }, index) =>
          standing[applied.length + index]?.group === group.id ? [{ counter: group.counter, id: group.id, refused: sealedRefused[index] }] : [],
        );
        await outbox.bulkPut(kept.map(({ row }) => row), kept.map(({ counter }) => counter));
        await Promise.all(kept.map((row) => sent.put(row.sent, row.key)));
        await outbox.bulkDelete(gone.map(({ counter }) => counter));
        await refused.bulkPut(gone.map((row) => row.refused), gone.map(({ id }) => id));
        await putMeta();
      });
    },
    async done() {
      const { values } = await openAll<DoneRow>((await database.all(done)).entries.map(({ value }) => value));
      return [...values].sort((a, b) => a.at - b.at || a.counter - b.counter);
    },
    step: ({ put, drop, meta: change, appliedUpTo, done: doing = { put: [], drop: [] } }) =>
      inTurn(async () => {
        const edits = await framing.closeAll(doing.put);
        const delta = await packs.prepare(put, drop);
        const putMeta = await sealMeta(change);
        // A checkpoint at which nothing has changed is noted all the time, and at every start.
        const seen = put.length + drop.length + edits.length + doing.drop.length > 0 || (await outbox.where(":id").belowOrEqual(appliedUpTo).count()) > 0;
        await commit(seen ? "rw" : "unseen", async () => {
          await delta.write();
          const upTo = outbox.where(":id").belowOrEqual(appliedUpTo);
          const settled = await upTo.and(({ applied }) => applied !== undefined).primaryKeys();
          await outbox.bulkDelete(settled);
          await done.bulkPut(edits, doing.put.map(({ group }) => group));
          await done.bulkDelete([...doing.drop]);
          await putMeta();
        });
        delta.done();
      }),
    async saveMeta(change) {
      const putMeta = await sealMeta(change);
      await commit("unseen", putMeta);
    },
    async rewriteOutbox(rows, change) {
      const edits = await framing.closeAll(rows);
      const verdicts = await framing.closeAll(rows.map(({ group, applied }) => applied && { group: group.id, verdict: applied }));
      const putMeta = await sealMeta(change);
      await commit("rw", async () => {
        await outbox.clear();
        await outbox.bulkAdd(
          rows.map(({ group, applied }, index) => ({ edit: edits[index], group: group.id, ...(applied && { applied: verdicts[index] }) })),
          rows.map(({ group }) => group.counter),
        );
        await putMeta();
      });
    },
    async sentSince(at) {
      const rows = await commit("r", () => sent.where(":id").aboveOrEqual([at, ""]).toArray());
      const { values } = await openAll<SentRow>(rows);
      return [...values].sort((a, b) => a.at - b.at || a.group.counter - b.group.counter);
    },
    forgetSentBefore: (at) => commit("unseen", async () => void (await sent.where(":id").below([at, ""]).delete())),
    forgetRefused: (groups) => commit("rw", () => refused.bulkDelete([...groups])),
    wipe: () =>
      inTurn(async () => {
        await packs.halt();
        await database.wipe();
        packs.forget();
      }),
  };
}
