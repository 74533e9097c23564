// What every feed store must do for those who read it page by page.
import { randomUUID } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import type { Lane } from "@outrider/shared/protocol";
import { pack, unpack, type PackedRecord } from "@outrider/shared/records";
import { askedWords } from "@outrider/shared/projection";
import { addSum, rowSum } from "@outrider/shared/sync";
import { expect, it } from "vitest";
import type { Batch, FeedPage, FeedStore, Wanted } from "./feed-store.ts";
import { batchOf, type Placed, stateOf, writeGroups } from "./testing/feed-writer.ts";

const lead = (id: string, buckets: readonly string[], name = id, at = 1): Placed => ({ state: stateOf(id, "lead", { name }, at), buckets });
const entries = ({ rows, gone }: FeedPage) =>
  [...rows.flatMap(({ record, places }) => places.map((place) => ({ record, ...place, gone: false }))), ...gone.map((row) => ({ ...row, gone: true }))];

/** All pages from a sequence on, and what they say must hold. */
async function readAll(store: FeedStore, workspace: string, buckets: readonly string[], limit: number, from = 0): Promise<FeedPage[]> {
  const pages: FeedPage[] = [];
  for (let seq = from; ; ) {
    const page = await store.page(workspace, [{ buckets: [...buckets], seq }], limit);
    pages.push(page);
    const seqs = entries(page).map((entry) => entry.seq);
    expect(seqs.every((found) => found > seq && found <= page.upTo)).toBe(true);
    if (page.upTo === page.head) return pages;
    expect(seqs.length).toBeGreaterThanOrEqual(limit);
    seq = page.upTo;
  }
}

