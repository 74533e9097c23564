// Today's server over what earlier versions left: it migrates it and loses nothing, and their devices go on where they
// were, or are told to update and keep what is on them.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textOf } from "@outrider/shared/records";
import { createEngine, createMemoryDisk, createMemoryStore, type MemoryDisk } from "../../client/src/engine/index.ts";
import { emptyPlaces } from "../../sync-server/src/db/testing/each-database.ts";
import { isSynced, openNodeDevice, until } from "../crash/node-device.ts";
import { type ServerProcess, startServerProcess } from "../crash/server-process.ts";
import { missing, seenByNewDevice } from "../crash/writers.ts";
import { type Account, signIn } from "../devices/account.ts";
import { engineAt } from "../devices/earlier-engine.ts";
import { nodeWorld } from "../devices/node-world.ts";
import { type EarlierPlace, earlierDevice, earlierPlace, SECRETS } from "./earlier-place.ts";

const PASSWORD = "outrider-demo";
/** The versions that closed parts 1 and 2: what was left behind, the commit, and what the server says to a device that was not updated. */
const VERSIONS = [
  { version: "first", commit: "6c0d875", told: "update-needed" },
  { version: "second", commit: "9d17a83", told: "synced" },
] as const;
const inAHurry = (ms: number): number => (ms > 100 ? ms * 0.05 : ms);
/** Each kind of database from the oldest, and one of them from the other. */
const placesOf = (row: number) => (row === 0 ? emptyPlaces : emptyPlaces.slice(-1));
const cases = VERSIONS.flatMap((one, row) => placesOf(row).map(([kind, make], column) => ({ ...one, kind, make, port: 20_500 + 10 * row + column })));

describe.each(cases)("what the $version version left ($kind)", ({ version, commit, told, make, port }) => {
  let place: EarlierPlace;
  let server: ServerProcess | undefined;
  let rep: Account;
  let before: ReadonlyMap<string, number>;
  beforeAll(async () => {
    place = await earlierPlace(version, await make());
    before = await place.rowsByTable();
    server = await startServerProcess({ port, dataDirectory: place.dataDirectory, ...(place.databaseUrl !== undefined && { databaseUrl: place.databaseUrl }), env: SECRETS });
    rep = await signIn(server.url, "rep@outrider.test", PASSWORD);
  }, 120_000);
  afterAll(async () => {
    await server?.kill();
    await place.remove();
  }, 60_000);
  const url = (): string => server?.url ?? "";

  it("O3 S12 is brought up to date: everybody signs in as before, and a new device is given all that was acknowledged", { timeout: 120_000 }, async () => {
    const { user, workspace, saved, unsent } = await earlierDevice(version);
    expect({ user: rep.user, workspace: rep.workspace }).toEqual({ user, workspace });
    const manager = await signIn(url(), "manager@outrider.test", PASSWORD);
    const acknowledged = new Map(Object.entries(saved).filter(([id]) => id !== unsent));
    expect(acknowledged.size).toBe(6);
    expect(missing(acknowledged, await seenByNewDevice(url(), manager, "lead", "name"))).toEqual([]);
    const admin = await signIn(url(), "admin@outrider.test", PASSWORD);
    const checked = await fetch(`${url()}/api/audit/verify?workspace=${workspace}`, { headers: { cookie: admin.cookie } });
    expect(await checked.json()).toMatchObject({ success: true, data: { holds: true } });
  });

  it("O3 S12 a device of that time that was not updated is told where it stands, and keeps what it has not sent", { timeout: 120_000 }, async () => {
    const earlier = await engineAt(commit);
    if (!earlier) return void process.stdout.write(`the client of ${commit}: not available here (this clone does not reach back so far)\n`);
    const { disk, unsent } = await earlierDevice(version);
    const old = await earlier.createEngine({ store: earlier.createMemoryStore(disk), world: nodeWorld(url(), rep, { wait: inAHurry }), user: rep.user });
    try {
      old.start();
      await until(() => old.status().phase === told, () => JSON.stringify(old.status()), 60_000);
      expect(old.view.read(unsent)?.fields["name"]?.value).toBe("Written then, and not sent");
      if (told === "update-needed") expect([disk.outbox.size, old.status().message]).toEqual([1, expect.stringMatching(/kept on your device/)]);
    } finally {
      await old.stop();
    }
  });

  it("O3 S12 a device of that time, once updated, goes on from where it was: it sends what it had not sent and hears what it missed", { timeout: 120_000 }, async () => {
    const { disk: left, saved } = await earlierDevice(version);
    const disk: MemoryDisk = { ...createMemoryDisk(), ...left };
    const offline = await createEngine({ store: createMemoryStore(disk), world: nodeWorld("http://127.0.0.1:1", rep), user: rep.user });
    expect([...offline.view.ids("lead")].length).toBeGreaterThan(5);
    await offline.stop();
    const device = await openNodeDevice(url(), rep, { disk });
    try {
      // An edit leaves the outbox when what it was written down as has come back, a little after its verdict.
      await until(() => isSynced(device) && disk.outbox.size === 0, () => JSON.stringify([device.engine.status(), ...disk.outbox.values()]), 60_000);
      const manager = await signIn(url(), "manager@outrider.test", PASSWORD);
      expect(missing(new Map(Object.entries(saved)), await seenByNewDevice(url(), manager, "lead", "name"))).toEqual([]);
      const own = [...device.engine.view.ids("lead")].map((id) => device.engine.view.read(id)).map((state) => (state ? textOf(state, "name") : ""));
      expect(own).toContain("Written then, and edited");
    } finally {
      await device.engine.stop();
    }
  });

  it("O3 no row of any table is lost by it", { timeout: 120_000 }, async () => {
    await server?.stop();
    server = undefined;
    const after = await place.rowsByTable();
    const fewer = [...before].filter(([table, rows]) => table !== "sync_ticket" && rows > (after.get(table) ?? 0));
    expect(fewer).toEqual([]);
    expect(before.get("record")).toBeGreaterThan(20);
  });
});
