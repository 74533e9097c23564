// A first sync that the person puts off: what has come is there to work with, the rest comes when they say so.
import { expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import type { Connect } from "./ports.ts";
import { ADA, createFakeServer } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 0;
const newId = (): string => `00000000-0000-4000-9000-${String(++ids).padStart(12, "0")}`;
const COUNT = 600;

/** The server falls silent after so many messages, until it is let go on. */
async function scene(most: number) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  for (let each = 0; each < COUNT; each += 1) server.write("company", newId(), { name: `Company ${each}` });
  const flow = { left: most };
  const connect: Connect = (events, device) =>
    server.connect({
      ...events,
      message: (text) => {
        flow.left -= 1;
        if (flow.left >= 0) events.message(text);
      },
    }, device);
  const engine = await createEngine({ store: createMemoryStore(createMemoryDisk()), user: ADA, world: { connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
  engine.start();
  await time.pass(1_000);
  return { time, server, engine, flow };
}

it("W5 S11 the first sync can be put off: what has come stays, nothing more is asked for, and it goes on when it is told to", async () => {
  const { time, server, engine, flow } = await scene(4);
  expect(engine.status()).toMatchObject({ phase: "catching-up", putOff: false, complete: false, lastSynced: null, progress: { total: expect.any(Number) as number } });
  engine.putOff();
  await time.pass(100);
  expect(engine.status()).toMatchObject({ phase: "offline", putOff: true, complete: false, progress: null });
  const heard = server.heard.length;
  flow.left = Number.POSITIVE_INFINITY;
  const made = await engine.perform([{ name: "create", args: { kind: "company", values: { name: "Made meanwhile" } } }]);
  expect(made.ok).toBe(true);
  await time.pass(600_000);
  expect(server.heard).toHaveLength(heard);
  expect(engine.status()).toMatchObject({ putOff: true, pending: 1 });

  engine.nudge();
  await time.pass(5_000);
  expect(engine.status()).toMatchObject({ phase: "synced", putOff: false, complete: true, pending: 0 });
  expect([...engine.view.ids("company")]).toHaveLength(COUNT + 1);
  await engine.stop();
});

it("W5 what is not being received is not put off", async () => {
  const { engine } = await scene(Number.POSITIVE_INFINITY);
  expect(engine.status()).toMatchObject({ phase: "synced" });
  engine.putOff();
  expect(engine.status()).toMatchObject({ phase: "synced", putOff: false });
  await engine.stop();
});
