// What becomes of a record that its person may no longer see, everywhere on the device, and of what was typed on it.
import { describe, expect, it } from "vitest";
import type { RefusedEdit } from "./api-edits.ts";
import type { QueryAnswer, RecordAnswer } from "./api-records.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createHaystacks } from "./haystacks.ts";
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from "./memory-store.ts";
import type { Shown, ShownStore } from "./shown.ts";
import { ADA, createFakeServer, type FakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime, type VirtualTime } from "./testing/virtual-time.ts";

let ids = 500;
const newId = (): string => `00000000-0000-4000-9000-${String(++ids).padStart(12, "0")}`;

interface Bench { readonly time: VirtualTime; readonly server: FakeServer; readonly disk: MemoryDisk; readonly engine: Engine; readonly shown: () => string }

async function bench(): Promise<Bench> {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const disk = createMemoryDisk();
  const kept: { shown: readonly Shown[] } = { shown: [] };
  // Without what the platform's store does by itself: the engine alone must keep no more than there is.
  const shown: ShownStore = { read: () => Promise.resolve(kept.shown), mark: () => 1, keep: async (now) => void (kept.shown = now) };
  const world = { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined };
  const engine = await createEngine({ store: createMemoryStore(disk), world, user: ADA, shown });
  engine.start();
  await time.pass(100);
  return { time, server, disk, engine, shown: () => JSON.stringify(kept.shown) };
}

const note = (id: string, notes: string) => ({ name: "edit", args: { id, values: { notes } } }) as const;

function deal(server: FakeServer, title: string): string {
  const id = newId();
  server.write("deal", id, { title, stage: STAGE, owner: ADA });
  return id;
}

function lastly<T>(watch: (show: (value: T) => void) => () => void): () => T {
  let last: T | undefined;
  watch((value) => (last = value));
  return () => last as T;
}

describe("a record that its person may no longer see", () => {
  it("S6 is in no list, no search, no page, nothing kept for the next start, and not on the disk", async () => {
    const { engine, server, time, disk, shown } = await bench();
    const id = deal(server, "Zanzibar harbour");
    const call = newId();
    server.write("activity", call, { root: id, type: "call", at: 1, text: "Rang about Zanzibar" });
    await time.pass(100);
    const search = lastly<QueryAnswer>((show) => engine.watch("query", { kind: ["deal", "activity"], search: "zanzibar" }, show));
    const list = lastly<QueryAnswer>((show) => engine.watch("query", { kind: "deal" }, show));
    const page = lastly<RecordAnswer>((show) => engine.watch("record", id, show));
    await time.pass(10_000);
    expect([search().total, list().total, page().view?.title]).toEqual([2, 1, "Zanzibar harbour"]);
    expect(shown()).toContain("Zanzibar");

    server.drop(call);
    server.drop(id);
    await time.pass(10_000);
    expect([search().total, list().total, page().view]).toEqual([0, 0, null]);
    expect(lastly<QueryAnswer>((show) => engine.watch("query", { kind: ["deal", "activity"], search: "zanzibar" }, show))().total).toBe(0);
    expect(shown()).not.toContain("Zanzibar");
    expect(JSON.stringify([...disk.confirmed.values()])).not.toContain("Zanzibar");
    expect([engine.view.read(id), engine.view.peek(id), engine.view.glance(id)]).toEqual([undefined, undefined, undefined]);
  });

  it("S6 leaves the shelves that searching looks through, those that were made ready before and those that were not", () => {
    const states = new Map(["a", "b"].map((id) => [id, { id, kind: "company" as const, fields: { name: { value: `Name ${id}`, at: 1, origin: "d.1", by: "u" } }, sets: {}, losers: {}, trail: {} }]));
    const view = { read: (id: string) => states.get(id), peek: (id: string) => states.get(id), glance: () => undefined, *ids() { yield* states.keys(); } };
    const haystacks = createHaystacks(view);
    haystacks.prepare(100);
    expect(haystacks.find("company", ["name"]).map(({ id }) => id)).toEqual(["a", "b"]);
    states.delete("a");
    haystacks.changed(new Set(["a"]));
    expect(haystacks.find("company", ["name"])).toMatchObject([{ id: "b", title: "name b" }]);
    const begun = createHaystacks(view);
    begun.prepare(0);
    states.delete("b");
    begun.changed(new Set(["b"]));
    expect(begun.find("company", ["name"])).toEqual([]);
  });

  it("S6 is let go where it was asked for beyond what the device holds by itself", async () => {
    const { server, time, engine, disk } = await bench();
    await engine.stop();
    const old = deal(server, "Old Zanzibar");
    for (let n = 0; n < 20; n++) deal(server, `Deal ${n}`);
    server.bound = 5;
    const held = createMemoryDisk();
    const world = { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined };
    const part = await createEngine({ store: createMemoryStore(held), world, user: ADA });
    part.start();
    await time.pass(200);
    expect(held.confirmed.has(old)).toBe(false);
    const page = lastly<RecordAnswer>((show) => part.watch("record", old, show));
    await time.pass(2000);
    expect([page().view?.title, held.confirmed.has(old)]).toEqual(["Old Zanzibar", true]);
    server.drop(old);
    await time.pass(2000);
    expect([page().view, held.confirmed.has(old), part.view.read(old)]).toEqual([null, false, undefined]);
    expect(disk.confirmed.has(old)).toBe(false);
  });

  it("S5 S6 what was typed on it offline ends in the list of what was refused, with its text and what the record was called", async () => {
    const { engine, server, time, disk } = await bench();
    const [lost, kept] = [deal(server, "Lost deal"), deal(server, "Kept deal")];
    await time.pass(100);
    server.up = false;
    server.cut();
    expect(await engine.perform([note(lost, "A long remark")])).toMatchObject({ ok: true });
    expect(await engine.perform([note(kept, "Goes through")])).toMatchObject({ ok: true });
    expect(await engine.perform([{ name: "logActivity", args: { root: lost, type: "call", text: "Rang on the way" } }])).toMatchObject({ ok: true });
    server.drop(lost);
    server.up = true;
    await time.pass(60_000);
    const refused = lastly<readonly RefusedEdit[]>((show) => engine.watch("refused", null, show));
    expect(refused().map(({ refusal, typed }) => [refusal.code, typed.map(({ record, text }) => [record.title, text]).filter(([, text]) => ["A long remark", "Rang on the way"].includes(text as string))])).toEqual([
      ["not-found", [["Rang on the way", "Rang on the way"]]],
      ["not-found", [["Lost deal", "A long remark"]]],
    ]);
    expect(engine.status()).toMatchObject({ phase: "needs-attention", pending: 0, refused: 2 });
    expect(server.records.get(kept)?.fields["notes"]?.value).toBe("Goes through");
    expect([engine.view.read(lost), [...engine.view.ids("activity")], disk.outbox.size]).toEqual([undefined, [], 0]);
    // It is there after a start, too, until its author has looked at it.
    await engine.stop();
    const world = { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined };
    const again = await createEngine({ store: createMemoryStore(disk), world, user: ADA });
    expect(lastly<readonly RefusedEdit[]>((show) => again.watch("refused", null, show))().map(({ typed }) => typed[0]?.text)).toContain("A long remark");
  });

  it("S6 what it held before one's own edits is forgotten with it, so that an undo brings nothing back", async () => {
    const { engine, server, time } = await bench();
    const id = deal(server, "Zanzibar harbour");
    server.write("deal", id, { notes: "Before" });
    await time.pass(100);
    const saved = await engine.perform([note(id, "After")]);
    await time.pass(1000);
    server.drop(id);
    await time.pass(1000);
    expect(saved.ok && (await engine.undo(saved.value.group))).toMatchObject({ ok: false, error: { code: "gone" } });
  });
});

