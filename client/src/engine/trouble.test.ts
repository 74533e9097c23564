// The engine in trouble that lasts: a clock that is put right by a year, a server whose sums are wrong, an app that is
// closed in the middle of an import.
import type { Applied } from "@outrider/shared/protocol";
import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore, type CrashHook, type MemoryDisk } from "./memory-store.ts";
import type { OutboxRow } from "./store.ts";
import { ADA, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 100;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;
const YEAR = 365 * 86_400_000;

async function ready(hook?: CrashHook) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const disk: MemoryDisk = createMemoryDisk();
  let wrong = 0;
  const open = async (): Promise<Engine> => {
    const timers = { now: () => time.now() + wrong, after: time.after };
    const world = { connect: server.connect, timers, random: () => 0.5, newId, log: () => undefined };
    const engine = await createEngine({ store: createMemoryStore(disk, hook), world, user: ADA });
    engine.start();
    await time.pass(1000);
    return engine;
  };
  return { time, server, disk, open, setClock: (by: number) => (wrong = by) };
}
const deal = (title: string) => ({ name: "create", args: { kind: "deal", values: { title, stage: STAGE } } }) as const;

describe("the engine in trouble", () => {
  it("S2 a clock put right by a year forgets nothing that the server may ask for again", async () => {
    const { server, disk, open, setClock, time } = await ready();
    const engine = await open();
    expect((await engine.perform([deal("Kept")])).ok).toBe(true);
    await time.pass(1000);
    expect(disk.sent.size).toBe(1);
    await engine.stop();
    setClock(YEAR);
    server.rewind();
    const again = await open();
    await time.pass(5000);
    expect(server.heard.flatMap(({ message }) => (message.t === "resend" ? message.items : [])).length).toBe(1);
    expect([...server.records.values()].some(({ fields }) => fields["title"]?.value === "Kept")).toBe(true);
    await again.stop();
  });

  it("S2 an edit whose verdict came without a receipt is judged anew by a server that has lost it, and does not stay in the outbox", async () => {
    const { server, disk, open, time } = await ready();
    const engine = await open();
    expect((await engine.perform([deal("Signed")])).ok).toBe(true);
    await time.pass(1000);
    server.judging = false;
    expect((await engine.perform([deal("Unsigned")])).ok).toBe(true);
    await time.pass(100);
    await engine.stop();
    // As after a roll-back, where the server had judged it before, and a crash before the checkpoint.
    const row = disk.outbox.get(2) as OutboxRow;
    const { id: group, counter } = row.group;
    const verdict: Applied = { group, counter, result: "applied", seq: 9, receipt: { group, device: "before", by: "", counter, at: 0, except: {} }, signature: "", conflicts: [] };
    disk.outbox.set(2, { ...row, applied: verdict });
    disk.sent.set(group, { group: row.group, verdict, at: time.now() + 5000 });
    disk.meta = { ...disk.meta, acked: 2 };
    server.judging = true;
    server.rewind();
    const again = await open();
    await time.pass(5000);
    expect(server.heard.flatMap(({ message }) => (message.t === "resend" ? message.items.map((item) => item.group.counter) : []))).toEqual([1]);
    expect([...server.records.values()].flatMap(({ fields }) => fields["title"]?.value ?? [])).toEqual(["Signed", "Unsigned"]);
    expect([disk.outbox.size, disk.sent.get(group)?.verdict.signature]).toEqual([0, "signed"]);
    await again.stop();
  });

  it("S3 a server whose sums are always wrong is asked for a bucket once a connection", async () => {
    const { server, open, time } = await ready();
    Object.defineProperty(server, "wrongSum", { get: () => true, set() {} });
    const engine = await open();
    await time.pass(30_000);
    expect(server.heard.filter(({ message }) => message.t === "reload")).toHaveLength(1);
    expect(engine.status()).toMatchObject({ phase: "synced", complete: true });
    await engine.stop();
  });

  it("S2 an app closed in the middle of an import writes nothing once it has ended, and says of every edit what became of it", async () => {
    let slow = false;
    const { open, disk, time } = await ready(() => (slow ? new Promise((done) => setImmediate(done)) : undefined));
    const engine = await open();
    slow = true;
    const answers = engine.performAll(Array.from({ length: 450 }, (_, n) => [deal(`D${n}`)]));
    await Promise.resolve().then(() => undefined);
    await engine.stop();
    const kept = disk.outbox.size;
    await time.pass(1000);
    const saved = (await answers).filter(({ ok }) => ok).length;
    expect(disk.outbox.size).toBe(kept);
    expect(saved).toBe(kept);
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(450);
  });
});
