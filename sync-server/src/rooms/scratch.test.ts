import { type BodyFault, BODY_ROOT, checkAgainst, clocksOf, mergeBodies, openDoc, textOfBody, walkUpdate } from "@outrider/shared/bodies";
import { createRandom } from "@outrider/shared/kernel";
import { craftUpdate, createNoteWriter, mutant, type Place, structs } from "@outrider/shared/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Scratch, type ScratchOptions, createScratch } from "./scratch.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const empty = mergeBodies([]);
const nothing = (): Promise<Uint8Array> => Promise.resolve(empty);
const root: Place = { root: BODY_ROOT };

let clients = 100;
/** Somebody who adds a line at a time; each call gives the update. */
function createTypist(): (words: string) => Uint8Array {
  const client = ++clients;
  let clock = 0;
  let last: number | null = null;
  return (words) => {
    const place: Place = last === null ? root : { after: [client, last] };
    const update = craftUpdate([{ client, from: clock, structs: [structs.element(place, "paragraph"), structs.xmlText({ under: [client, clock] }), structs.text({ under: [client, clock + 1] }, words)] }]);
    last = clock;
    clock += 2 + words.length;
    return update;
  };
}

// What the walk never lets through, so that the process meets the worst.
/** A list of so many empty objects, of two bytes each. */
function memoryBomb(many: number): Uint8Array {
  const value = new Uint8Array(6 + 2 * many);
  value.set([117, (many & 127) | 128, ((many >> 7) & 127) | 128, ((many >> 14) & 127) | 128, ((many >> 21) & 127) | 128, many >> 28]);
  for (let i = 6; i < value.length; i += 2) value[i] = 118;
  return craftUpdate([{ client: 9, structs: [structs.any(root, [value])] }]);
}
const longText = craftUpdate([{ client: 9, structs: [structs.element(root, "paragraph"), structs.xmlText({ under: [9, 0] }), structs.text({ under: [9, 1] }, "x".repeat(1_000_000))] }]);
/** Every second character, each of which is cut out of a list that grows. */
const timeBomb = craftUpdate([], [[9, Array.from({ length: 490_000 }, (_, i) => [2 + 2 * i, 1] as const)]]);

const made: Scratch[] = [];
const scratchOf = (options?: ScratchOptions): Scratch => {
  const scratch = createScratch(options);
  made.push(scratch);
  return scratch;
};
afterEach(() => made.splice(0).forEach((scratch) => scratch.close()));

const codes = (faults: readonly (BodyFault | null)[]): readonly (string | null)[] => faults.map((fault) => fault?.code ?? null);

