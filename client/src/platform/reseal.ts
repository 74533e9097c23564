// Seals what lies in a database from before there was a seal, a few values at a time, while everything else goes on.
// Invariant: a value is replaced only by itself, sealed, and only while it still stands there unsealed: whatever writes
// in between wins, and a run that is broken off is begun again.
import type { Table } from "dexie";
import type { Seal } from "../engine/seal.ts";
import { isSealed } from "./aes-seal.ts";
import type { StoreDatabase, StoredEdit } from "./store-database.ts";

const AT_ONCE = 8;

const open = (value: unknown): value is Uint8Array => value instanceof Uint8Array && !isSealed(value);
const same = (a: unknown, b: unknown): boolean => a instanceof Uint8Array && b instanceof Uint8Array && a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Answers how many values it sealed. `on` says whether to go on. */
export async function reseal(database: StoreDatabase, seal: Seal, on: () => boolean): Promise<number> {
  let done = 0;

  /** `parts`: the sealable parts of a row, and the row with one of them replaced. */
  async function of<Row, Key extends string | number | [number, string] | [string, string]>(table: Table<Row, Key>, parts: (row: Row) => readonly unknown[], replace: (row: Row, sealed: readonly unknown[]) => Row): Promise<void> {
    const keys = await database.commit("r", () => table.toCollection().primaryKeys());
    for (let from = 0; from < keys.length && on(); from += AT_ONCE) {
      const lot = keys.slice(from, from + AT_ONCE);
      const rows = await database.some(table, lot);
      const work = await Promise.all(rows.map(async (row, at) => {
        const before = row === undefined ? [] : parts(row);
        if (!before.some(open)) return null;
        return { key: lot[at] as Key, before, after: await Promise.all(before.map((part) => (open(part) ? seal.seal(part) : part))) };
      }));
      const due = work.filter((each) => each !== null);
      if (due.length === 0) continue;
      await database.commit("unseen", async () => {
        for (const { key, before, after } of due) {
          const now = await table.get(key);
          const parted = now === undefined ? [] : parts(now);
          const replaced = parted.map((part, at) => (same(part, before[at]) ? after[at] : part));
          if (now !== undefined && parted.some(open)) await table.put(replace(now, replaced), key);
        }
      });
      done += due.length;
    }
  }

  const whole = [(row: unknown) => [row], (_row: unknown, sealed: readonly unknown[]) => sealed[0]] as const;
  await of(database.outbox, ({ edit, applied }) => [edit, applied], ({ group }, [edit, applied]): StoredEdit => ({ edit, group, ...(applied !== undefined && { applied }) }));
  for (const table of [database.refused, database.meta, database.pointers] as const) await of(table, ...whole);
  await of(database.sent, ...whole);
  await of(database.past, ...whole);
  await of(database.orders, ...whole);
  await of(database.teamDeals, ...whole);
  await of(database.done, ...whole);
  for (const table of [database.deltas, database.packs] as const) await of(table, ...whole);
  return done;
}
