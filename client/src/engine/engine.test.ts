import { describe, expect, it } from "vitest";
import type { Status } from "./api.ts";
import type { QueryAnswer, RecordAnswer } from "./api-records.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore, type CrashHook, type MemoryDisk } from "./memory-store.ts";
import type { Planted } from "./planted.ts";
import { StorageFull } from "./storage-full.ts";
import { ADA, BOB, createFakeServer, type FakeServer, STAGE, WON } from "./testing/fake-server.ts";
import { createVirtualTime, type VirtualTime } from "./testing/virtual-time.ts";

let ids = 100;
const newId = (): string => `00000000-0000-4000-9000-${String(++ids).padStart(12, "0")}`;

interface Bench { readonly time: VirtualTime; readonly server: FakeServer; readonly disk: MemoryDisk; open(hook?: CrashHook, planted?: Planted): Promise<Engine> }

function bench(): Bench {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const disk = createMemoryDisk();
  return {
    time, server, disk,
    async open(hook, planted) {
      const world = { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined };
      const engine = await createEngine({ store: createMemoryStore(disk, hook), world, user: ADA, ...(planted && { planted }) });
      engine.start();
      return engine;
    },
  };
}

const deal = (title: string, id = newId()) => ({ name: "create", args: { kind: "deal", id, values: { title, stage: STAGE } } }) as const;

async function ready(): Promise<Bench & { readonly engine: Engine }> {
  const parts = bench();
  const engine = await parts.open();
  await parts.time.pass(100);
  return { ...parts, engine };
}

