import type { Down } from "@outrider/shared/protocol";
import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

const BUSY: Extract<Down, { t: "bye" }> = { t: "bye", code: "busy", message: "The server is stopping." };

async function bench(random = (): number => 0.5) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now());
  let ids = 0;
  const newId = (): string => `00000000-0000-4000-9000-${String(++ids).padStart(12, "0")}`;
  const world = { connect: server.connect, timers: time, random, newId, log: () => undefined };
  const engine = await createEngine({ store: createMemoryStore(createMemoryDisk()), world, user: ADA });
  engine.start();
  await time.pass(100);
  const hellos = (): number => server.heard.filter(({ message }) => message.t === "hello").length;
  /** Sends the device away and answers how long it stays away, to 50 ms. */
  async function away(): Promise<number> {
    server.bye(BUSY);
    const before = hellos();
    for (let ms = 0; ms <= 120_000; ms += 50) {
      if (hellos() > before) return ms;
      await time.pass(50);
    }
    throw new Error("the device stayed away");
  }
  return { time, server, engine, away, newId };
}

const rounds = async (away: () => Promise<number>, count: number): Promise<readonly number[]> => {
  const waits: number[] = [];
  for (let round = 0; round < count; round += 1) waits.push(await away());
  return waits;
};

describe("tries", () => {
  it("S2 a device that is sent away again and again stays away longer and longer, though it catches up each time", async () => {
    const { away, engine } = await bench();
    const waits = await rounds(away, 8);
    expect(engine.status().phase).toBe("synced");
    for (const [round, expected] of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
      expect(waits[round]).toBeGreaterThanOrEqual(expected - 50);
      expect(waits[round]).toBeLessThanOrEqual(expected + 100);
    }
  });

  it("S2 chance spreads the returns of many devices over as long as they wait", async () => {
    const early = await bench(() => 0);
    const late = await bench(() => 0.99);
    const [soon, long] = [await rounds(early.away, 4), await rounds(late.away, 4)];
    expect(soon.at(-1)).toBeLessThanOrEqual(2100);
    expect(long.at(-1)).toBeGreaterThanOrEqual(5900);
  });

  it("S2 a connection that has held for half a minute was good: the next try is soon", async () => {
    const { away, time } = await bench();
    await rounds(away, 5);
    await time.pass(29_000);
    expect(await away()).toBeGreaterThan(10_000);
    await time.pass(30_001);
    expect(await away()).toBeLessThanOrEqual(600);
  });

  it("S2 an own edit that came home makes the connection good at once", async () => {
    const { away, engine, time, newId } = await bench();
    await rounds(away, 5);
    await engine.perform([{ name: "create", args: { kind: "deal", id: newId(), values: { title: "A", stage: STAGE } } }]);
    await time.pass(100);
    expect(engine.status().pending).toBe(0);
    expect(await away()).toBeLessThanOrEqual(600);
  });

  it("S2 the network's return is tried at once all the same", async () => {
    const { away, engine, server, time } = await bench();
    await rounds(away, 6);
    server.bye(BUSY);
    await time.pass(1000);
    expect(engine.status().phase).toBe("offline");
    engine.nudge();
    await time.pass(50);
    expect(engine.status().phase).toBe("synced");
  });
});
