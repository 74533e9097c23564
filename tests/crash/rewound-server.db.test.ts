// A server whose past was cut: an older copy of its data directory put back under live devices, and the end of its
// write-ahead log torn off. What devices had acknowledged comes back from them, as it was stamped.
import { cp, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./node-device.ts";
import { sampledPlaces } from "./sampled-places.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { accounts, missing, seenByNewDevice } from "./writers.ts";

interface Scene { readonly directory: string; readonly database: string; readonly start: () => Promise<ServerProcess> }

async function scene(port: number): Promise<Scene> {
  const [, make] = sampledPlaces[0] as (typeof sampledPlaces)[number];
  const { place } = await make();
  const directory = "dataDirectory" in place ? place.dataDirectory : "";
  return { directory, database: join(directory, "pg"), start: () => startServerProcess({ port, dataDirectory: directory, env: { LOG_LEVEL: "info" } }) };
}

const synced = async (...devices: readonly NodeDevice[]): Promise<void> =>
  await until(() => devices.every(isSynced), () => JSON.stringify(devices.map(({ engine }) => engine.status())));

async function write(device: NodeDevice, names: readonly string[], saved: Map<string, string>): Promise<void> {
  for (const name of names) {
    const made = await device.engine.perform([{ name: "create", args: { kind: "lead", values: { name } } }]);
    if (!made.ok) throw new Error(made.error.message);
    saved.set(made.value.records[0] as string, name);
  }
}

const numbered = (what: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${what} ${index}`);

/** Tears the end off the newest segment of the log that holds anything: the last `bytes` that are not zero become zero. */
async function tearLog(directory: string, bytes: number): Promise<number> {
  const wal = join(directory, "pg_wal");
  const segments = (await readdir(wal)).filter((name) => /^[0-9A-F]{24}$/.test(name));
  const dated = await Promise.all(segments.map(async (name) => ({ name, at: (await stat(join(wal, name))).mtimeMs })));
  const newest = dated.sort((a, b) => b.at - a.at)[0];
  if (!newest) throw new Error("no segment of the log");
  const file = await open(join(wal, newest.name), "r+");
  try {
    const content = await file.readFile();
    let end = content.length;
    while (end > 0 && content[end - 1] === 0) end -= 1;
    const from = Math.max(0, end - bytes);
    await file.write(Buffer.alloc(end - from), 0, end - from, from);
    await file.sync();
    return end - from;
  } finally {
    await file.close();
  }
}

describe.concurrent("a server whose history was cut (pglite)", () => {
  it("S2 an older copy of the data directory under live devices: what was acknowledged comes back", { timeout: 120_000 }, async () => {
    const { directory, database, start } = await scene(20_320);
    let server = await start();
    const saved = new Map<string, string>();
    const devices: NodeDevice[] = [];
    try {
      const [rep, manager, admin] = (await accounts(server.url)) as [Awaited<ReturnType<typeof accounts>>[number], Awaited<ReturnType<typeof accounts>>[number], Awaited<ReturnType<typeof accounts>>[number]];
      for (const account of [rep, manager]) devices.push(await openNodeDevice(server.url, account));
      const [one, two] = devices as [NodeDevice, NodeDevice];
      await synced(one, two);
      await write(one, numbered("before the copy", 20), saved);
      await synced(one);
      await server.stop();
      await cp(database, `${database}.old`, { recursive: true });
      server = await start();
      await write(one, numbered("after the copy, by one", 30), saved);
      await write(two, numbered("after the copy, by two", 30), saved);
      await synced(one, two);
      await server.kill();
      await write(one, numbered("while it was down", 5), saved);
      await rm(database, { recursive: true });
      await cp(`${database}.old`, database, { recursive: true });
      server = await start();
      await synced(one, two);
      expect(server.output()).toContain("feed.rewound");
      const seen = await seenByNewDevice(server.url, admin, "lead", "name");
      expect(missing(saved, seen)).toEqual([]);
      // What one device sent again reaches the other: both hold what a new manager's device is given.
      const whole = await seenByNewDevice(server.url, manager, "lead", "name");
      await until(() => [...whole.keys()].every((id) => two.engine.view.read(id) !== undefined), () => "the other device lacks records");
      expect(devices.map(({ engine }) => engine.status().refused)).toEqual([0, 0]);
    } finally {
      await Promise.all(devices.map(({ engine }) => engine.stop()));
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });

  it("S2 the end of the write-ahead log torn off: what was acknowledged comes back", { timeout: 120_000 }, async () => {
    const { directory, database, start } = await scene(20_321);
    let server = await start();
    const saved = new Map<string, string>();
    const devices: NodeDevice[] = [];
    try {
      const [rep, , admin] = (await accounts(server.url)) as [Awaited<ReturnType<typeof accounts>>[number], unknown, Awaited<ReturnType<typeof accounts>>[number]];
      devices.push(await openNodeDevice(server.url, rep));
      const [one] = devices as [NodeDevice];
      await synced(one);
      await write(one, numbered("well before", 20), saved);
      await synced(one);
      // A clean stop writes a checkpoint, so that only what comes after it hangs on the log.
      await server.stop();
      server = await start();
      await until(() => isSynced(one), () => "not back");
      await write(one, numbered("on the torn end", 40), saved);
      await synced(one);
      await server.kill();
      expect(await tearLog(database, 24 * 1024)).toBeGreaterThan(8 * 1024);
      server = await start();
      await synced(one);
      expect(server.output()).toContain("feed.rewound");
      const seen = await seenByNewDevice(server.url, admin, "lead", "name");
      expect(missing(saved, seen)).toEqual([]);
    } finally {
      await Promise.all(devices.map(({ engine }) => engine.stop()));
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