export function feedPageContract(stores: () => { readonly store: FeedStore; readonly other: FeedStore }): void {
  it("S4 pages give every row once, in order, and never split a sequence", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const sizes = [1, 7, 2, 12, 1, 1, 5, 3];
    await writeGroups(store, workspace, sizes.map((size, group) => Array.from({ length: size }, (_, index) => lead(`${group}-${index}`, [`b${index % 3}`]))));
    for (const limit of [1, 2, 5, 8, 31, 32, 33, 1_000]) {
      const pages = await readAll(store, workspace, ["b0", "b1", "b2"], limit);
      const found = pages.flatMap(entries);
      expect(found).toHaveLength(32);
      expect(new Set(found.map(({ record }) => record)).size).toBe(32);
      const order = pages.flatMap(({ rows }) => rows.map(({ places }) => places[0]?.seq ?? 0));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      for (const page of pages) {
        for (const seq of new Set(entries(page).map((entry) => entry.seq))) {
          expect(entries(page).filter((entry) => entry.seq === seq)).toHaveLength(sizes[seq - 1] ?? 0);
        }
      }
      if (limit >= 32) expect(pages).toHaveLength(1);
    }
  });

  it("S4 the last page says so, though rows of other buckets come after it", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    expect(await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 5)).toMatchObject({ rows: [], gone: [], upTo: 0, head: 0 });
    await writeGroups(store, workspace, [[lead("a", ["w"])], [lead("b", ["w"])], [lead("c", ["elsewhere"])]]);
    expect(await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 2)).toMatchObject({ upTo: 3, head: 3 });
    expect(await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 1)).toMatchObject({ rows: [{ record: "a" }], upTo: 1, head: 3 });
    expect(await store.page(workspace, [{ buckets: ["w"], seq: 2 }], 1)).toMatchObject({ rows: [], gone: [], upTo: 3, head: 3 });
    expect(await store.page(workspace, [], 0)).toMatchObject({ rows: [], gone: [], upTo: 3, head: 3 });
  });

  it("S4 each lane is read from its own sequence, a bucket in two of them from the lower", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    await writeGroups(store, workspace, ["a", "b", "c", "d"].map((id) => [lead(id, ["x", "y", "z"])]));
    const lanes: Lane[] = [{ buckets: ["x"], seq: 3 }, { buckets: ["y", "z"], seq: 2 }, { buckets: ["z"], seq: 1 }];
    const page = await store.page(workspace, lanes, 100);
    expect(page.rows.map(({ record, places }) => [record, places.map(({ bucket, seq }) => `${bucket}${seq}`).sort()])).toEqual([
      ["b", ["z2"]], ["c", ["y3", "z3"]], ["d", ["x4", "y4", "z4"]],
    ]);
    expect(await store.count(workspace, lanes)).toBe(6);
    expect(await store.page(workspace, lanes, 2)).toMatchObject({ upTo: 3, head: 4 });
    expect(await store.count(workspace, [])).toBe(0);
  });

  it("S6 a record comes once with the places that are followed, and with no other", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const placed = lead("r", ["u:a", "s:b", "s:c"], 'a "quoted" \\ name');
    await writeGroups(store, workspace, [[placed]]);
    const { rows } = await store.page(workspace, [{ buckets: ["u:a", "s:b", "none"], seq: 0 }], 10);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.places.toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1))).toEqual([{ bucket: "s:b", seq: 1 }, { bucket: "u:a", seq: 1 }]);
    expect(pack(unpack(JSON.parse(rows[0]?.packed ?? "") as PackedRecord))).toEqual(pack(placed.state));
  });

  it("S6 a record that leaves a bucket is gone there, and comes back", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const lanes: Lane[] = [{ buckets: ["a", "b"], seq: 0 }];
    await writeGroups(store, workspace, [[lead("r", ["a"])]]);
    await writeGroups(store, workspace, [[lead("r", ["b"], "r", 2)]]);
    const moved = await store.page(workspace, lanes, 10);
    expect(moved).toMatchObject({ rows: [{ record: "r", places: [{ bucket: "b", seq: 2 }] }], gone: [{ record: "r", bucket: "a", seq: 2 }] });
    expect(await store.count(workspace, lanes)).toBe(2);
    await writeGroups(store, workspace, [[lead("r", ["a"], "r", 3)]]);
    const back = await store.page(workspace, lanes, 10);
    expect(back).toMatchObject({ rows: [{ record: "r", places: [{ bucket: "a", seq: 3 }] }], gone: [{ record: "r", bucket: "b", seq: 3 }] });
  });

  it("M1 S4 a record to which facts came is told at their sequence, and lies where it lay", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const write = (change: (batch: Batch) => Batch, groups: readonly (readonly Placed[])[]) => store.transact(workspace, async (tx) => await tx.write(change(await batchOf(tx, groups))));
    await writeGroups(store, workspace, [[lead("a", ["x", "y"])], [lead("b", ["x"])], [lead("c", ["x"])]]);
    const sums = await store.sums(workspace, ["x", "y"]);
    const facts = (seq: number): Batch["feed"] => [{ bucket: "x", record: "a", seq: 1, removed: false, facts: seq }, { bucket: "y", record: "a", seq: 1, removed: false, facts: seq }];
    await write((batch) => ({ ...batch, feed: facts(4), sums: new Map() }), [[lead("a", ["x", "y"], "richer", 4)]]);
    expect(await store.page(workspace, [{ buckets: ["x", "y"], seq: 3 }], 10)).toMatchObject({ rows: [{ record: "a", facts: true, places: [{ bucket: "x", seq: 1 }, { bucket: "y", seq: 1 }] }], gone: [], upTo: 4, head: 4 });
    expect((await store.page(workspace, [{ buckets: ["x"], seq: 3 }], 10)).rows[0]?.packed).toContain("richer");
    expect(await store.page(workspace, [{ buckets: ["x"], seq: 4 }], 10)).toMatchObject({ rows: [], upTo: 4, head: 4 });
    // Whoever has nothing yet gets it once, as any other, and a page that its facts do not fit into comes without their mark.
    const all = await store.page(workspace, [{ buckets: ["x", "y"], seq: 0 }], 10);
    expect(all.rows.map(({ record, facts: only, places }) => [record, only, places.length])).toEqual([["a", undefined, 2], ["b", undefined, 1], ["c", undefined, 1]]);
    expect(await store.page(workspace, [{ buckets: ["x"], seq: 0 }], 2)).toMatchObject({ rows: [{ record: "a" }, { record: "b" }], upTo: 2, head: 4 });
    expect(await store.page(workspace, [{ buckets: ["x"], seq: 1 }], 2)).toMatchObject({ upTo: 3, head: 4 });
    expect(await store.count(workspace, [{ buckets: ["x", "y"], seq: 3 }])).toBe(2);
    expect(await store.count(workspace, [{ buckets: ["x", "y"], seq: 0 }])).toBe(4);
    expect(await store.count(workspace, [{ buckets: ["x", "y"], seq: 3, below: 2, rest: 1 }], 0)).toBe(0);
    // It lies where it lay for those who go down, and for the checksums.
    expect((await store.older(workspace, [{ buckets: ["x"], seq: 4, below: 2 }], 10)).rows.map(({ record }) => record)).toEqual(["a"]);
    expect(await store.edge(workspace, ["x"], 2)).toBe(2);
    expect(await store.sums(workspace, ["x", "y"])).toEqual(sums);
    expect((await store.sumsFrom(workspace, [{ buckets: ["x"], seq: 4, below: 2 }])).get("x")).toMatchObject({ rows: 2 });
    // Written by somebody it is as new as any, and its facts are told no more by themselves; nor are they once it has left.
    await writeGroups(store, workspace, [[lead("a", ["x", "y"], "renamed", 5)]]);
    expect((await store.page(workspace, [{ buckets: ["x"], seq: 4 }], 10)).rows).toMatchObject([{ record: "a", places: [{ bucket: "x", seq: 5 }] }]);
    expect((await store.page(workspace, [{ buckets: ["x"], seq: 3 }], 10)).rows.map(({ facts: only }) => only)).toEqual([undefined]);
    await write((batch) => ({ ...batch, feed: facts(6).map((row) => ({ ...row, seq: 5 })), sums: new Map() }), [[lead("a", ["x", "y"], "richest", 6)]]);
    await writeGroups(store, workspace, [[lead("a", ["y"], "moved", 7)]]);
    expect(await store.page(workspace, [{ buckets: ["x"], seq: 5 }], 10)).toMatchObject({ rows: [], gone: [{ record: "a", bucket: "x", seq: 7 }] });
    await expect(write((batch) => ({ ...batch, feed: facts(7) }), [[lead("b", ["x"], "late", 8)]])).rejects.toThrow("outside of");
  });

  it("S1 what comes whole is read from the newest down, every row once, no sequence split, and what has left is not told", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const sizes = [1, 7, 2, 12, 1, 1, 5, 3];
    await writeGroups(store, workspace, sizes.map((size, group) => Array.from({ length: size }, (_, index) => lead(`${group}-${index}`, [`b${index % 3}`]))));
    await writeGroups(store, workspace, [[lead("0-0", ["elsewhere"], "0-0", 2)]]);
    const buckets = ["b0", "b1", "b2"];
    for (const limit of [1, 2, 5, 8, 30, 31, 32, 1_000]) {
      const seqs: number[] = [];
      for (let below = 10; below > 0; ) {
        const page = await store.older(workspace, [{ buckets, seq: 9, below }], limit);
        expect(page).toMatchObject({ head: 9 });
        const found = page.rows.flatMap(({ places }) => places.map(({ seq }) => seq));
        expect(found.every((seq) => seq < below && seq >= page.from)).toBe(true);
        if (page.from > 0) expect(found.length).toBeGreaterThanOrEqual(limit);
        seqs.push(...found);
        below = page.from;
      }
      expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
      expect(sizes.map((_, group) => seqs.filter((seq) => seq === group + 1).length)).toEqual([0, ...sizes.slice(1)]);
    }
    // A bucket in two lanes is read from the higher; one that does not come whole is not read so.
    const lanes: Lane[] = [{ buckets: ["b0"], seq: 9, below: 3 }, { buckets: ["b0", "b1"], seq: 9, below: 2 }, { buckets: ["b2"], seq: 9 }];
    expect((await store.older(workspace, lanes, 100)).rows.map(({ record }) => record).sort()).toEqual(["1-0", "1-3", "1-6"]);
    expect(await store.count(workspace, [{ buckets, seq: 8, below: 3 }])).toBe(8);
    expect(await store.older(workspace, [], 5)).toMatchObject({ rows: [], from: 0, head: 9 });
  });

  it("S1 definitions are read by themselves, with the places that are followed", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const definition = (id: string, kind: "stage" | "pipeline" | "member", buckets: readonly string[]): Placed => ({ state: stateOf(id, kind, { name: id }, 1), buckets });
    await writeGroups(store, workspace, [[lead("l", ["w"])], [definition("s", "stage", ["w"]), definition("p", "pipeline", ["w", "x"]), definition("m", "member", ["w"])], [definition("o", "stage", ["x"])]]);
    const found = await store.definitions(workspace, ["w"]);
    expect(found.map(({ record, places }) => [record, places]).sort()).toEqual([["m", [{ bucket: "w", seq: 2 }]], ["p", [{ bucket: "w", seq: 2 }]], ["s", [{ bucket: "w", seq: 2 }]]]);
    expect(found.every(({ record, packed }) => (JSON.parse(packed) as PackedRecord).id === record)).toBe(true);
  });

  it("S4 a row whose record is not there is passed over", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    await writeGroups(store, workspace, [[lead("a", ["w"])]]);
    await store.transact(workspace, async (tx) => {
      await tx.write({ ...(await batchOf(tx, [[lead("lost", ["w"])], [lead("b", ["w"])]])), records: [{ state: lead("b", []).state, seq: 3 }] });
    });
    expect((await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 10)).rows.map(({ record }) => record)).toEqual(["a", "b"]);
    expect(await store.page(workspace, [{ buckets: ["w"], seq: 1 }], 1)).toMatchObject({ rows: [], gone: [], upTo: 2, head: 3 });
  });

  it("S4 records are found by id, root, kind, words and what is open, newest first, in the buckets that are followed and no other", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const put = (id: string, kind: "deal" | "contact" | "task" | "activity" | "lead", values: Readonly<Record<string, string | boolean | number>>, buckets: readonly string[] = ["u:a"]): Placed => ({ state: stateOf(id, kind, values), buckets });
    await writeGroups(store, workspace, [
      [put("d1", "deal", { title: "Acme renewal", stage: "open" }), put("c1", "contact", { name: "Ångström, Zoë O'Neil" })],
      [put("d2", "deal", { title: "ACME (second)", stage: "won" }, ["u:b"])],
      [put("t1", "task", { title: "Ring", root: "d1" }), put("t2", "task", { title: "Done", root: "d1", done: true }), put("a1", "activity", { root: "d1", type: "call", at: 1, text: "acme" })],
      [put("d3", "deal", { title: "Bin acme", stage: "open", deletedAt: 5 }), put("d4", "deal", { title: "Acme & Söhne", stage: "open" }, ["u:a", "s:b"])],
      [put("l1", "lead", { name: "Other" }, ["u:c"])],
    ]);
    const find = async (wanted: Wanted, buckets = ["u:a", "s:b"], most = 10) => {
      const { rows, from, head } = await store.find(workspace, buckets, wanted, most);
      expect(head).toBe(5);
      for (const { record, packed } of rows) expect((JSON.parse(packed) as PackedRecord).id).toBe(record);
      return { ids: rows.map(({ record }) => record), from };
    };
    expect(await find({ ids: ["d1", "d2", "nobody", "a\0b", "l1"] })).toEqual({ ids: ["d1"], from: 0 });
    const both = await store.find(workspace, ["u:a", "s:b"], { ids: ["d4"] }, 1);
    expect(both.rows[0]?.places.toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1))).toEqual([{ bucket: "s:b", seq: 4 }, { bucket: "u:a", seq: 4 }]);
    expect(await find({ root: "d1" })).toEqual({ ids: ["a1", "t1", "t2", "d1"], from: 0 });
    expect((await find({ root: "d1" }, ["u:a"], 3)).from).toBe(1);
    expect(await find({ root: "d1" }, ["u:b"])).toEqual({ ids: [], from: 0 });
    expect(await find({ kind: "deal", before: 6 })).toEqual({ ids: ["d3", "d4", "d1"], from: 0 });
    // It looks at so many of any kind, and never splits a sequence.
    expect(await find({ kind: "deal", before: 6 }, ["u:a"], 1)).toEqual({ ids: ["d3", "d4"], from: 4 });
    expect(await find({ kind: "deal", before: 4 }, ["u:a"], 1)).toEqual({ ids: [], from: 3 });
    expect(await find({ kind: "deal", before: 3 }, ["u:a"], 1)).toEqual({ ids: ["d1"], from: 1 });
    expect(await find({ kind: "deal", before: 1 }, ["u:a"], 1)).toEqual({ ids: [], from: 0 });
    expect(await find({ kind: "deal", before: 6 }, [], 1)).toEqual({ ids: [], from: 0 });
    expect(await store.open(workspace, ["u:a", "s:b"], ["open", "task"], 9, 9)).toEqual(["d4", "t1", "d1"]);
    expect(await store.open(workspace, ["u:a", "s:b"], ["open", "task"], 4, 1)).toEqual(["t1"]);
    expect(await store.open(workspace, ["u:a"], ["won"], 9, 9)).toEqual([]);
    expect(await store.open(workspace, ["u:a", "u:b"], ["won"], 9, 9)).toEqual(["d2"]);
    const words = (typed: string, kinds = ["deal", "contact", "lead"]) => find({ words: askedWords(typed), kinds });
    expect((await words("acm")).ids).toEqual(["d4", "d1"]);
    expect((await words("Sohne ACME")).ids).toEqual(["d4"]);
    expect((await words("angstrom neil")).ids).toEqual(["c1"]);
    expect((await words("cme")).ids).toEqual([]);
    expect((await words("acme", ["contact"])).ids).toEqual([]);
    expect((await find({ words: ["acme"], kinds: ["deal"] }, ["u:a"], 1)).from).toBe(1);
    const odd = "' | ! & ( ) :* \\ <-> 日本";
    expect((await words(odd)).ids).toEqual([]);
    // What is written anew is found by what it is now.
    await writeGroups(store, workspace, [[put("d1", "deal", { title: "Renamed", stage: "won" })]]);
    expect((await store.find(workspace, ["u:a"], { words: ["acme"], kinds: ["deal"] }, 9)).rows.map(({ record }) => record)).toEqual(["d4"]);
    expect(await store.open(workspace, ["u:a"], ["open"], 9, 9)).toEqual(["d4"]);
  });

  it("S4 an edge is where about so many newest rows begin, and what rests above it is counted and summed by itself", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    await writeGroups(store, workspace, Array.from({ length: 20 }, (_, index) => [lead(`r${index}`, index % 4 === 0 ? ["a", "b"] : ["a"])]));
    expect(await store.edge(workspace, ["a"], 5)).toBe(16);
    expect(await store.edge(workspace, ["b"], 2)).toBe(10);
    expect(await store.edge(workspace, ["a", "b"], 25)).toBe(0);
    expect(await store.edge(workspace, [], 5)).toBe(0);
    expect(await store.count(workspace, [{ buckets: ["a"], seq: 20, below: 21 }], 16)).toBe(5);
    expect(await store.count(workspace, [{ buckets: ["a"], seq: 0 }], 16)).toBe(5);
    expect(await store.count(workspace, [{ buckets: ["a"], seq: 18, below: 10, rest: 5 }], 16)).toBe(2);
    await writeGroups(store, workspace, [[lead("r18", ["c"], "r18", 2)], [lead("r1", ["a"], "r1", 2)]]);
    const sums = await store.sumsFrom(workspace, [{ buckets: ["a"], seq: 22, below: 16, rest: 5 }, { buckets: ["b"], seq: 22, below: 13, rest: 5 }, { buckets: ["c"], seq: 22 }]);
    const sumOf = (rows: readonly (readonly [string, number])[]) => ({ rows: rows.length, sum: rows.reduce((sum, [id, seq]) => addSum(sum, rowSum(id, seq)), 0) });
    expect(new Map(sums)).toEqual(new Map([["a", sumOf([["r15", 16], ["r16", 17], ["r17", 18], ["r19", 20], ["r1", 22]])], ["b", sumOf([["r12", 13], ["r16", 17]])]]));
  });

  it("S4 sums are those of the rows that a device holds after any moves", async () => {
    const { store } = stores();
    const workspace = randomUUID();
    const buckets = ["w", "u:a", "u:b", "s:a"];
    let random = 7;
    const next = (below: number): number => ((random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0) >>> 8) % below;
    for (let batch = 1; batch <= 12; batch++) {
      const groups = Array.from({ length: 6 }, () => [lead(`r${next(15)}`, buckets.filter(() => next(3) === 0), "n", batch)]);
      await writeGroups(store, workspace, groups);
    }
    const held = new Map<string, Map<string, number>>(buckets.map((bucket) => [bucket, new Map()]));
    for (const page of await readAll(store, workspace, buckets, 4)) {
      for (const { record, places } of page.rows) for (const { bucket, seq } of places) held.get(bucket)?.set(record, seq);
    }
    const sums = await store.sums(workspace, [...buckets, "unknown"]);
    for (const [bucket, rows] of held) {
      expect(rows.size).toBeGreaterThan(0);
      expect(sums.get(bucket)).toEqual({ rows: rows.size, sum: [...rows].reduce((sum, [record, seq]) => addSum(sum, rowSum(record, seq)), 0) });
    }
    expect(sums.get("unknown")).toEqual({ rows: 0, sum: 0 });
  });

  it("S13 a reader beside writers on two servers misses nothing and sees no half of a transaction", async () => {
    const { store, other } = stores();
    const workspace = randomUUID();
    const writers = 4;
    const each = 25;
    let writing = true;
    // Both records of a pair are written by every group of their writer, so they always stand at one sequence.
    const write = async (writer: number): Promise<void> => {
      for (let turn = 1; turn <= each; turn++) {
        await (writer % 2 === 0 ? store : other).transact(workspace, async (tx) => {
          const batch = await batchOf(tx, [[lead(`left ${writer}`, ["l"], "", turn), lead(`right ${writer}`, ["r"], "", turn), lead(`${writer} ${turn}`, ["w"])]]);
          await tx.write(batch);
          // A straggler: written and not yet committed.
          if ((writer + turn) % 5 === 0) await after(2);
        });
      }
    };
    const seen = new Map<string, number>();
    const read = async (reader: FeedStore): Promise<void> => {
      let seq = 0;
      for (let last = false; ; last = !writing) {
        const page = await reader.page(workspace, [{ buckets: ["l", "r", "w"], seq }], 3);
        const at = new Map(entries(page).map((entry) => [entry.record, entry.seq]));
        for (let writer = 0; writer < writers; writer++) expect(at.get(`left ${writer}`)).toBe(at.get(`right ${writer}`));
        for (const [record, found] of at) seen.set(record, found);
        expect(page.upTo).toBeGreaterThanOrEqual(seq);
        seq = page.upTo;
        if (last && page.upTo === page.head) return;
        await after(0);
      }
    };
    const reading = read(other);
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    writing = false;
    await reading;
    expect([...seen.keys()].filter((record) => /^\d/.test(record))).toHaveLength(writers * each);
    const { rows, head } = await store.page(workspace, [{ buckets: ["l", "r", "w"], seq: 0 }], 1_000);
    expect(head).toBe(writers * each);
    for (const { record, places } of rows) expect(seen.get(record)).toBe(places[0]?.seq);
  });
}
