// Owns the two ways to keep the same records that ours is measured beside: Dexie with a row for each record and indexes,
// and PouchDB. These functions run in a page and are handed over as text: each may name nothing but what it is given.
import type { PlainRecord } from "./mixed-records.ts";

export interface RivalStore {
  put(records: readonly PlainRecord[]): Promise<void>;
  /** The deals changed last. */
  newest(limit: number): Promise<readonly PlainRecord[]>;
  /** Deals with a word that begins so. */
  find(beginning: string, limit: number): Promise<readonly PlainRecord[]>;
  edit(id: string, notes: string): Promise<void>;
}

interface Rows {
  bulkPut(rows: readonly unknown[]): Promise<unknown>;
  update(id: string, change: Readonly<Record<string, unknown>>): Promise<unknown>;
  where(index: string): {
    between(from: unknown, to: unknown): { reverse(): { limit(most: number): { toArray(): Promise<PlainRecord[]> } } };
    startsWith(text: string): { distinct(): { and(fits: (row: PlainRecord) => boolean): { limit(most: number): { toArray(): Promise<PlainRecord[]> } } } };
  };
}
interface DexieHere { new (name: string): { version(n: number): { stores(of: Readonly<Record<string, string>>): void }; table(name: string): Rows } }

export function dexieRows(): RivalStore {
  const { Dexie } = globalThis as unknown as { readonly Dexie: DexieHere };
  const db = new Dexie("rows");
  db.version(1).stores({ records: "id, kind, updatedAt, [kind+updatedAt], title, *words" });
  const records = db.table("records");
  const words = ({ title }: PlainRecord): string[] => title.toLowerCase().split(/\W+/).filter(Boolean);
  return {
    put: async (all) => void (await records.bulkPut(all.map((record) => ({ ...record, words: words(record) })))),
    newest: (limit) => records.where("[kind+updatedAt]").between(["deal", 0], ["deal", Number.MAX_SAFE_INTEGER]).reverse().limit(limit).toArray(),
    find: (beginning, limit) => records.where("words").startsWith(beginning).distinct().and(({ kind }) => kind === "deal").limit(limit).toArray(),
    edit: async (id, notes) => void (await records.update(id, { "values.notes": notes, updatedAt: Date.now() })),
  };
}

interface Doc extends PlainRecord { readonly _id: string; readonly _rev?: string }
interface PouchHere {
  new (name: string): {
    bulkDocs(docs: readonly unknown[]): Promise<unknown>;
    put(doc: unknown): Promise<unknown>;
    allDocs(options: object): Promise<{ readonly rows: readonly { readonly doc: Doc }[] }>;
  };
}

export function pouchDocs(): RivalStore {
  const { PouchDB } = globalThis as unknown as { readonly PouchDB: PouchHere };
  const db = new PouchDB("docs");
  // Its one order is that of the ids: what a list is sorted by is in them.
  const keyOf = ({ kind, updatedAt, id }: PlainRecord): string => `${kind}/${String(updatedAt).padStart(15, "0")}/${id}`;
  const deals = { include_docs: true, descending: true, startkey: "deal/\uffff", endkey: "deal/" };
  return {
    put: async (all) => void (await db.bulkDocs(all.map((record) => ({ ...record, _id: keyOf(record) })))),
    newest: async (limit) => (await db.allDocs({ ...deals, limit })).rows.map(({ doc }) => doc),
    find: async (beginning, limit) =>
      (await db.allDocs(deals)).rows.map(({ doc }) => doc).filter(({ title }) => title.toLowerCase().split(/\W+/).some((word) => word.startsWith(beginning))).slice(0, limit),
    edit: async (id, notes) => {
      const doc = (await db.allDocs({ ...deals, limit: 50 })).rows.find((row) => row.doc.id === id)?.doc;
      if (doc) await db.put({ ...doc, values: { ...doc.values, notes } });
    },
  };
}
