// Backup and restore under live devices, on the real server: what was acknowledged after the backup comes back from the
// devices, what was erased after it does not, and a file that is not whole changes nothing.
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textOf } from "@outrider/shared/records";
import { backUp, erase, restore, withDatabase } from "../sync-server/src/backup/commands.ts";
import { restoreBackup } from "../sync-server/src/backup/restore-backup.ts";
import { emptyPlaces, type TestPlace } from "../sync-server/src/db/testing/each-database.ts";
import { readEnv } from "../sync-server/src/env.ts";
import { createErasedList } from "../sync-server/src/feed/erased-list.ts";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./crash/node-device.ts";
import { sampledPlaces } from "./crash/sampled-places.ts";
import { type ServerProcess, startServerProcess } from "./crash/server-process.ts";
import { accounts, missing, seenByNewDevice } from "./crash/writers.ts";

interface Place { readonly env: ReturnType<typeof readEnv>; readonly start: () => Promise<ServerProcess>; remove(): Promise<void> }

async function placeOf(make: () => Promise<TestPlace>, port: number): Promise<Place> {
  const made = await make();
  const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-backup-"));
  const databaseUrl = "databaseUrl" in made.place ? made.place.databaseUrl : undefined;
  return {
    env: readEnv({ DATA_DIR: dataDirectory, ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) }),
    start: () => startServerProcess({ port, dataDirectory, ...(databaseUrl !== undefined && { databaseUrl }), env: { LOG_LEVEL: "info" } }),
    async remove() {
      await made.remove();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

const synced = async (...devices: readonly NodeDevice[]): Promise<void> =>
  await until(() => devices.every(isSynced), () => JSON.stringify(devices.map(({ engine }) => engine.status())), 60_000);

async function write(device: NodeDevice, names: readonly string[], saved: Map<string, string>): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const made = await device.engine.perform([{ name: "create", args: { kind: "lead", values: { name } } }]);
    if (!made.ok) throw new Error(made.error.message);
    ids.push(made.value.records[0] as string);
    saved.set(ids.at(-1) as string, name);
  }
  return ids;
}

/** A file on a lead of its own, whose bytes the server has; answers its id. */
async function attach(url: string, { cookie }: { readonly cookie: string }, device: NodeDevice, saved: Map<string, string>): Promise<string> {
  const [root = ""] = await write(device, ["Has a file"], saved);
  const sha256 = createHash("sha256").update("abc").digest("hex");
  const made = await device.engine.perform([{ name: "create", args: { kind: "attachment", values: { root, name: "abc.txt", size: 3, sha256 } } }]);
  if (!made.ok) throw new Error(made.error.message);
  await synced(device);
  const [id = ""] = made.value.records;
  const ask = (method: string, query: string, body?: string): Promise<Response> =>
    fetch(`${url}/api/attachments/${id}/upload${query}`, { method, headers: { cookie, origin: url, "content-type": "application/octet-stream" }, ...(body !== undefined && { body }) });
  expect([(await ask("PUT", "?offset=0", "abc")).status, (await ask("POST", "")).status]).toEqual([200, 200]);
  return id;
}

