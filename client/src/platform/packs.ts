// The confirmed records on the disk: packs of many records and, after them, a log of deltas, because a browser writes
// and reads one large value many times faster than a thousand small ones. A generation names the packs that count and
// the deltas that are in them; compaction writes new packs beside the old ones, flips that one pointer, and only then
// removes what it replaces. Invariant: whatever is broken off in between, the pointer's packs with the deltas after
// them are all records up to the last step. What is dropped was taken away from its person: it is packed out at once, so
// that it is not on the disk any more. It knows neither edits nor cursor: those share the step's transaction.
import type { Confirmed } from "../engine/store.ts";
import { packRow, type PackRow, packText, type PackText, readPackText } from "./pack-rows.ts";
import { type Generation, type PackFact, repack } from "./packs-plan.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

export interface PacksOptions {
  readonly database: StoreDatabase;
  readonly framing: Framing;
  /** Records in a pack. */
  readonly size?: number;
  /** Deltas, and records in them, after which they are packed. */
  readonly mostDeltas?: number;
  readonly mostChanged?: number;
}

export interface LoadedPacks {
  readonly records: readonly PackRow[];
  /** Packs and deltas that are not there or cannot be read. */
  readonly damaged: number;
  /** Whether there ever was a step. */
  readonly begun: boolean;
}

/** What a step puts on the disk: to be called in its transaction, and once that is through. */
export interface Prepared { write(): Promise<unknown>; done(): void }

const EMPTY: Generation = { number: 0, packs: [], upTo: 0 };
/** Packs that are read at once: few, so that reading one lot and opening the one before overlap. */
const AT_ONCE = 8;
const DELTAS_AT_ONCE = 100;

const lots = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
const span = (after: number, upTo: number): number[] => Array.from({ length: Math.max(0, upTo - after) }, (_, n) => after + 1 + n);