describe("a person who is of the workspace no more", () => {
  it("S6 holds nothing of it any more once a device that was away asks for a connection, and its edits stay", async () => {
    const { engine, server, time, disk } = await bench();
    const id = deal(server, "Zanzibar harbour");
    await time.pass(5000);
    expect(disk.confirmed.size).toBeGreaterThan(0);
    server.up = false;
    server.cut();
    await engine.perform([note(id, "Typed while away")]);
    Object.assign(server, { left: true, up: true });
    await time.pass(120_000);
    expect([disk.confirmed.size, disk.meta.cursor, disk.outbox.size]).toEqual([0, null, 1]);
    expect(engine.status()).toMatchObject({ phase: "signed-out", pending: 1, message: "You are no longer an active member of this workspace." });
    server.left = false;
    engine.nudge();
    await time.pass(60_000);
    expect(engine.status()).toMatchObject({ phase: "synced", complete: true, pending: 0 });
  });

  it("S6 holds nothing of it from then on but what was typed, and gets everything again when let in again", async () => {
    const { engine, server, time, disk, shown } = await bench();
    const id = deal(server, "Zanzibar harbour");
    await time.pass(100);
    const list = lastly<QueryAnswer>((show) => engine.watch("query", { kind: "deal" }, show));
    const search = lastly<QueryAnswer>((show) => engine.watch("query", { kind: "deal", search: "zanzibar" }, show));
    await time.pass(5000);
    expect([list().total, search().total]).toEqual([1, 1]);
    server.judging = false;
    await engine.perform([note(id, "Typed before I heard of it")]);
    server.bye({ t: "bye", code: "deactivated", message: "You are no longer an active member of this workspace." });
    await time.pass(60_000);
    expect([disk.confirmed.size, disk.meta.cursor, disk.meta.complete, list().total, search().total]).toEqual([0, null, false, 0, 0]);
    expect(engine.view.read(id)).toBeUndefined();
    expect(shown()).not.toContain("Zanzibar");
    expect(engine.status()).toMatchObject({ phase: "signed-out", complete: false, pending: 1, message: "You are no longer an active member of this workspace." });
    expect(JSON.stringify([...disk.outbox.values()].map(({ group }) => group))).toContain("Typed before I heard of it");
    expect(await engine.perform([note(id, "More")])).toMatchObject({ ok: false });

    server.judging = true;
    engine.nudge();
    await time.pass(60_000);
    expect(engine.status()).toMatchObject({ phase: "synced", complete: true, pending: 0 });
    expect([list().total, search().total, server.records.get(id)?.fields["notes"]?.value]).toEqual([1, 1, "Typed before I heard of it"]);
  });
});
