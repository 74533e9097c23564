// For the store's tests: a look at what lies in its database, and a way to do to it what a broken disk does.
import { IDBKeyRange, type IDBFactory } from "fake-indexeddb";
import { Dexie } from "dexie";

export interface Raw { readonly key: string | number; readonly value: unknown }

async function raw<T>(indexedDB: IDBFactory, name: string, work: (db: Dexie) => Promise<T>): Promise<T> {
  const db = new Dexie(name, { indexedDB, IDBKeyRange });
  await db.open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export const rowsOf = <Name extends string>(indexedDB: IDBFactory, name: string, tables: readonly Name[]): Promise<Record<Name, Raw[]>> =>
  raw(indexedDB, name, async (db) => {
    const found: Partial<Record<Name, Raw[]>> = {};
    for (const table of tables) {
      const [keys, values] = [await db.table(table).toCollection().primaryKeys(), await db.table(table).toArray()];
      found[table] = keys.map((key, index) => ({ key: key as string | number, value: values[index] as unknown }));
    }
    return found as Record<Name, Raw[]>;
  });

/** Changes the rows of a table; undefined takes one away. */
export const damage = (indexedDB: IDBFactory, name: string, table: string, change: (row: Raw) => unknown): Promise<void> =>
  raw(indexedDB, name, async (db) => {
    const keys = await db.table(table).toCollection().primaryKeys();
    const values: unknown[] = await db.table(table).toArray();
    for (const [index, key] of keys.entries()) {
      const value = change({ key: key as string | number, value: values[index] });
      if (value === undefined) await db.table(table).delete(key as string | number);
      else await db.table(table).put(value, key as string | number);
    }
  });
