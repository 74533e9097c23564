// What was done on a device can be taken back there, also after a restart, with or without a network, as far as nobody has
// changed it since.
import { describe, expect, it } from "vitest";
import type { DoneEdit } from "./api-edits.ts";
import { createDoneEdits } from "./done-edits.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, BOB, createFakeServer, STAGE } from "./testing/fake-server.ts";
import type { OutboxRow } from "./store.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 300;
const newId = (): string => `00000001-0000-4000-8000-${String(++ids).padStart(12, "0")}`;

function scene() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const disk = createMemoryDisk();
  const open = async (): Promise<Engine> => {
    const engine = await createEngine({ store: createMemoryStore(disk), user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
    engine.start();
    await time.pass(2_000);
    return engine;
  };
  const offline = async (): Promise<void> => {
    server.up = false;
    server.cut();
    await time.pass(100);
  };
  return { time, server, disk, open, offline };
}

function doneBy(engine: Engine, most: number | null = null): readonly DoneEdit[] {
  let shown: readonly DoneEdit[] = [];
  engine.watch("done", most, (done) => void (shown = done))();
  return shown;
}

async function does(engine: Engine, ...calls: Parameters<Engine["perform"]>[0]): Promise<string> {
  const saved = await engine.perform(calls);
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value.group;
}

const states = (engine: Engine) => doneBy(engine).map(({ state }) => state);

describe("what was done on a device", () => {
  it("R15 S2 is taken back after a restart with no network, once it has gone to the server and before", async () => {
    const { time, server, disk, open, offline } = scene();
    const deal = newId();
    server.write("deal", deal, { title: "Rails", stage: STAGE, owner: ADA });
    const before = await open();
    const sent = await does(before, { name: "edit", args: { id: deal, values: { title: "Steel rails" } } });
    await time.pass(10_000);
    expect([disk.outbox.size, disk.done.size]).toEqual([0, 1]);
    await offline();
    const waiting = await does(before, { name: "edit", args: { id: deal, values: { industry: "Steel" } } });
    await before.stop();

    const after = await open();
    expect(doneBy(after)).toMatchObject([
      { group: waiting, command: "edit", state: "whole", fields: ["industry"], records: [{ id: deal, kind: "deal", title: "Steel rails" }] },
      { group: sent, state: "whole", fields: ["title"] },
    ]);
    expect(await after.undo(sent)).toMatchObject({ ok: true });
    expect(after.view.read(deal)?.fields["title"]?.value).toBe("Rails");
    // What took something back is no edit of its own here, and is remembered over a restart too.
    expect(doneBy(after).map(({ group, state }) => [group, state])).toEqual([[waiting, "whole"], [sent, "undone"]]);
    server.up = true;
    after.nudge();
    await time.pass(60_000);
    await after.stop();
    const last = await open();
    expect(states(last)).toEqual(["whole", "undone"]);
    expect(server.records.get(deal)?.fields["title"]?.value).toBe("Rails");
    expect(await last.undo(waiting)).toMatchObject({ ok: true });
    expect(await last.undo(waiting)).toMatchObject({ ok: false });
  });

  it("R15 is left where others have changed it since, wholly or in part, and says so", async () => {
    const { time, server, open } = scene();
    const deal = newId();
    server.write("deal", deal, { title: "Rails", industry: "Iron", stage: STAGE, owner: ADA });
    const engine = await open();
    const both = await does(engine, { name: "edit", args: { id: deal, values: { title: "Steel rails", industry: "Steel" } } });
    await time.pass(10_000);
    server.write("deal", deal, { title: "Bob's rails" }, BOB);
    await time.pass(10_000);
    expect(states(engine)).toEqual(["part"]);
    expect(await engine.undo(both)).toMatchObject({ ok: true });
    expect([engine.view.read(deal)?.fields["title"]?.value, engine.view.read(deal)?.fields["industry"]?.value]).toEqual(["Bob's rails", "Iron"]);
    await does(engine, { name: "edit", args: { id: deal, values: { notes: "mine" } } });
    await time.pass(10_000);
    server.write("deal", deal, { notes: "Bob's" }, BOB);
    await time.pass(10_000);
    expect(states(engine)).toEqual(["changed", "undone"]);
  });

  it("R15 a merge and what it took over are taken back after a restart, and a record that was made goes to the bin", async () => {
    const { time, server, open } = scene();
    const [one, other] = [newId(), newId()];
    server.write("company", one, { name: "Acme" });
    server.write("company", other, { name: "ACME", country: "Peru" });
    const before = await open();
    const merged = await does(before, { name: "merge", args: { winner: one, loser: other } });
    const made = await does(before, { name: "create", args: { kind: "company", values: { name: "New" } } });
    await time.pass(10_000);
    await before.stop();
    const after = await open();
    expect(doneBy(after).map(({ command, state }) => [command, state])).toEqual([["create", "whole"], ["merge", "whole"]]);
    for (const group of [made, merged]) expect(await after.undo(group)).toMatchObject({ ok: true });
    expect([after.view.read(one)?.fields["country"]?.value, after.view.read(other)?.fields["mergedInto"]?.value]).toEqual([null, null]);
    expect(states(after)).toEqual(["undone", "undone"]);
  });

  it("R15 S6 goes with the records that this device may no longer hold, from the disk too, and with everything when it is wiped", async () => {
    const { time, server, disk, open } = scene();
    const [deal, other] = [newId(), newId()];
    server.write("deal", deal, { title: "Zanzibar", stage: STAGE, owner: ADA });
    server.write("deal", other, { title: "Rails", stage: STAGE, owner: ADA });
    const before = await open();
    await does(before, { name: "edit", args: { id: deal, values: { title: "Zanzibar two" } } });
    await does(before, { name: "edit", args: { id: other, values: { title: "Steel rails" } } });
    await time.pass(10_000);
    await before.stop();
    // It goes while the device is away: what an earlier session left is known by then.
    server.drop(deal);
    const after = await open();
    await time.pass(10_000);
    expect(doneBy(after).map(({ records }) => records[0]?.id)).toEqual([other]);
    expect(JSON.stringify([...disk.done.values()])).not.toContain("Zanzibar");
    await after.wipe();
    expect(disk.done.size).toBe(0);
  });

  it("R15 older ones than are listed at first are there when they are asked for; what was only read or typed is none", async () => {
    const { time, server, disk, open } = scene();
    const engine = await open();
    const groups = Array.from({ length: 520 }, (_, n) => [{ name: "create", args: { kind: "company", values: { name: `C${n}` } } }] as const);
    await engine.performAll(groups);
    await time.pass(60_000);
    const company = newId();
    server.write("company", company, { name: "Typed" });
    await time.pass(1_000);
    await does(engine, { name: "typeInto", args: { about: company, slot: "notes", update: "AQEHAAcBBGJvZHkDCXBhcmFncmFwaAA=" } });
    await time.pass(60_000);
    expect(disk.done.size).toBe(520);
    expect([...disk.done.values()].some(({ command }) => command === "typeInto")).toBe(false);
    expect([doneBy(engine).length, doneBy(engine, 401).length, doneBy(engine, 5_001).length]).toEqual([200, 401, 520]);
    expect([doneBy(engine)[0], doneBy(engine, 5_001).at(-1)].map((edit) => edit?.records[0]?.title)).toEqual(["C519", "C0"]);
    const [oldest] = doneBy(engine, 5_001).slice(-1);
    expect(await engine.undo(oldest?.group ?? "")).toMatchObject({ ok: true });
  });

  it("R15 the last five thousand are kept: what is older goes from memory and disk together, and so does what a record that is gone held", async () => {
    const rows = (from: number, to: number): readonly OutboxRow[] => Array.from({ length: to - from }, (_, n): OutboxRow => {
      const change = { id: `r${from + n}`, kind: "company", set: {} } as const;
      return { group: { id: `g${from + n}`, counter: from + n, at: from + n, schema: 1, command: "edit", changes: [change] }, undo: { changes: [change], before: {} } } as unknown as OutboxRow;
    });
    const done = createDoneEdits({ done: () => Promise.resolve([]) });
    await done.known;
    const step = (...of: Parameters<typeof done.step>) => {
      const { change, settled } = done.step(...of);
      settled();
      return [change.put.length, change.drop];
    };
    expect(step(rows(0, 3_000), [])).toEqual([3_000, []]);
    expect(step(rows(3_000, 5_002), [])).toEqual([2_002, ["g0", "g1"]]);
    expect(step(rows(5_002, 5_004), ["r2", "r4000", "r5003"])).toEqual([1, ["g2", "g4000"]]);
    expect([done.all().length, done.all()[0]?.group, done.all().at(-1)?.group]).toEqual([4_999, "g3", "g5002"]);
    expect(step([], [])).toEqual([0, []]);
  });
});