export function createPacks({ database, framing, size = 1000, mostDeltas = 2000, mostChanged = 20 * size }: PacksOptions) {
  const { packs, deltas, pointers } = database;
  let generation = EMPTY;
  /** The last delta. */
  let last = 0;
  let nextPack = 1;
  /** The pack in which a record lies. */
  let packOf = new Map<string, number>();
  /** What the deltas after the packs say of each record; null where it was dropped. */
  let changed = new Map<string, PackRow | null>();
  let compacting: Promise<void> | null = null;
  /** Something was dropped and is still in a pack or a delta. */
  let dropped = false;
  /** No compaction before the log has this length: after one that failed, there must be something new to try for. */
  let notBefore = 0;
  /** Counts up when everything goes or ends: what was under way then writes no more. */
  let epoch = 0;

  async function opened(stored: unknown, key: number): Promise<PackText | null> {
    try {
      const pack = readPackText(await framing.openText(stored));
      return pack.key === key ? pack : null;
    } catch {
      return null;
    }
  }

  async function readPack(fact: PackFact, stored: unknown): Promise<readonly PackRow[] | null> {
    const pack = await opened(stored, fact.key);
    return pack?.rows.length === fact.rows ? pack.rows : null;
  }

  /** Reads lots of keys, the next while the one before is opened, all of a lot at once, and looked at in order. */
  async function eachLot<T, O>(table: typeof packs, of: readonly T[], keyOf: (item: T) => number, atOnce: number, open: (item: T, stored: unknown) => Promise<O>, look: (item: T, found: O) => void): Promise<void> {
    const all = lots(of, atOnce);
    const read = (lot: readonly T[] | undefined) => (lot ? database.some(table, lot.map(keyOf)) : Promise.resolve([]));
    let coming = read(all[0]);
    for (const [at, lot] of all.entries()) {
      const stored = await coming;
      coming = read(all[at + 1]);
      coming.catch(() => undefined);
      const found = await Promise.all(lot.map((item, index) => open(item, stored[index])));
      for (const [index, item] of lot.entries()) look(item, found[index] as O);
    }
  }

  async function readPointer<T>(name: string): Promise<T | null | undefined> {
    const [stored] = await database.some(pointers, [name]);
    if (stored === undefined) return undefined;
    return framing.open(stored).then((value) => value as T, () => null);
  }

  async function load(): Promise<LoadedPacks> {
    epoch += 1;
    const [at, log] = [await readPointer<Generation>("generation"), await readPointer<number>("log")];
    const [packKeys, deltaKeys] = await database.commit("r", () => Promise.all([packs.toCollection().primaryKeys(), deltas.toCollection().primaryKeys()]));
    generation = at ?? EMPTY;
    last = log ?? Math.max(generation.upTo, deltaKeys.at(-1) ?? 0);
    nextPack = Math.max(0, packKeys.at(-1) ?? 0, ...generation.packs.map(({ key }) => key)) + 1;
    packOf = new Map();
    changed = new Map();
    dropped = false;
    let damaged = 0;
    const begun = log !== undefined;
    // Packs without their pointer may hold what was dropped long ago, or be those of a compaction that was broken off.
    if (at === null || log === null || (!begun && last > 0)) return { records: [], damaged: 1, begun };
    const records: PackRow[] = [];
    await eachLot(deltas, span(generation.upTo, last), (key) => key, DELTAS_AT_ONCE, (key, stored) => opened(stored, key), (_key, delta) => {
      if (delta) note(delta.rows, delta.drop);
      else damaged += 1;
    });
    await eachLot(packs, generation.packs, ({ key }) => key, AT_ONCE, readPack, (fact, held) => {
      if (!held) damaged += 1;
      for (const row of held ?? []) {
        packOf.set(row.id, fact.key);
        if (!changed.has(row.id)) records.push(row);
      }
    });
    for (const row of changed.values()) if (row) records.push(row);
    if (damaged === 0) sweep(packKeys, deltaKeys);
    return { records, damaged, begun };
  }

  function note(put: readonly PackRow[], drop: readonly string[]): void {
    for (const row of put) changed.set(row.id, row);
    for (const id of drop) changed.set(id, null);
    dropped ||= drop.length > 0;
  }

  /** What a compaction that was broken off left behind. */
  function sweep(packKeys: readonly number[], deltaKeys: readonly number[]): void {
    const known = new Set(generation.packs.map(({ key }) => key));
    const { upTo } = generation;
    const [oldPacks, oldDeltas] = [packKeys.filter((key) => !known.has(key)), deltaKeys.filter((key) => key <= upTo || key > last)];
    if (oldPacks.length + oldDeltas.length > 0) void remove(oldPacks, oldDeltas);
  }

  /** Nothing needs them any more; if it fails, the next start does it. */
  const remove = (oldPacks: readonly number[], oldDeltas: readonly number[]): Promise<unknown> =>
    database.commit("rw", async () => {
      await packs.bulkDelete([...oldPacks]);
      await deltas.bulkDelete([...oldDeltas]);
    }).catch(() => undefined);

  /** Steps come one after another: each waits for the one before. */
  async function prepare(put: readonly Confirmed[], drop: readonly string[]): Promise<Prepared> {
    const records = put.map(packRow);
    const parts = lots(records, size).map((rows) => ({ rows, drop: [] as readonly string[] }));
    if (drop.length > 0) parts.push({ rows: [], drop });
    const keys = span(last, last + parts.length);
    const rows: unknown[] = [];
    for (const [index, part] of parts.entries()) rows.push(await framing.closeText(packText({ key: keys[index] as number, ...part })));
    const log = await framing.close(last + parts.length);
    return {
      write: async () => {
        await deltas.bulkPut(rows, keys);
        await pointers.put(log, "log");
      },
      done: () => {
        last += parts.length;
        note(records, drop);
        tidy();
      },
    };
  }

  function tidy(): void {
    if (compacting || !wanted()) return;
    const mine = epoch;
    compacting = compact().finally(() => {
      compacting = null;
      if (epoch === mine) tidy();
    });
  }

  const wanted = (): boolean => last >= notBefore && (dropped || last - generation.upTo >= mostDeltas || changed.size >= mostChanged);

  async function writePack(rows: readonly PackRow[], mine: number): Promise<PackFact> {
    const key = nextPack++;
    const stored = await framing.closeText(packText({ key, rows, drop: [] }));
    if (epoch !== mine) throw new Error("ended meanwhile");
    await database.commit("rw", () => packs.put(stored, key));
    return { key, rows: rows.length };
  }

  async function compact(): Promise<void> {
    const mine = epoch;
    const [taken, from, upTo] = [changed, generation, last];
    changed = new Map();
    dropped = false;
    const written: { readonly fact: PackFact; readonly records: readonly PackRow[] }[] = [];
    let flipping = false;
    try {
      const plan = repack({ generation: from, packOf, changed: taken, size });
      const open = async (fact: PackFact): Promise<readonly PackRow[]> => {
        const [stored] = await database.some(packs, [fact.key]);
        const held = await readPack(fact, stored);
        // The next start sees it too, and has it all sent again.
        if (!held) throw new Error("a pack is damaged");
        return held;
      };
      for await (const records of plan.records(open)) written.push({ fact: await writePack(records, mine), records });
      const next: Generation = { number: from.number + 1, packs: [...plan.kept, ...written.map(({ fact }) => fact)], upTo };
      const pointer = await framing.close(next);
      if (epoch !== mine) return;
      flipping = true;
      await database.commit("rw", () => pointers.put(pointer, "generation"));
      if (epoch !== mine) return;
      generation = next;
      for (const [id, row] of taken) if (!row) packOf.delete(id);
      for (const { fact, records } of written) for (const { id } of records) packOf.set(id, fact.key);
      await remove(plan.replaced, span(from.upTo, upTo));
    } catch {
      // A full disk, or one that fails: the log still has everything.
      if (epoch !== mine) return;
      changed = new Map([...taken, ...changed]);
      dropped ||= [...taken.values()].includes(null);
      notBefore = last + Math.ceil(mostDeltas / 10);
      // Room for edits; but never what a pointer may have been flipped to.
      if (!flipping) void remove(written.map(({ fact }) => fact.key), []);
    }
  }

  /** Puts these records in the place of everything, as one generation; `also` joins the transaction that flips to it. */
  async function replaceAll(records: readonly PackRow[], also: () => Promise<unknown>): Promise<void> {
    epoch += 1;
    const mine = epoch;
    const facts: PackFact[] = [];
    const lies = new Map<string, number>();
    for (const lot of lots(records, size)) {
      const fact = await writePack(lot, mine);
      facts.push(fact);
      for (const { id } of lot) lies.set(id, fact.key);
    }
    const next: Generation = { number: generation.number + 1, packs: facts, upTo: last };
    const [pointer, log] = [await framing.close(next), await framing.close(last)];
    await database.commit("rw", async () => {
      await pointers.bulkPut([pointer, log], ["generation", "log"]);
      await also();
    });
    generation = next;
    packOf = lies;
    changed = new Map();
    const known = new Set(facts.map(({ key }) => key));
    const old = await database.commit("r", () => Promise.all([packs.toCollection().primaryKeys(), deltas.toCollection().primaryKeys()]));
    await remove(old[0].filter((key) => !known.has(key)), old[1]);
  }

  /** What was under way writes no more; resolves when it has noticed. */
  async function halt(): Promise<void> {
    epoch += 1;
    await compacting;
  }

  return {
    load, prepare, replaceAll, halt,
    /** After everything was wiped. */
    forget(): void {
      [generation, last, nextPack, notBefore] = [EMPTY, 0, 1, 0];
      packOf = new Map();
      changed = new Map();
      dropped = false;
    },
  };
}
