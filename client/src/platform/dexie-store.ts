// The engine's store on IndexedDB through Dexie. Every call is one strict transaction; every value passes the seal
// before the transaction opens, because a transaction ends as soon as it waits for anything else. Keys are outside the
// values, so nothing of a sealed value shows but a record's id, an edit's counter and the time of an acknowledgement.
// Nothing damaged is ever deleted: what cannot be read is counted and left, and confirmed records come again.
import { Dexie, type Table, type Transaction } from "dexie";
import { FIRST_META } from "../engine/first-meta.ts";
import type { Seal } from "../engine/seal.ts";
import { StorageFull } from "../engine/storage-full.ts";
import type { Confirmed, Loaded, Meta, OutboxRow, RefusedRow, SentRow, Store } from "../engine/store.ts";

/** An outbox row as stored: the sealed edit, and the sealed verdict beside it, added without opening the edit. */
interface StoredEdit { readonly edit: unknown; readonly group: string; readonly applied?: unknown }
type SentKey = [at: number, group: string];

export interface DexieStoreOptions {
  readonly name: string;
  readonly seal: Seal;
  /** Where IndexedDB is not the browser's own (tests). */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

const isFull = (error: unknown, depth = 0): boolean =>
  typeof error === "object" && error !== null && depth < 4 &&
  (("name" in error && error.name === "QuotaExceededError") || ("inner" in error && isFull(error.inner, depth + 1)));

export function createDexieStore({ name, seal, indexedDB, IDBKeyRange }: DexieStoreOptions): Store & { close(): void } {
  const db = new Dexie(name, { chromeTransactionDurability: "strict", ...(indexedDB && { indexedDB }), ...(IDBKeyRange && { IDBKeyRange }) });
  db.version(1).stores({ confirmed: "", outbox: "", refused: "", sent: "", meta: "" });
  const confirmed: Table<unknown, string> = db.table("confirmed");
  const outbox: Table<StoredEdit, number> = db.table("outbox");
  const refused: Table<unknown, string> = db.table("refused");
  const sent: Table<unknown, SentKey> = db.table("sent");
  const meta: Table<unknown, keyof Meta> = db.table("meta");

  const sealAll = (values: readonly unknown[]): Promise<unknown[]> => Promise.all(values.map((value) => seal.seal(value)));

  /** One transaction over everything. A full disk is told apart from every other failure. */
  async function commit<T>(mode: "r" | "rw", work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await db.transaction(mode, db.tables, work);
    } catch (error) {
      throw isFull(error) ? new StorageFull({ cause: error }) : error;
    }
  }

  /** Fields of meta are rows of their own: each call writes those it knows and no other. */
  async function sealMeta(part: Partial<Meta>): Promise<() => Promise<unknown>> {
    const names = Object.keys(part) as (keyof Meta)[];
    const values = await sealAll(names.map((field) => part[field] ?? null));
    return () => meta.bulkPut(values, names);
  }

  return {
    close: () => db.close(),
    async load() {
      const [held, edits, counters, refusals, fields] = await commit("r", async () => [
        await confirmed.toArray(), await outbox.toArray(), await outbox.toCollection().primaryKeys(), await refused.toArray(),
        await Promise.all([meta.toCollection().primaryKeys(), meta.toArray()]),
      ] as const);
      let unreadable = 0;
      const openAll = async <T>(stored: readonly unknown[]): Promise<T[]> => {
        const opened = await Promise.allSettled(stored.map((value) => seal.open(value)));
        unreadable += opened.filter(({ status }) => status === "rejected").length;
        return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value as T] : []));
      };
      const known: Partial<Record<keyof Meta, unknown>> = {};
      for (const [index, field] of fields[0].entries()) {
        const [value] = await openAll(fields[1].slice(index, index + 1));
        if (value !== undefined) known[field] = value;
      }
      const records = await openAll<Confirmed>(held);
      const damaged = unreadable > 0;
      const rows = await openAll<OutboxRow>(edits.map(({ edit }) => edit));
      const verdicts = await openAll<{ group: string; verdict: NonNullable<OutboxRow["applied"]> }>(edits.flatMap(({ applied }) => (applied === undefined ? [] : [applied])));
      const byGroup = new Map(verdicts.map(({ group, verdict }) => [group, verdict]));
      const loaded: Meta = { ...FIRST_META, ...(known as Partial<Meta>) };
      // Also an edit that cannot be read has its counter, which is never used again.
      const last = Math.max(loaded.last, counters.at(-1) ?? 0);
      return {
        // Without its cursor the device asks for everything again; the outbox stays.
        meta: { ...loaded, last, ...(damaged && { cursor: null, complete: false }) },
        confirmed: records,
        outbox: rows.map((row) => ({ ...row, applied: byGroup.get(row.group.id) ?? null })),
        refused: await openAll<RefusedRow>(refusals),
        unreadable,
      } satisfies Loaded;
    },
    async append(rows, change) {
      const edits = await sealAll(rows);
      const putMeta = await sealMeta(change);
      await commit("rw", async () => {
        // `add`: a counter that is in use must fail, never overwrite an edit.
        await outbox.bulkAdd(rows.map(({ group }, index) => ({ edit: edits[index], group: group.id })), rows.map(({ group }) => group.counter));
        await putMeta();
      });
    },
    async verdicts(applied, refusals, change) {
      const sealedSent = await sealAll(applied);
      const sealedApplied = await sealAll(applied.map(({ group, verdict }) => ({ group: group.id, verdict })));
      const sealedRefused = await sealAll(refusals);
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
    async step({ put, drop, meta: change, appliedUpTo }) {
      const records = await sealAll(put);
      const putMeta = await sealMeta(change);
      await commit("rw", async () => {
        await confirmed.bulkPut(records, put.map(({ record }) => record.id));
        await confirmed.bulkDelete([...drop]);
        const upTo = outbox.where(":id").belowOrEqual(appliedUpTo);
        const settled = await upTo.and(({ applied }) => applied !== undefined).primaryKeys();
        await outbox.bulkDelete(settled);
        await putMeta();
      });
    },
    async saveMeta(change) {
      const putMeta = await sealMeta(change);
      await commit("rw", putMeta);
    },
    async rewriteOutbox(rows, change) {
      const edits = await sealAll(rows);
      const verdicts = await sealAll(rows.map(({ group, applied }) => applied && { group: group.id, verdict: applied }));
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
      const opened = await Promise.allSettled(rows.map((row) => seal.open(row)));
      return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value as SentRow] : [])).sort((a, b) => a.at - b.at || a.group.counter - b.group.counter);
    },
    forgetSentBefore: (at) => commit("rw", async () => void (await sent.where(":id").below([at, ""]).delete())),
    forgetRefused: (groups) => commit("rw", () => refused.bulkDelete([...groups])),
    wipe: () => commit("rw", async () => void (await Promise.all(db.tables.map((table) => table.clear())))),
  };
}
