// Clients of other versions at the server of today: those that were released with the two milestones before, built from
// this repository's own history, and one of tomorrow. Either they work together or the device says what to do and keeps
// all of its person's work until it is understood.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROTOCOL_VERSION } from "@outrider/shared/protocol";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine, createMemoryStore } from "../client/src/engine/index.ts";
import { until } from "./crash/node-device.ts";
import { sampledPlaces } from "./crash/sampled-places.ts";
import { startServerProcess, type ServerProcess } from "./crash/server-process.ts";
import { type Account, signIn } from "./devices/account.ts";
import { type EarlierEngine, engineAt, engineOfTomorrow } from "./devices/earlier-engine.ts";
import { nodeWorld } from "./devices/node-world.ts";

/** What was released with parts 1 and 2. */
const FIRST = "6c0d875";
const SECOND = "9d17a83";
const PASSWORD = "outrider-demo";

type Engine = Awaited<ReturnType<typeof createEngine>>;
type Disk = ReturnType<EarlierEngine["createMemoryDisk"]>;
const phase = (engine: Engine): string => engine.status().phase;
const inAHurry = (ms: number): number => (ms > 100 ? ms * 0.05 : ms);

describe("clients of other versions", () => {
  const [, make] = sampledPlaces[0] as (typeof sampledPlaces)[number];
  let server: ServerProcess;
  let made: Awaited<ReturnType<typeof make>>;
  let dataDirectory: string;
  let rep: Account;
  const running: Engine[] = [];

  beforeAll(async () => {
    made = await make();
    dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-versions-"));
    server = await startServerProcess({ port: 20_480, dataDirectory, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) });
    rep = await signIn(server.url, "rep@outrider.test", PASSWORD);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(running.map((engine) => engine.stop()));
    await server.kill();
    await rm(dataDirectory, { recursive: true, force: true });
    await made.remove();
  }, 60_000);

  /** An engine of any time over a disk; without `start` it has no network. */
  async function opened({ createEngine: create, createMemoryStore: over }: Pick<EarlierEngine, "createEngine" | "createMemoryStore">, disk: Disk, start = true): Promise<Engine> {
    const engine = await create({ store: over(disk), world: nodeWorld(server.url, rep, { wait: inAHurry }), user: rep.user });
    running.push(engine);
    if (start) engine.start();
    return engine;
  }
  const synced = (engine: Engine) => until(() => phase(engine) === "synced", () => JSON.stringify(engine.status()), 60_000);
  const create = async (engine: Engine, name: string): Promise<string> => {
    const saved = await engine.perform([{ name: "create", args: { kind: "lead", values: { name, owner: rep.user, status: "new" } } }]);
    if (!saved.ok) throw new Error(saved.error.message);
    return saved.value.records[0] as string;
  };
  const nameOf = (engine: Engine, id: string): unknown => engine.view.read(id)?.fields["name"]?.value;
  const notHere = (commit: string): void => void process.stdout.write(`the client of ${commit}: not available here (this clone does not reach back so far)\n`);

  it("S12 the client of the milestone before works with the server of today, beside today's, and goes on as today's with all it had", { timeout: 240_000 }, async () => {
    const earlier = await engineAt(SECOND);
    if (!earlier) return notHere(SECOND);
    const disk = earlier.createMemoryDisk();
    const old = await opened(earlier, disk);
    await synced(old);
    const today = { createEngine, createMemoryStore };
    const { createMemoryDisk } = await import("../client/src/engine/index.ts");
    const now = await opened(today, createMemoryDisk());
    await synced(now);
    const byOld = await create(old, "By the old one");
    const byNew = await create(now, "By the new one");
    await until(() => nameOf(now, byOld) === "By the old one" && nameOf(old, byNew) === "By the new one", () => "they do not hear each other");

    // A kind that the old one does not know reaches it, is kept, and disturbs nothing.
    await now.perform([{ name: "typeInto", args: { about: byNew, slot: "notes", update: "AQEHAAcBBGJvZHkDCXBhcmFncmFwaAA=" } }]);
    await until(() => [...disk.confirmed.values()].some(({ record }) => record.kind === "body"), () => "the rich text did not come");
    await synced(old);

    // Offline across the change: what was written with the old one is sent by the new one, over the same disk.
    await old.stop();
    const offline = await opened(earlier, disk, false);
    const written = await create(offline, "Written before the update");
    await offline.perform([{ name: "edit", args: { id: byNew, values: { name: "Renamed before the update" } } }]);
    await offline.stop();
    const after = await opened(today, disk as unknown as ReturnType<typeof createMemoryDisk>);
    await until(() => disk.outbox.size === 0 && phase(after) === "synced", () => JSON.stringify([after.status(), disk.outbox.size]), 60_000);
    await until(() => nameOf(now, written) === "Written before the update" && nameOf(now, byNew) === "Renamed before the update", () => "the server did not get it");
    expect([...after.view.ids("body")]).toHaveLength(1);
  });

  it("S12 a client that is too old says that an update is needed, keeps what is written with it, and sends it once it is updated", { timeout: 240_000 }, async () => {
    const earlier = await engineAt(FIRST);
    if (!earlier) return notHere(FIRST);
    // It was in step with its own server once: its disk is filled by today's engine, in the form that both read.
    const { createMemoryDisk } = await import("../client/src/engine/index.ts");
    const today = { createEngine, createMemoryStore };
    const disk = createMemoryDisk();
    const before = await opened(today, disk);
    await synced(before);
    await before.stop();
    const old = await opened(earlier, disk as unknown as Disk);
    await until(() => phase(old) === "update-needed", () => JSON.stringify(old.status()), 60_000);
    expect(old.status().message).toMatch(/same protocol.*kept on your device/);
    const written = await create(old, "Written with the oldest one");
    expect(disk.outbox.size).toBe(1);
    await old.stop();
    const after = await opened(today, disk);
    await until(() => disk.outbox.size === 0 && phase(after) === "synced", () => JSON.stringify([after.status(), disk.outbox.size]), 60_000);
    expect(nameOf(after, written)).toBe("Written with the oldest one");
  });

  it.each([
    ["a protocol", { protocol: PROTOCOL_VERSION + 1 }],
    ["a schema", { schema: SCHEMA_VERSION + 1 }],
  ] as const)("S12 a client with %s of tomorrow keeps what is written with it and waits for the server", { timeout: 240_000 }, async (_what, versions) => {
    const tomorrow = await engineOfTomorrow(versions);
    const { createMemoryDisk } = await import("../client/src/engine/index.ts");
    const today = { createEngine, createMemoryStore };
    const disk = createMemoryDisk();
    const before = await opened(today, disk);
    await synced(before);
    await before.stop();
    const newer = await opened(tomorrow, disk as unknown as Disk);
    const written = await create(newer, "Written with tomorrow's");
    await until(() => (newer.status().message ?? "").includes("kept"), () => JSON.stringify(newer.status()), 60_000);
    expect([disk.outbox.size, nameOf(newer, written), newer.status().pending]).toEqual([1, "Written with tomorrow's", 1]);
    await newer.stop();
  });
});