const numbered = (what: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${what} ${index}`);
const [now, soon] = [(): Date => new Date(), { timeout: 400_000 }];

describe.each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 23_710 + 10 * index })))("a backup ($kind)", ({ kind, make, port }) => {
  let folder = "";
  let place: Place;
  /** Of the place as the first test leaves it, with no server; taken once. */
  let whole: Promise<string> | undefined;
  const stopped = (): Promise<string> => (whole ??= backUp(place.env, join(folder, `stopped-${kind}.backup`), now()).then(({ path }) => path));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "outrider-backups-"));
    place = await placeOf(make, port);
  });
  afterAll(async () => {
    await place.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it("O3 S2 taken while devices write, and restored under them: what was acknowledged since comes back, and what was erased since stays erased", soon, async () => {
    let server = await place.start();
    const saved = new Map<string, string>();
    const devices: NodeDevice[] = [];
    try {
      const [rep, manager, admin] = await accounts(server.url);
      if (!rep || !manager || !admin) throw new Error("nobody signed in");
      for (const account of [rep, manager]) devices.push(await openNodeDevice(server.url, account));
      const [one, two] = devices as [NodeDevice, NodeDevice];
      await synced(one, two);
      const [forgotten] = await write(one, ["Erased after the backup", ...numbered("before", 20)], saved);
      const file = await attach(server.url, rep, one, saved);
      await synced(one, two);

      const [taken] = await Promise.all([backUp(place.env, folder, now()), write(two, numbered("while it was taken", 10), saved)]);
      expect(taken.rows).toBeGreaterThan(1000);
      expect((await stat(taken.path)).mode & 0o077).toBe(0);
      await expect(backUp(place.env, taken.path, now())).rejects.toThrow("is there already");

      const [alsoForgotten] = await write(one, ["Made and erased after the backup", ...numbered("after, by one", 20)], saved);
      await write(two, numbered("after, by two", 20), saved);
      const call = await two.engine.perform([{ name: "logActivity", args: { root: forgotten as string, type: "call", text: "Hangs on what is erased" } }]);
      expect(call.ok).toBe(true);
      await synced(one, two);
      const gone = await erase(place.env, rep.workspace, [forgotten as string, alsoForgotten as string], Date.now());
      expect(gone).toHaveLength(3);
      for (const id of [forgotten, alsoForgotten]) saved.delete(id as string);
      // Devices let go of it at once.
      await until(() => devices.every(({ engine, disk }) => gone.every((id) => !engine.view.read(id) && !disk.confirmed.has(id))), () => "a device still holds what was erased");

      await server.kill();
      await write(one, numbered("while it was down", 5), saved);
      await expect(restore(place.env, taken.path, { replace: false, now: Date.now() })).rejects.toThrow("There is data in this database");
      expect(await restore(place.env, taken.path, { replace: true, now: Date.now() })).toMatchObject({ rows: taken.rows, tables: taken.tables, erased: 3 });
      server = await place.start();
      await synced(one, two);
      expect(server.output()).toContain("feed.rewound");
      expect(await (await fetch(`${server.url}/api/attachments/${file}/content`, { headers: { cookie: rep.cookie } })).text()).toBe("abc");
      const seen = await seenByNewDevice(server.url, admin, "lead", "name");
      expect(missing(saved, seen)).toEqual([]);
      expect(gone.filter((id) => seen.has(id))).toEqual([]);
      expect([...seen.values()].filter((name) => name.includes("rased"))).toEqual([]);
      for (const { engine } of devices) expect(gone.filter((id) => engine.view.read(id))).toEqual([]);
      // New edits go on as before.
      const [last] = await write(two, ["after it all"], saved);
      await synced(two);
      await until(() => textOf(two.engine.view.read(last as string) ?? { id: "", kind: "lead", fields: {}, sets: {}, losers: {}, trail: {} }, "name") === "after it all", () => "the last edit is not there");
    } finally {
      await Promise.all(devices.map(({ engine }) => engine.stop()));
      await server.stop();
    }
  });

  it("S2 an older copy of the database put back by other means: what was erased since is erased again at the start", soon, async () => {
    const other = await placeOf(make, port + 1);
    let server = await other.start();
    try {
      const [rep] = await accounts(server.url);
      if (!rep) throw new Error("nobody signed in");
      const device = await openNodeDevice(server.url, rep);
      await synced(device);
      const saved = new Map<string, string>();
      const [id] = await write(device, ["Erased"], saved);
      await synced(device);
      await device.engine.stop();
      const { path } = await backUp(other.env, join(folder, `other-${kind}.backup`), now());
      const list = join(other.env.DATA_DIR, "erased.jsonl");
      await erase(other.env, rep.workspace, [id as string], Date.now());
      await server.stop();
      const erased = await readFile(list, "utf8");
      await rm(list);
      expect((await restore(other.env, path, { replace: true, now: Date.now() })).erased).toBe(0);
      // As a list that comes back from where it was kept, its last line cut off while it was being written.
      await writeFile(list, `${erased}{"workspace":"00000000`);
      server = await other.start();
      expect(server.output()).toContain("erased again");
      expect([...(await seenByNewDevice(server.url, rep, "lead", "name")).keys()]).not.toContain(id);
    } finally {
      await server.stop();
      await other.remove();
    }
  });

  /** Files that are not whole, or are none. */
  async function changesNothing(path: string, other: Place): Promise<void> {
    const bytes = await readFile(path);
    const lines = gunzipSync(bytes).toString();
    const cut = join(folder, "cut.backup");
    const attempts = [
      [bytes.subarray(0, bytes.length - 200), /cannot be read to its end|was cut short/],
      [gzipSync(lines.replace("before 3", "before 4")), /its checksum does not match/],
      [gzipSync(lines.split("\n").slice(0, -3).join("\n")), /was cut short/],
      [gzipSync("{}\n"), /is no backup/],
    ] as const;
    await withDatabase(other.env, async (database) => {
      for (const [content, why] of attempts) {
        await writeFile(cut, content);
        await expect(restoreBackup({ database, path: cut, replace: true, list: createErasedList(other.env.DATA_DIR), now: Date.now() })).rejects.toThrow(why);
      }
    });
  }

  it("O3 restored into an empty database of either kind it is the same, and a file that is not whole changes nothing", soon, async () => {
    const path = await stopped();
    const others = emptyPlaces.map(([, makeOther]) => makeOther);
    for (const [index, makeOther] of others.entries()) {
      const other = await placeOf(makeOther, port + 2 + index);
      try {
        if (index === 0) await changesNothing(path, other);
        await restore(other.env, path, { replace: false, now: Date.now() });
        const again = join(folder, `again-${kind}-${index}.backup`);
        await backUp(other.env, again, now());
        const rowsOf = async (file: string): Promise<readonly string[]> => gunzipSync(await readFile(file)).toString().split("\n").slice(1, -2).sort();
        const [before, after] = [await rowsOf(path), await rowsOf(again)];
        const cells = (all: readonly string[]): readonly string[] => all.flatMap((line) => ((JSON.parse(line) as { rows?: unknown }).rows instanceof Array ? (JSON.parse(line) as { rows: unknown[] }).rows.map((row) => JSON.stringify(row)) : [line])).sort();
        expect(cells(after)).toEqual(cells(before));
        // Who was signed in still is, where the secrets came along.
        await copyFile(join(place.env.DATA_DIR, "secrets.json"), join(other.env.DATA_DIR, "secrets.json"));
        const server = await other.start();
        try {
          const [rep] = await accounts(server.url);
          expect((await seenByNewDevice(server.url, rep as NonNullable<typeof rep>, "lead", "name")).size).toBeGreaterThan(60);
          await expect(restore(other.env, path, { replace: true, now: Date.now() })).rejects.toThrow(/is in use by|other connections/);
        } finally {
          await server.stop();
        }
      } finally {
        await other.remove();
      }
    }
  });

  it("O3 made by a later version it is refused with what to do", soon, async () => {
    const [first = "", ...rest] = gunzipSync(await readFile(await stopped())).toString().split("\n");
    const later = JSON.parse(first) as { manifest: { migrations: number[] } };
    later.manifest.migrations.push(9_999_999_999_999);
    const body = [JSON.stringify(later), ...rest.slice(0, -2)].map((line) => `${line}\n`).join("");
    const end = JSON.parse(rest.at(-2) ?? "") as { whole: object };
    const file = join(folder, `changed-${kind}.backup`);
    await writeFile(file, gzipSync(`${body}${JSON.stringify({ whole: { ...end.whole, sha256: createHash("sha256").update(body).digest("hex") } })}\n`));
    await expect(restore(place.env, file, { replace: true, now: Date.now() })).rejects.toThrow("made by a later version");
  });

  it("O3 made before a migration it is brought up to date", soon, async () => {
    const lines = gunzipSync(await readFile(await stopped())).toString().trimEnd().split("\n");
    const parts = lines.slice(0, -1).map((line) => JSON.parse(line) as { part: string; manifest?: { migrations: number[] }; table?: string; columns?: string[]; rows?: readonly (readonly unknown[])[] | number });
    // As it was before the migration that gave records a name and an open mark, and before all later tables.
    const known = ["user", "session", "account", "verification", "workspace", "invitation", "audit_log", "feed_head", "feed_mark", "feed_boot", "record", "feed", "bucket_sum", "device", "verdict", "erased"];
    const later: Readonly<Record<string, readonly string[]>> = { record: ["name", "open"], feed: ["facts_seq"], workspace: ["offline_lease_days", "self_registration", "measure_use", "require_second_factor"], audit_log: ["ordinal", "salt", "payload_hash", "hash", "erased_at"] };
    let columns: readonly number[] | null = null;
    let table = "";
    const early = parts.filter((part) => {
      if (part.table !== undefined) ({ table } = part);
      return part.manifest !== undefined || known.includes(table);
    }).map((part) => {
      if (part.manifest) return { ...part, manifest: { ...part.manifest, migrations: part.manifest.migrations.filter((when) => when < 1_795_286_761_315) } };
      const without = part.table === undefined ? undefined : later[part.table];
      if (part.table !== undefined) columns = without ? (part.columns ?? []).flatMap((name, index) => (without.includes(name) ? [] : [index])) : null;
      const kept = columns;
      if (kept && part.columns) return { ...part, columns: kept.map((index) => part.columns?.[index]) };
      return kept && Array.isArray(part.rows) ? { ...part, rows: part.rows.map((row: readonly unknown[]) => kept.map((index) => row[index])) } : part;
    });
    const counts = { rows: early.reduce((sum, { part, rows }) => sum + (part === "rows" && Array.isArray(rows) ? rows.length : 0), 0), tables: early.filter(({ part }) => part === "table").length };
    const body = early.map((part) => `${JSON.stringify(part)}\n`).join("");
    const end = JSON.parse(lines.at(-1) ?? "") as { whole: object };
    const file = join(folder, `early-${kind}.backup`);
    await writeFile(file, gzipSync(`${body}${JSON.stringify({ whole: { ...end.whole, ...counts, sha256: createHash("sha256").update(body).digest("hex") } })}\n`));
    const { rows } = await restore(place.env, file, { replace: true, now: Date.now() });
    expect(rows).toBeGreaterThan(1000);
    const after = join(folder, `after-${kind}.backup`);
    await backUp(place.env, after, now());
    expect(gunzipSync(await readFile(after)).toString()).toContain('"columns":["workspace_id","id","kind","root","seq","state","name","open"]');
  });
});
