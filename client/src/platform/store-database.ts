// The database of one account: its tables, how it came from its earlier form, and the transactions over it. Invariant:
// each transaction is strict and all or nothing, and a full disk is told apart from every other failure. A read that
// fails for one value fails for no other.
import { Dexie, type IndexableType, type Table, type Transaction } from "dexie";
import type { Seal } from "../engine/seal.ts";
import { StorageFull } from "../engine/storage-full.ts";
import { createFraming } from "./store-frame.ts";

export interface StoreDatabaseOptions {
  readonly name: string;
  readonly seal: Seal;
  /** Where IndexedDB is not the browser's own (tests). */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

/** An outbox row as stored: the edit, and the verdict beside it, added without opening the edit. */
export interface StoredEdit { readonly edit: unknown; readonly group: string; readonly applied?: unknown }
export type SentKey = [at: number, group: string];
export type PastKey = [record: string, field: string];
export type FilePieceKey = [file: string, place: number];
export interface Entry<T, K> { readonly key: K; readonly value: T }

export type StoreDatabase = ReturnType<typeof openStoreDatabase>;

const isFull = (error: unknown, depth = 0): boolean =>
  typeof error === "object" && error !== null && depth < 4 &&
  (("name" in error && error.name === "QuotaExceededError") || ("inner" in error && isFull(error.inner, depth + 1)));

export function openStoreDatabase({ name, seal, indexedDB, IDBKeyRange }: StoreDatabaseOptions) {
  const db = new Dexie(name, { chromeTransactionDurability: "strict", ...(indexedDB && { indexedDB }), ...(IDBKeyRange && { IDBKeyRange }) });
  db.version(1).stores({ confirmed: "", outbox: "", refused: "", sent: "", meta: "" });
  db.version(2)
    .stores({ confirmed: null, packs: "", deltas: "", pointers: "", outbox: "", refused: "", sent: "", meta: "" })
    .upgrade((tx) => carryOver(tx, seal));
  db.version(3).stores({ shown: "" });
  db.version(4).stores({ past: "" });
  db.version(5).stores({ files: "", filePieces: "" });
  db.version(6).stores({ done: "" });
  db.version(7).stores({ vectors: "" });
  db.version(8).stores({ orders: "" });
  db.version(9).stores({ teamDeals: "" });
  let writes = 0;
  let writing = 0;

  /**
   * One transaction over everything. What is written may make another answer of what pages were shown, so what was kept
   * of that goes with it; `unseen`: nobody looks at what is written.
   */
  async function commit<T>(mode: "r" | "rw" | "unseen", work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (mode === "rw") {
      writes += 1;
      writing += 1;
    }
    try {
      if (mode !== "rw") return await db.transaction(mode === "r" ? "r" : "rw", db.tables, work);
      return await db.transaction("rw", db.tables, async (tx) => {
        await tx.table("shown").clear();
        return await work(tx);
      });
    } catch (error) {
      throw isFull(error) ? new StorageFull({ cause: error }) : error;
    } finally {
      if (mode === "rw") writing -= 1;
    }
  }

  /** Values by their keys, in order. One that is not there or cannot be read is undefined. */
  async function some<T, K extends IndexableType>(table: Table<T, K>, keys: readonly K[]): Promise<(T | undefined)[]> {
    try {
      return await commit("r", () => Promise.all(keys.map((key) => table.get(key))));
    } catch {
      return Promise.all(keys.map((key) => commit("r", () => table.get(key)).catch(() => undefined)));
    }
  }

  return {
    packs: db.table("packs") as Table<unknown, number>,
    deltas: db.table("deltas") as Table<unknown, number>,
    pointers: db.table("pointers") as Table<unknown, string>,
    outbox: db.table("outbox") as Table<StoredEdit, number>,
    refused: db.table("refused") as Table<unknown, string>,
    sent: db.table("sent") as Table<unknown, SentKey>,
    meta: db.table("meta") as Table<unknown, string>,
    shown: db.table("shown") as Table<unknown, number>,
    done: db.table("done") as Table<unknown, string>,
    past: db.table("past") as Table<unknown, PastKey>,
    orders: db.table("orders") as Table<unknown, string>,
    teamDeals: db.table("teamDeals") as Table<unknown, number>,
    files: db.table("files") as Table<unknown, string>,
    filePieces: db.table("filePieces") as Table<unknown, FilePieceKey>,
    vectors: db.table("vectors") as Table<unknown, number>,
    commit,
    some,
    /** How often what is held has changed; null while it does. */
    mark: (): number | null => (writing > 0 ? null : writes),

    /** Everything of a table that can be read, and how many cannot. Rejects where not even its keys can be read. */
    async all<T, K extends IndexableType>(table: Table<T, K>): Promise<{ readonly entries: Entry<T, K>[]; readonly lost: number; readonly lastKey: K | undefined }> {
      const keys = await commit("r", () => table.toCollection().primaryKeys());
      const values = await commit("r", () => table.toArray()).catch(() => some(table, keys));
      const entries = keys.flatMap((key, index) => (values[index] === undefined ? [] : [{ key, value: values[index] }]));
      return { entries, lost: keys.length - entries.length, lastKey: keys.at(-1) };
    },

    /** After the browser closed the database under us: opens what is there now. */
    async reopen(): Promise<void> {
      db.close();
      await db.open();
    },
    wipe: () => commit("rw", async () => void (await Promise.all(db.tables.map((table) => table.clear())))),
    close: () => db.close(),
  };
}

/** From the first form, a record a row and no checksums: edits and what they need are taken along, records come again. */
async function carryOver(tx: Transaction, seal: Seal): Promise<void> {
  const framing = createFraming(seal);
  // What cannot be opened stays as it is, and is counted as unreadable from now on.
  const again = (value: unknown): Promise<unknown> => seal.open(value).then(framing.close, () => value);
  const edits = tx.table<StoredEdit, number>("outbox");
  await rewrite(edits, async ({ edit, group, applied }) => ({ edit: await again(edit), group, ...(applied !== undefined && { applied: await again(applied) }) }));
  await rewrite(tx.table("refused"), again);
  await rewrite(tx.table("sent"), again);
  await rewrite(tx.table("meta"), again);
  await tx.table("meta").bulkDelete(["cursor", "complete"]);
}

async function rewrite<T, K extends IndexableType>(table: Table<T, K>, change: (value: T) => Promise<T>): Promise<void> {
  const keys = await table.toCollection().primaryKeys();
  const values = await table.toArray();
  const changed = await Dexie.waitFor(Promise.all(values.map(change)));
  await Promise.all(keys.map((key, index) => table.put(changed[index] as T, key)));
}
