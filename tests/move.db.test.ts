// Moving an instance to another database: all of it is there, devices go on where they were, a target that is not empty is
// refused, and whoever is killed on the way leaves nothing half.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withDatabase } from "../sync-server/src/backup/commands.ts";
import { move } from "../sync-server/src/backup/move.ts";
import { connect } from "../sync-server/src/db/client.ts";
import { differing, tableSums } from "../sync-server/src/backup/table-sums.ts";
import { emptyPlaces, type TestPlace } from "../sync-server/src/db/testing/each-database.ts";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./crash/node-device.ts";
import { sampledPlaces } from "./crash/sampled-places.ts";
import { startServerProcess } from "./crash/server-process.ts";
import { accounts } from "./crash/writers.ts";

const root = join(import.meta.dirname, "..");
const targetOf = ({ place }: TestPlace): string => ("databaseUrl" in place ? place.databaseUrl : place.dataDirectory);
const placed = (target: string, dataDirectory: string) => (target.startsWith("postgres") ? { DATA_DIR: dataDirectory, DATABASE_URL: target } : { DATA_DIR: target, DATABASE_URL: undefined });
const synced = (device: NodeDevice) => until(() => isSynced(device), () => JSON.stringify(device.engine.status()), 60_000);
const make = async ({ engine }: NodeDevice, name: string): Promise<string> => {
  const made = await engine.perform([{ name: "create", args: { kind: "lead", values: { name } } }]);
  if (!made.ok) throw new Error(made.error.message);
  return made.value.records[0] as string;
};
const nameOf = ({ engine }: NodeDevice, id: string): unknown => engine.view.read(id)?.fields["name"]?.value;

/** PostgreSQL where there is one. */
const [kind, makeTarget] = emptyPlaces.at(-1) as (typeof emptyPlaces)[number];
const port = 20_540;

describe(`an instance on the embedded database, moved to another (${kind})`, () => {
  let source: TestPlace;
  let target: TestPlace;
  let from: { readonly DATA_DIR: string; readonly DATABASE_URL: undefined };
  const serve = (at: { readonly DATA_DIR: string; readonly DATABASE_URL: string | undefined }) =>
    startServerProcess({ port, dataDirectory: at.DATA_DIR, ...(at.DATABASE_URL !== undefined && { databaseUrl: at.DATABASE_URL }), env: { LOG_LEVEL: "info" } });
  beforeAll(async () => {
    const [, makeSource] = sampledPlaces[0] as (typeof sampledPlaces)[number];
    [source, target] = [await makeSource(), await makeTarget()];
    if (!("dataDirectory" in source.place)) throw new Error("the first kind of place is the embedded one");
    from = { DATA_DIR: source.place.dataDirectory, DATABASE_URL: undefined };
  }, 120_000);
  afterAll(async () => {
    await source.remove();
    await target.remove();
  }, 60_000);

  const run = (to: string) => spawn(process.execPath, ["--liftoff-only", "--import", "tsx", join(root, "scripts/move.ts"), "--to", to], { cwd: root, env: { ...process.env, DATA_DIR: from.DATA_DIR }, stdio: ["ignore", "pipe", "pipe"] });

  it("O3 killed on the way it leaves the target empty or whole, never half, and can be begun again", { timeout: 300_000 }, async () => {
    const other = await makeTarget();
    try {
      const there = placed(targetOf(other), from.DATA_DIR);
      const whole = await withDatabase(from, tableSums);
      const mover = run(targetOf(other));
      const gone = new Promise((resolve) => mover.once("exit", resolve));
      // All is read, and the target is being filled or about to be.
      await until(() => existsSync(join(from.DATA_DIR, "moving.backup")) || mover.exitCode !== null, () => "the copy was not made", 120_000);
      mover.kill("SIGKILL");
      await gone;
      const left = await withDatabase(there, tableSums);
      const isWhole = differing(whole, left).length === 0;
      expect(isWhole || left.every(({ rows }) => rows === 0)).toBe(true);
      if (isWhole) return;
      expect(await move(from, targetOf(other), new Date())).toMatchObject({ vector: true });
      expect(differing(whole, await withDatabase(there, tableSums))).toEqual([]);
      expect(existsSync(join(from.DATA_DIR, "moving.backup"))).toBe(false);
    } finally {
      await other.remove();
    }
  });

  it("O3 holds the same in every table; its devices go on from their cursors, and the source is as it was", { timeout: 300_000 }, async () => {
    let server = await serve(from);
    const [rep, , admin] = await accounts(server.url);
    if (!rep || !admin) throw new Error("nobody signed in");
    const device = await openNodeDevice(server.url, rep);
    try {
      await synced(device);
      const before = await make(device, "Before the move");
      await synced(device);
      await expect(move(from, targetOf(target), new Date())).rejects.toThrow(/in use|runs on/);
      await server.stop();
      const held = await withDatabase(from, tableSums);
      const offline = await make(device, "Written while it moved");

      const moved = await move(from, targetOf(target), new Date());
      expect(moved.rows).toBe(held.reduce((all, { rows }) => all + rows, 0));
      expect(moved.rows).toBeGreaterThan(2_000);
      expect(differing(held, await withDatabase(from, tableSums))).toEqual([]);
      const there = placed(targetOf(target), from.DATA_DIR);
      await expect(move(from, targetOf(target), new Date())).rejects.toThrow(kind === "postgres" ? "There is data in the target" : "is there already");

      server = await serve(there);
      await synced(device);
      // The same history: nobody is told to load anew.
      expect(server.output()).not.toContain("rewound");
      expect([nameOf(device, before), nameOf(device, offline)]).toEqual(["Before the move", "Written while it moved"]);
      const checked = await fetch(`${server.url}/api/audit/verify?workspace=${admin.workspace}`, { headers: { cookie: admin.cookie } });
      expect(await checked.json()).toMatchObject({ data: { holds: true } });
      // Its numbers go on: whoever signs in adds to the log and to the sessions.
      expect(await accounts(server.url)).toHaveLength(3);
      await server.stop();

      // And back, to a folder that was not there.
      const folder = join(await mkdtemp(join(tmpdir(), "outrider-moved-")), "back");
      const last = await withDatabase(there, tableSums);
      await move(there, folder, new Date());
      expect(differing(last, await withDatabase(placed(folder, folder), tableSums))).toEqual([]);
      server = await serve(placed(folder, folder));
      await synced(device);
      await server.stop();
      await rm(join(folder, ".."), { recursive: true, force: true });
    } finally {
      await device.engine.stop();
      await server.stop();
    }
  });

  it("O3 where it cannot go it says why, and touches nothing", { timeout: 120_000 }, async () => {
    await expect(move(from, from.DATA_DIR, new Date())).rejects.toThrow("The target is where the data already lies.");
    if (kind !== "postgres") return;
    const { sql } = connect({ target: { url: targetOf(target) }, max: 1 });
    const strange = `strange_${process.pid}`;
    const url = new URL(targetOf(target));
    url.pathname = `/${strange}`;
    try {
      await sql`create database ${sql(strange)}`;
      const there = connect({ target: { url: url.href }, max: 1 });
      await there.sql`create table invoices (id int)`;
      await there.sql.end();
      await expect(move(from, url.href, new Date())).rejects.toThrow("There are 1 tables of another program in the target.");
    } finally {
      await sql`drop database if exists ${sql(strange)} with (force)`;
      await sql.end();
    }
  });
});
