import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { copyDisk, createMemoryDisk, createMemoryStore, type MemoryDisk } from "./memory-store.ts";
import type { Sentinel } from "./sentinel.ts";
import { ADA, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

function setUp() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now());
  let mark: { readonly last: number } | null = null;
  const sentinel: Sentinel = { held: async () => mark, set: async (last) => void (mark = { last }), clear: async () => void (mark = null) };
  let ids = 0;
  const newId = () => `00000000-0000-4000-b000-${String(++ids).padStart(12, "0")}`;
  const open = async (disk: MemoryDisk) => {
    const engine = await createEngine({ store: createMemoryStore(disk), sentinel, user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
    engine.start();
    await time.pass(500);
    return engine;
  };
  return { time, server, open, marked: () => mark };
}
const create = { name: "create", args: { kind: "deal", values: { title: "Deal", stage: STAGE } } } as const;

describe("a device whose browser lost its data", () => {
  it("S14 says so, deletes nothing on the server and is filled again", async () => {
    const { open, server, marked } = setUp();
    const first = await open(createMemoryDisk());
    expect(first.status().lostLocalData).toBe(false);
    await first.perform([create]);
    await first.settled();
    await first.stop();
    expect(marked()).toEqual({ last: 1 });
    const before = server.records.size;
    const again = await open(createMemoryDisk());
    expect(again.status()).toMatchObject({ lostLocalData: true, complete: true, phase: "synced" });
    expect(server.records.size).toBe(before);
    expect([...again.view.ids("deal")]).toHaveLength(1);
  });

  it("S7 does not say so after a wipe that was wanted", async () => {
    const { open, marked } = setUp();
    const disk = createMemoryDisk();
    const first = await open(disk);
    await first.wipe();
    expect(marked()).toBeNull();
    expect((await open(disk)).status().lostLocalData).toBe(false);
  });
});

it("S14 a device whose browser went back to an earlier state of it says that edits are gone, once", async () => {
  const { open, time, marked } = setUp();
  const disk = createMemoryDisk();
  const first = await open(disk);
  await first.perform([create]);
  await time.pass(500);
  const earlier = copyDisk(disk);
  await first.perform([create]);
  await time.pass(500);
  await first.stop();
  expect(marked()).toEqual({ last: 2 });
  const again = await open(earlier);
  expect(again.status().lostLocalData).toBe(true);
  await again.stop();
  const later = await open(earlier);
  expect(later.status().lostLocalData).toBe(false);
  await later.stop();
});

it("S2 an edit that the server has under an earlier name of this device is kept as the server signed for it, and can be undone", async () => {
  const { open, server, time } = setUp();
  const disk = createMemoryDisk();
  const first = await open(disk);
  server.up = false;
  server.cut();
  await first.perform([create]);
  const [id = ""] = [...first.view.ids("deal")];
  const edited = await first.perform([{ name: "edit", args: { id, values: { title: "Another" } } }]);
  const earlier = copyDisk(disk);
  server.up = true;
  await time.pass(60_000);
  await first.stop();
  expect([...disk.sent.values()].map(({ group }) => group)).toEqual(server.applied);
  // The profile is put back to what it was before the verdicts came, and the server takes it for another device.
  server.nextDevice = "device-2";
  server.judging = false;
  const crashed = await open(earlier);
  await crashed.stop();
  expect(earlier.meta.device?.id).toBe("device-2");
  expect(JSON.stringify([...earlier.outbox.values()].map(({ group }) => group))).toContain("device-2.1");
  server.judging = true;
  const again = await open(earlier);
  await time.pass(500);
  expect(earlier.outbox.size).toBe(0);
  expect([...earlier.sent.values()].map(({ group }) => group)).toEqual(server.applied);
  expect(edited.ok && (await again.undo(edited.value.group)).ok).toBe(true);
  expect(again.view.read(id)?.fields["title"]?.value).toBe("Deal");
  await again.stop();
});

it("S1 a device that has been filled shows and edits everything with no network, from a cold start", async () => {
  const { open, server, time } = setUp();
  const disk = createMemoryDisk();
  const first = await open(disk);
  await first.perform([create]);
  await time.pass(500);
  await first.stop();
  server.up = false;
  const cold = await open(disk);
  expect(cold.status()).toMatchObject({ phase: "offline", complete: true });
  const saved = await cold.perform([{ name: "edit", args: { id: [...cold.view.ids("deal")][0] ?? "", values: { title: "Edited offline" } } }]);
  expect(saved.ok).toBe(true);
  await cold.stop();
  const colder = await open(disk);
  let title = "";
  let pending: readonly string[] = [];
  colder.watch("query", { kind: "deal" }, ({ rows }) => ([title, pending] = [rows[0]?.title ?? "", rows[0]?.pending ?? []]));
  expect([title, pending]).toEqual(["Edited offline", ["title"]]);
});

it("S11 what waits is listed with its records, and what was sent is told apart", async () => {
  const { open, server, time } = setUp();
  const engine = await open(createMemoryDisk());
  server.judging = false;
  await engine.perform([create]);
  await time.pass(100);
  server.up = false;
  const seen: string[][] = [];
  engine.watch("pending", null, (edits) => seen.push(edits.map(({ state, command, records }) => `${state} ${command} ${records[0]?.title}`)));
  await time.pass(100);
  expect(seen.at(-1)).toEqual(["sent create Deal"]);
  server.judging = true;
  server.cut();
  await engine.perform([{ name: "logActivity", args: { root: [...engine.view.ids("deal")][0] ?? "", type: "call", text: "Hello" } }]);
  server.up = true;
  await time.pass(60_000);
  expect(seen.at(-1)).toEqual([]);
  await expect(engine.stop().then(() => engine.perform([create]))).rejects.toThrow("ended");
});
