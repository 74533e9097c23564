import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "./open-database.ts";
import { type TestPlace, testPlaces } from "./testing/each-database.ts";
import { failLoudly } from "./testing/fail-loudly.ts";

const WRITER = fileURLToPath(new URL("./testing/writer.ts", import.meta.url));

let made: TestPlace;
/** A migrated database that nobody has open. */
let directory = "";
const children: ChildProcess[] = [];

beforeEach(async () => {
  const [, make] = testPlaces[0] as (typeof testPlaces)[number];
  made = await make();
  if (!("dataDirectory" in made.place)) throw new Error("the first kind of place is the embedded one");
  directory = made.place.dataDirectory;
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await made.remove();
});

/** Starts the writer; `acknowledged` grows while it runs. */
const startWriter = async (): Promise<{ child: ChildProcess; acknowledged: number[] }> => {
  const child = spawn(process.execPath, ["--liftoff-only", "--import", "tsx", WRITER, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const acknowledged: number[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the writer ended")));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line === "open") resolve();
      else acknowledged.push(Number(line));
    });
  });
  return { child, acknowledged };
};

it("S2 kill -9 in the middle of writes loses no row that was acknowledged, four times over", async () => {
  const all: number[] = [];
  for (let round = 0; round < 4; round++) {
    const { child, acknowledged } = await startWriter();
    await sleep(150 + round * 130);
    child.kill("SIGKILL");
    await once(child, "close");
    expect(acknowledged.length).toBeGreaterThan(0);
    all.push(...acknowledged);
  }
  const database = await openDatabase({ dataDirectory: directory }, failLoudly);
  try {
    const rows = await database.sql<{ id: number }[]>`select id from row_written`;
    const kept = new Set(rows.map(({ id }) => id));
    expect(all.filter((id) => !kept.has(id))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  } finally {
    await database.close();
  }
});

it("S2 a second opener of the directory is refused by name, and is welcome once the first is killed", async () => {
  const { child } = await startWriter();
  await expect(openDatabase({ dataDirectory: directory }, failLoudly)).rejects.toThrow(
    `is in use by process ${child.pid}`,
  );
  child.kill("SIGKILL");
  await once(child, "close");
  const database = await openDatabase({ dataDirectory: directory }, failLoudly);
  await database.close();
});

it("S2 two openers in one process do not share the directory either", async () => {
  const database = await openDatabase({ dataDirectory: directory }, failLoudly);
  await expect(openDatabase({ dataDirectory: directory }, failLoudly)).rejects.toThrow("is in use by process");
  await database.close();
  const again = await openDatabase({ dataDirectory: directory }, failLoudly);
  await again.close();
});

it("O3 closing leaves no lock and the directory closed to others", async () => {
  const empty = await mkdtemp(join(tmpdir(), "outrider-test-"));
  try {
    const database = await openDatabase({ dataDirectory: empty }, failLoudly);
    await database.close();
    expect(await readdir(empty)).toEqual(["pg"]);
    expect((await stat(empty)).mode & 0o077).toBe(0);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
});

it("O1 a directory that holds a damaged database gives an error, not an empty database", async () => {
  await writeFile(join(directory, "pg", "global", "pg_control"), Buffer.alloc(8192));
  await expect(openDatabase({ dataDirectory: directory }, failLoudly)).rejects.toThrow("does not open");
  expect(await readdir(directory)).toEqual(["pg"]);
});

it("S2 housekeeping keeps a much updated table small and every row in place", async () => {
  const database = await openDatabase({ dataDirectory: directory }, failLoudly);
  try {
    const { sql } = database;
    await sql`create table much_updated (id int primary key, n int not null)`;
    await sql`insert into much_updated select g, 0 from generate_series(1, 2000) g`;
    const grow = async (): Promise<number> => {
      for (let i = 0; i < 10; i++) await sql`update much_updated set n = n + 1`;
      const [row] = await sql<{ size: number }[]>`select pg_relation_size('much_updated') as size`;
      return row?.size ?? 0;
    };
    const before = await grow();
    await database.maintain?.();
    const after = await grow();
    expect(after).toBeLessThan(before * 1.2);
    const [row] = await sql`select count(*) as count, min(n) as min, max(n) as max from much_updated`;
    expect(row).toEqual({ count: 2000, min: 20, max: 20 });
  } finally {
    await database.close();
  }
});