describe("engine", () => {
  it("S4 a new device holds everything after the first checkpoint and says so", async () => {
    const { engine, time, server } = await ready();
    expect(engine.status()).toMatchObject({ phase: "synced", complete: true, pending: 0, lastSynced: time.now() - 100 });
    expect([...engine.view.ids("member")].sort()).toEqual([ADA, BOB]);
    server.write("company", newId(), { name: "Initech" });
    await time.pass(100);
    expect([...engine.view.ids("company")]).toHaveLength(1);
  });

  it("S1 before the first contact an edit is refused with what to do, and nothing is kept", async () => {
    const { server, open, time, disk } = bench();
    server.up = false;
    const engine = await open();
    await time.pass(100);
    expect(await engine.perform([deal("A")])).toMatchObject({ ok: false, error: { code: "not-ready" } });
    expect(engine.status()).toMatchObject({ phase: "offline", complete: false });
    expect(disk.outbox.size).toBe(0);
  });

  it("S2 an edit made offline is durable before it is answered and reaches the server once it is back", async () => {
    const { engine, time, server, disk } = await ready();
    server.up = false;
    server.cut();
    const saved = await engine.perform([deal("Offline")]);
    expect(saved).toMatchObject({ ok: true, value: { counter: 1 } });
    expect(disk.outbox.get(1)?.group.changes[0]?.set?.["title"]?.value).toBe("Offline");
    expect(engine.status()).toMatchObject({ phase: "offline", pending: 1 });
    server.up = true;
    await time.pass(60_000);
    expect(engine.status()).toMatchObject({ phase: "synced", pending: 0 });
    expect(server.applied.map(({ id }) => id)).toEqual([saved.ok && saved.value.group]);
    expect(disk.outbox.size).toBe(0);
    expect(server.heard.filter(({ message }) => message.t === "confirm").at(-1)?.message).toMatchObject({ counter: 1 });
  });

  it("S2 a crash between any two writes loses nothing that was answered and applies nothing twice", async () => {
    for (let crashAt = 1; crashAt < 40; crashAt++) {
      const parts = bench();
      let steps = 0;
      const hook: CrashHook = () => {
        steps += 1;
        // A dead browser writes nothing more and answers nothing more.
        return steps >= crashAt ? new Promise<never>(() => undefined) : undefined;
      };
      const opening = parts.open(hook).catch(() => null);
      await parts.time.pass(50);
      const engine = await Promise.race([opening, parts.time.pass(10).then(() => null)]);
      const answered: string[] = [];
      const edits = async (): Promise<void> => {
        for (let n = 0; n < 4 && engine; n++) {
          const saved = await engine.perform([deal(`Deal ${n}`)]);
          if (saved.ok) answered.push(...saved.value.records);
        }
      };
      void edits();
      await parts.time.pass(2000);
      parts.server.cut();
      const again = await parts.open();
      await parts.time.pass(120_000);
      expect(again.status(), `crash at ${crashAt}`).toMatchObject({ phase: "synced", pending: 0, refused: 0 });
      for (const id of answered) expect(parts.server.records.has(id), `crash at ${crashAt}`).toBe(true);
      const groups = parts.server.applied.map(({ id }) => id);
      expect(new Set(groups).size).toBe(groups.length);
      expect([...again.view.ids("deal")].sort()).toEqual([...parts.server.records.values()].filter(({ kind }) => kind === "deal").map(({ id }) => id).sort());
      await again.stop();
    }
  });

  it("S14 an edit that finds the disk full is refused clearly and leaves nothing behind", async () => {
    const parts = bench();
    let full = false;
    const engine = await parts.open(({ call, when }) => {
      if (full && call === "append" && when === "before") throw new StorageFull();
    });
    await parts.time.pass(100);
    full = true;
    const id = newId();
    expect(await engine.perform([deal("Too much", id)])).toEqual({ ok: false, error: { code: "storage-full", message: "Not saved: the storage of this device is full.", reason: "storage-full" } });
    expect(engine.view.read(id)).toBeUndefined();
    expect(engine.status()).toMatchObject({ phase: "needs-attention", pending: 0 });
    expect(engine.status().trouble).toContain("full");
    full = false;
    expect(await engine.perform([deal("Fits", id)])).toMatchObject({ ok: true, value: { counter: 1 } });
    expect(engine.status().trouble).toBeNull();
  });

  it("S14 a full disk while catching up stops the catch-up, keeps the edits and goes on when there is room", async () => {
    const parts = bench();
    let full = true;
    const engine = await parts.open(({ call, when }) => {
      if (full && call === "step" && when === "before") throw new StorageFull();
    });
    await parts.time.pass(100);
    expect(engine.status()).toMatchObject({ phase: "needs-attention", complete: false });
    full = false;
    await parts.time.pass(60_000);
    expect(engine.status()).toMatchObject({ phase: "synced", complete: true, trouble: null });
  });

  it("S5 a refused edit is taken off the screen and kept with its reason and what was typed", async () => {
    const { engine, time, server } = await ready();
    const id = newId();
    await engine.perform([deal("Mine", id)]);
    await time.pass(100);
    server.judging = false;
    await engine.perform([{ name: "edit", args: { id, values: { notes: "typed by hand" } } }]);
    await time.pass(100);
    expect(engine.view.read(id)?.fields["notes"]?.value).toBe("typed by hand");
    server.write("member", ADA, { active: false });
    server.judging = true;
    server.cut();
    await time.pass(60_000);
    // The server has its reasons; here: Ada is no longer active, so she sees nothing.
    expect(engine.view.read(id)?.fields["notes"]).toBeUndefined();
    let refused: unknown;
    engine.watch("refused", null, (value) => (refused = value))();
    expect(refused).toMatchObject([{ command: "edit", typed: [{ field: "notes", label: "Notes", text: "typed by hand" }] }]);
    expect(engine.status()).toMatchObject({ refused: 1, pending: 0 });
    const [row] = refused as [{ group: string }];
    await engine.dismissRefused([row.group]);
    expect(engine.status().refused).toBe(0);
  });

  it("S2 an outbox too large for one frame goes out in several, in order, each within the limit", async () => {
    const { engine, time, server } = await ready();
    server.up = false;
    server.cut();
    const notes = "ä".repeat(19_000);
    const outcomes = await engine.performAll(Array.from({ length: 120 }, (_, n) => [{ name: "create", args: { kind: "company", values: { name: `C${n}`, notes } } }]));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    server.up = true;
    await time.pass(60_000);
    const pushes = server.heard.filter(({ message }) => message.t === "push");
    expect(pushes.length).toBeGreaterThan(3);
    expect(Math.max(...pushes.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1024 * 1024);
    expect(server.applied.map(({ counter }) => counter)).toEqual(Array.from({ length: 120 }, (_, n) => n + 1));
  });

  it("S2 the rows of an import are judged one by one, and share transactions", async () => {
    const parts = bench();
    let appends = 0;
    const engine = await parts.open(({ call, when }) => {
      if (call === "append" && when === "after") appends += 1;
    });
    await parts.time.pass(100);
    const rows = Array.from({ length: 450 }, (_, n) => [deal(n % 100 === 7 ? "" : `Deal ${n}`)]);
    const outcomes = await engine.performAll(rows);
    expect(appends).toBe(3);
    expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(5);
    expect(outcomes[7]).toMatchObject({ ok: false, error: { code: "bad-value", field: "title", message: "Title must not be empty." } });
    expect([...engine.view.ids("deal")]).toHaveLength(445);
  });

  it("S2 several calls are one group, later ones see what earlier ones did, and one refusal refuses all", async () => {
    const { engine } = await ready();
    const [company, contact] = [newId(), newId()];
    const both = await engine.perform([
      { name: "create", args: { kind: "company", id: company, values: { name: "Acme" } } },
      { name: "create", args: { kind: "contact", id: contact, values: { name: "Bea", company } } },
      { name: "logActivity", args: { root: contact, type: "call", text: "Hello" } },
    ]);
    expect(both).toMatchObject({ ok: true, value: { counter: 1 } });
    const refused = await engine.perform([deal("Fine"), { name: "edit", args: { id: newId(), values: {} } }]);
    expect(refused).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect([...engine.view.ids("deal")]).toEqual([]);
  });

  it("S2 an edit is undone before and after the server has it, and only while its value still stands", async () => {
    const { engine, time, server } = await ready();
    const id = newId();
    await engine.perform([deal("Before", id)]);
    await time.pass(100);
    const edit = await engine.perform([{ name: "edit", args: { id, values: { title: "After" } } }]);
    await time.pass(100);
    expect(await engine.undo(edit.ok ? edit.value.group : "")).toMatchObject({ ok: true });
    expect(engine.view.read(id)?.fields["title"]?.value).toBe("Before");
    const second = await engine.perform([{ name: "edit", args: { id, values: { notes: "mine" } } }]);
    await time.pass(100);
    server.write("deal", id, { notes: "theirs" });
    await time.pass(100);
    expect(await engine.undo(second.ok ? second.value.group : "")).toMatchObject({ ok: false });
    expect(await engine.undo("unknown")).toMatchObject({ ok: false, error: { code: "gone" } });
  });

  it("S2 a device that must go on under another id brings its edits along", async () => {
    const { engine, time, server, disk } = await ready();
    server.judging = false;
    const id = newId();
    await engine.perform([deal("One", id)]);
    await engine.perform([{ name: "edit", args: { id, values: { title: "Two" } } }]);
    await time.pass(100);
    Object.assign(server, { nextDevice: "device-2", judging: true });
    server.cut();
    await time.pass(60_000);
    expect(disk.meta.device?.id).toBe("device-2");
    expect(server.records.get(id)?.fields["title"]).toMatchObject({ value: "Two", origin: "device-2.2" });
    expect(engine.view.read(id)?.fields["title"]?.value).toBe("Two");
    expect(engine.status()).toMatchObject({ pending: 0, refused: 0, phase: "synced" });
  });

  it("S2 what a rewound server has lost is sent again", async () => {
    const { engine, time, server } = await ready();
    const id = newId();
    await engine.perform([deal("Kept", id)]);
    await time.pass(100);
    server.rewind();
    expect(server.records.has(id)).toBe(false);
    server.cut();
    await time.pass(60_000);
    expect(server.records.has(id)).toBe(true);
    expect(engine.view.read(id)?.fields["title"]?.value).toBe("Kept");
  });

  it("S3 a bucket whose checksum differs is loaded again and the outbox stays", async () => {
    const { engine, time, server } = await ready();
    server.wrongSum = true;
    server.write("company", newId(), { name: "Initech" });
    await time.pass(1000);
    expect(server.heard.some(({ message }) => message.t === "reload")).toBe(true);
    expect(engine.status().phase).toBe("synced");
  });

  it("S6 a record that has left its buckets is dropped at the checkpoint, from the screen too", async () => {
    const { engine, time, server, disk } = await ready();
    const id = newId();
    server.write("company", id, { name: "Initech" });
    await time.pass(100);
    let answer: RecordAnswer | undefined;
    engine.watch("record", id, (value) => (answer = value));
    expect(answer?.view?.title).toBe("Initech");
    server.drop(id);
    await time.pass(1000);
    expect(answer).toEqual({ view: null, complete: true });
    expect(disk.confirmed.has(id)).toBe(false);
  });

  it("S7 a revoked device holds nothing afterwards and does not come back by itself", async () => {
    const { engine, time, server, disk } = await ready();
    await engine.perform([deal("Secret")]);
    await time.pass(100);
    server.bye({ t: "bye", code: "revoked", message: "This device was revoked." });
    await time.pass(60_000);
    engine.nudge();
    await time.pass(60_000);
    expect(disk).toEqual(createMemoryDisk());
    expect(engine.status()).toMatchObject({ phase: "signed-out", message: "This device was revoked.", complete: false });
    expect([...engine.view.ids("deal")]).toEqual([]);
  });

  it("S12 a client that is too old says so, keeps its edits and does not hammer the server", async () => {
    const { engine, time, server } = await ready();
    server.bye({ t: "bye", code: "update-needed", message: "Update needed." });
    await time.pass(100);
    await engine.perform([deal("Later")]);
    const hellos = () => server.heard.filter(({ message }) => message.t === "hello").length;
    const before = hellos();
    await time.pass(600_000);
    expect(engine.status()).toMatchObject({ phase: "update-needed", message: "Update needed.", pending: 1 });
    expect(hellos()).toBe(before);
  });

  it("S11 a session that has ended is told apart from a dead network, and edits go on", async () => {
    const { engine, time, server } = await ready();
    server.signedOut = true;
    server.cut();
    await time.pass(10_000);
    expect(await engine.perform([deal("Still")])).toMatchObject({ ok: true });
    expect(engine.status()).toMatchObject({ phase: "signed-out", pending: 1 });
    server.signedOut = false;
    engine.nudge();
    await time.pass(1000);
    expect(engine.status()).toMatchObject({ phase: "synced", pending: 0 });
  });

  it("S11 a network that swallows everything is noticed by silence", async () => {
    const { engine, time, server } = await ready();
    const shown: Status["phase"][] = [];
    engine.watch("status", null, ({ phase }) => shown.push(phase));
    await time.pass(120_000);
    expect(server.heard.filter(({ message }) => message.t === "ping").length).toBeGreaterThan(3);
    expect(shown).toEqual(["synced"]);
    server.mute = true;
    await time.pass(60_000);
    expect(shown).toContain("offline");
    server.mute = false;
    await time.pass(120_000);
    expect(shown.at(-1)).toBe("synced");
  });

  it("S10 everybody who watches sees the same edit at once", async () => {
    const { engine, time } = await ready();
    const seen: QueryAnswer[][] = [[], []];
    for (const list of seen) engine.watch("query", { kind: "deal", limit: 10 }, (value) => list.push(value));
    expect(seen.map((list) => list.at(-1)?.total)).toEqual([0, 0]);
    await engine.perform([deal("Shared")]);
    await time.pass(60);
    expect(seen[0]?.at(-1)).toEqual(seen[1]?.at(-1));
    expect(seen[0]?.at(-1)?.rows[0]).toMatchObject({ title: "Shared", titles: { [STAGE]: "Proposal", [ADA]: "Ada" } });
    await engine.perform([{ name: "moveStage", args: { id: seen[0]?.at(-1)?.rows[0]?.id ?? "", stage: WON } }]);
    await time.pass(60);
    expect(seen[1]?.at(-1)?.rows[0]?.values["stage"]).toBe(WON);
  });
});