describe("scratch", () => {
  it("S5 R8 edits of one note are tried in their order on one copy, which is read once", async () => {
    const scratch = scratchOf();
    const type = createTypist();
    const base = vi.fn(nothing);
    const updates = Array.from({ length: 40 }, (_, i) => type(`line ${i}`));
    expect(codes(await Promise.all(updates.map((update) => scratch.tryUpdate("a", base, update))))).toEqual(updates.map(() => null));
    expect(base).toHaveBeenCalledTimes(1);
    const settled = await scratch.settle(empty, updates);
    expect(settled).toMatchObject({ text: Array.from({ length: 40 }, (_, i) => `line ${i}`).join("\n") });
    if ("doc" in settled) expect(textOfBody(settled.doc)).toBe(settled.text);
  });

  it("S5 R8 what honest writers do at once in three notes is taken, each note for itself", async () => {
    const scratch = scratchOf();
    const random = createRandom("scratch");
    const notes = ["a", "b", "c"].map((key) => ({ key, pens: [0, 1, 2].map((i) => createNoteWriter(random.stream(`${key}${i}`))), log: [] as Uint8Array[] }));
    const refused: string[] = [];
    let tried = 0;
    const act = async ({ key, pens, log }: (typeof notes)[number]): Promise<void> => {
      const pen = random.pick(pens);
      let updates = pen.act();
      while (updates.length > 0) {
        const made = updates;
        const faults = await Promise.all(made.map((update) => scratch.tryUpdate(key, () => Promise.resolve(mergeBodies(log)), update)));
        tried += made.length;
        refused.push(...faults.flatMap((fault) => (fault === null ? [] : [fault.code])));
        log.push(...made);
        updates = pens.filter((other) => other !== pen).flatMap((other) => made.flatMap((update) => other.receive(update)));
      }
    };
    for (let round = 0; round < 200; round++) await Promise.all(notes.map(act));
    expect(refused).toEqual([]);
    expect(tried).toBeGreaterThan(500);
    for (const { pens, log } of notes) {
      const settled = await scratch.settle(empty, log);
      expect("doc" in settled && openDoc("note", settled.doc).getXmlFragment(BODY_ROOT).toString()).toBe(pens[0]?.doc.getXmlFragment(BODY_ROOT).toString());
    }
  });

  it("S5 an update that eats all memory ends the process, is refused, and nobody beside it is", async () => {
    const deaths: string[] = [];
    const scratch = scratchOf({ heapMb: 64, limitMs: 30_000, onDeath: (how) => deaths.push(how) });
    const [alice, bob] = [createTypist(), createTypist()];
    expect(await scratch.tryUpdate("a", nothing, alice("before"))).toBeNull();
    const first = scratch.pids()[0];
    const tries = [
      scratch.tryUpdate("a", nothing, alice("one")),
      scratch.tryUpdate("b", nothing, memoryBomb(8_000_000)),
      scratch.tryUpdate("a", nothing, alice("two")),
      scratch.tryUpdate("c", nothing, bob("three")),
      scratch.settle(empty, [createTypist()("settled")]),
    ] as const;
    const [one, bombed, two, three, settled] = await Promise.all(tries);
    expect(codes([one, bombed, two, three])).toEqual([null, "bad-content", null, null]);
    expect(settled).toMatchObject({ text: "settled" });
    expect(deaths).toHaveLength(2);
    expect(scratch.pids()[0]).not.toBe(first);
    expect(process.memoryUsage().heapUsed).toBeLessThan(1_000_000_000);
  });

  it("S5 an update that takes too long ends the process after the limit, is refused, and nobody beside it is", async () => {
    const deaths: string[] = [];
    const scratch = scratchOf({ limitMs: 500, onDeath: (how) => deaths.push(how) });
    const type = createTypist();
    expect(await scratch.tryUpdate("a", nothing, type("before"))).toBeNull();
    const tries = [scratch.tryUpdate("a", nothing, type("one")), scratch.tryUpdate("b", () => Promise.resolve(longText), timeBomb), scratch.tryUpdate("a", nothing, type("two")), scratch.tryUpdate("c", nothing, createTypist()("three"))];
    expect(codes(await Promise.all(tries))).toEqual([null, "bad-content", null, null]);
    expect(deaths).toEqual(["SIGKILL"]);
  });

  it("S5 settling has its limits too", async () => {
    const scratch = scratchOf({ limitMs: 500, heapMb: 64 });
    expect(await Promise.all([scratch.settle(longText, [timeBomb]), scratch.settle(empty, [memoryBomb(8_000_000)]), scratch.settle(empty, [createTypist()("fine")])])).toMatchObject([{ code: "bad-content" }, { code: "bad-content" }, { text: "fine" }]);
  });

  it("S5 a process that is killed from outside costs nobody an edit", async () => {
    const scratch = scratchOf();
    const type = createTypist();
    const faults: (BodyFault | null)[] = [];
    // Committed a while after it was tried.
    const log: Uint8Array[] = [];
    const attempt = async (update: Uint8Array): Promise<BodyFault | null> => {
      const fault = await scratch.tryUpdate("a", () => Promise.resolve(mergeBodies(log)), update);
      setTimeout(() => log.push(update), 20);
      return fault;
    };
    for (let round = 0; round < 4; round++) {
      const tries = Array.from({ length: 50 }, (_, i) => attempt(type(`${round} ${i}`)));
      faults.push(...(await Promise.all(tries.slice(0, 5))));
      const pid = scratch.pids()[0];
      if (pid !== undefined) process.kill(pid, "SIGKILL");
      faults.push(...(await Promise.all(tries)));
    }
    expect(codes(faults).filter((code) => code !== null)).toEqual([]);
  });

  it("S5 a refused update takes nobody's edit with it, though what was tried before is not committed yet", async () => {
    const scratch = scratchOf();
    const type = createTypist();
    const loose = craftUpdate([{ client: 9, structs: [structs.text(root, "in no block")] }]);
    const base = vi.fn(nothing);
    const tries = [scratch.tryUpdate("a", base, type("one")), scratch.tryUpdate("a", base, loose), scratch.tryUpdate("a", base, type("two")), scratch.tryUpdate("a", base, loose), scratch.tryUpdate("a", base, type("three"))];
    expect(codes(await Promise.all(tries))).toEqual([null, "bad-content", null, "bad-content", null]);
    expect(base).toHaveBeenCalledTimes(3);
  });

  it("S5 who goes on attacking does it in a process of his own, in whose notes the order holds", async () => {
    const scratch = scratchOf({ limitMs: 1_000, heapMb: 64 });
    const [alice, bob] = [createTypist(), createTypist()];
    const loose = craftUpdate([{ client: 9, structs: [structs.text(root, "in no block")] }]);
    const log: Uint8Array[] = [];
    const base = (): Promise<Uint8Array> => Promise.resolve(mergeBodies(log));
    const note = async (update: Uint8Array): Promise<string | null> => (await scratch.tryUpdate("attacked", base, update))?.code ?? null;
    expect(await Promise.all([note(alice("one")), note(loose), note(alice("two"))])).toEqual([null, "bad-content", null]);
    expect(scratch.pids()[1]).toBeUndefined();
    // What was tried and is not committed yet moves with it.
    expect(await Promise.all([note(alice("three")), note(loose), note(alice("four"))])).toEqual([null, "bad-content", null]);
    const [first, second] = scratch.pids();
    expect(second).toBeGreaterThan(0);
    const order: string[] = [];
    const attack = scratch.tryUpdate("attacked", () => Promise.resolve(longText), memoryBomb(8_000_000)).then((fault) => order.push(fault?.code ?? ""));
    for (let i = 0; i < 20; i++) expect(await scratch.tryUpdate("other", nothing, bob(`${i}`))).toBeNull();
    order.push("others");
    await attack;
    expect(order).toEqual(["others", "bad-content"]);
    expect(scratch.pids()[0]).toBe(first);
    expect(scratch.pids()[1]).not.toBe(second);
    expect(await note(alice("five"))).toBeNull();
  });

  it("S5 who attacks without a pause is moved apart all the same", async () => {
    const scratch = scratchOf();
    const [alice, bob] = [createTypist(), createTypist()];
    const loose = craftUpdate([{ client: 9, structs: [structs.text(root, "in no block")] }]);
    let waiting = 0;
    let longest = 0;
    const attacks: Promise<unknown>[] = [];
    const honest: Promise<BodyFault | null>[] = [];
    for (let i = 0; i < 150; i++) {
      attacks.push(scratch.tryUpdate("attacked", nothing, loose).finally(() => (waiting -= 1)));
      longest = Math.max(longest, (waiting += 1));
      if (i % 5 === 0) honest.push(scratch.tryUpdate("attacked", nothing, alice(`${i}`)), scratch.tryUpdate("other", nothing, bob(`${i}`)));
      if (scratch.pids()[1] === undefined || i % 10 === 0) await Promise.race(attacks.slice(-1));
    }
    await Promise.all(attacks);
    expect(codes(await Promise.all(honest)).filter((code) => code !== null)).toEqual([]);
    expect(longest).toBeGreaterThan(1);
    expect(scratch.pids()[1]).toBeGreaterThan(0);
  });

  it("S13 S5 what another server committed meanwhile is read before an update that builds on it is refused", async () => {
    const scratch = scratchOf();
    const [here, there] = [createTypist(), createTypist()];
    const log = [here("one")];
    const base = vi.fn(() => Promise.resolve(mergeBodies(log)));
    expect(await scratch.tryUpdate("a", base, here("two"))).toBeNull();
    log.push(there("elsewhere"));
    expect(await scratch.tryUpdate("a", base, there("on top of it"))).toBeNull();
    expect(base).toHaveBeenCalledTimes(2);
    there("never sent");
    expect(codes([await scratch.tryUpdate("a", base, there("after what never came"))])).toEqual(["missing"]);
    expect(base).toHaveBeenCalledTimes(3);
    expect(await scratch.tryUpdate("a", base, here("three"))).toBeNull();
  });

  it("S5 an update that was tried and not committed is forgotten", async () => {
    const scratch = scratchOf();
    const type = createTypist();
    const committed = [type("one")];
    const base = (): Promise<Uint8Array> => Promise.resolve(mergeBodies(committed));
    expect(await scratch.tryUpdate("a", base, type("not committed"))).toBeNull();
    scratch.drop("a");
    expect(codes([await scratch.tryUpdate("a", base, type("on top of it"))])).toEqual(["missing"]);
    scratch.drop("never heard of");
  });

  it("S5 where one of several updates is not committed, what builds on the others is taken", async () => {
    const scratch = scratchOf();
    const [alice, mallory] = [createTypist(), createTypist()];
    const base = vi.fn(nothing);
    const forged = mallory("in another's name");
    const before = [scratch.tryUpdate("a", base, alice("one")), scratch.tryUpdate("a", base, forged), scratch.tryUpdate("a", base, alice("two"))];
    expect(codes(await Promise.all(before))).toEqual([null, null, null]);
    scratch.drop("a", forged);
    expect(await scratch.tryUpdate("a", base, alice("three"))).toBeNull();
    expect(codes([await scratch.tryUpdate("a", base, mallory("on top of it"))])).toEqual(["missing"]);
    const reads = base.mock.calls.length;
    scratch.drop("a", Uint8Array.of(0, 0));
    expect(await scratch.tryUpdate("a", base, alice("four"))).toBeNull();
    scratch.drop("a", Uint8Array.of(0, 0));
    expect(await scratch.tryUpdate("a", base, alice("five"))).toBeNull();
    expect(base.mock.calls.length).toBeLessThanOrEqual(reads + 1);
  });

  it("S5 no more copies are kept warm than were asked for, and the coldest goes first", async () => {
    const scratch = scratchOf({ copies: 2 });
    const reads: string[] = [];
    const touch = (key: string): Promise<BodyFault | null> => scratch.tryUpdate(key, () => (reads.push(key), nothing()), createTypist()("x"));
    for (const key of ["a", "b", "a", "c", "a", "b", "a"]) expect(await touch(key)).toBeNull();
    expect(reads).toEqual(["a", "b", "c", "b"]);
    const tight = scratchOf({ copyBytes: 4_000 });
    const large = craftUpdate([{ client: 9, structs: [structs.element(root, "paragraph"), structs.xmlText({ under: [9, 0] }), structs.text({ under: [9, 1] }, "x".repeat(3_000))] }]);
    let read = 0;
    for (const key of ["a", "b", "a"]) expect(await tight.tryUpdate(key, () => (read++, nothing()), large)).toBeNull();
    expect(read).toBe(3);
  });

  it("S5 where what is committed cannot be read the call fails, and no update is refused for it", async () => {
    const scratch = scratchOf();
    const type = createTypist();
    await expect(scratch.tryUpdate("a", () => Promise.reject(new Error("no database")), type("one"))).rejects.toThrow("no database");
    await expect(scratch.tryUpdate("b", () => Promise.resolve(Uint8Array.of(9, 9)), createTypist()("one"))).rejects.toThrow(/cannot be read/);
    expect(await scratch.tryUpdate("c", nothing, createTypist()("one"))).toBeNull();
  });

  it("S5 closed, it refuses nothing and leaves no process", async () => {
    const scratch = createScratch();
    const waiting = scratch.tryUpdate("a", nothing, createTypist()("one"));
    scratch.close();
    scratch.close();
    await expect(waiting).rejects.toThrow(/closed/);
    await expect(scratch.tryUpdate("a", nothing, empty)).rejects.toThrow(/closed/);
    await expect(scratch.settle(empty, [])).rejects.toThrow(/closed/);
    const running = createScratch();
    await running.tryUpdate("a", nothing, createTypist()("one"));
    const pid = running.pids()[0] ?? 0;
    expect(pid).toBeGreaterThan(0);
    running.close();
    await expect.poll(() => { try { return process.kill(pid, 0); } catch { return false; } }, { timeout: 20_000 }).toBe(false);
  });

  it("S5 damaged bytes that nobody walked go in by the hundred, and every honest edit beside them is taken", async () => {
    const deaths: string[] = [];
    const scratch = scratchOf({ heapMb: 96, onDeath: (how) => deaths.push(how) });
    const random = createRandom("raw");
    const pen = createNoteWriter(random.stream("pen"));
    const updates: Uint8Array[] = [];
    while (updates.length < 100) updates.push(...pen.act());
    const alice = createTypist();
    const faults: (BodyFault | null)[] = [];
    let refused = 0;
    for (let round = 0; round < 30; round++) {
      const damaged = Array.from({ length: 20 }, () => mutant(random, random.pick(updates), random.pick(updates)));
      const answers = damaged.map((bytes, i) => scratch.tryUpdate(`damaged ${i % 5}`, () => Promise.resolve(mergeBodies(updates)), bytes));
      faults.push(...(await Promise.all([scratch.tryUpdate("honest", nothing, alice(`${round}`)), scratch.tryUpdate("damaged 1", () => Promise.resolve(mergeBodies(updates)), updates[0] ?? empty)])));
      refused += (await Promise.all(answers)).filter((fault) => fault !== null).length;
    }
    console.log(`600 damaged updates unwalked: ${refused} refused, the processes died ${deaths.length} times`);
    expect(codes(faults).filter((code) => code !== null)).toEqual([]);
    expect(refused).toBeGreaterThan(200);
  });

  it("S5 what an update brings is what the check said it brings", async () => {
    const scratch = scratchOf();
    const update = createTypist()("seven");
    const walked = walkUpdate(update);
    const settled = await scratch.settle(empty, [update]);
    expect(walked.ok && checkAgainst(walked.value, new Map(), "me")).toEqual({ ok: true, value: "doc" in settled ? clocksOf(settled.doc) : null });
  });
});
