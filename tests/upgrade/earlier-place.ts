// A workspace as an earlier version left it: its database as that version's own server made it (a dump of PostgreSQL's,
// schema and rows), and a device of that time with what it had not sent. Made once, by the version itself (docs/upgrade.md).
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { MemoryDisk } from "../../client/src/engine/index.ts";
import { connect, type Sql } from "../../sync-server/src/db/client.ts";
import { ensureDatabaseDirectory } from "../../sync-server/src/db/pglite-template.ts";
import { startPgliteThread } from "../../sync-server/src/db/pglite-thread.ts";
import { makeSocketFolder } from "../../sync-server/src/db/socket-folder.ts";
import type { TestPlace } from "../../sync-server/src/db/testing/each-database.ts";

const MADE = join(import.meta.dirname, "made");
const read = async (file: string): Promise<string> => gunzipSync(await readFile(join(MADE, file))).toString();

/** The secrets that its server had. They protect nothing. */
export const SECRETS = { JWT_SECRET: "made-up-for-a-test-of-upgrades-1", JWT_REFRESH_SECRET: "made-up-for-a-test-of-upgrades-2" } as const;

export interface EarlierDevice {
  readonly user: string;
  readonly workspace: string;
  /** Names by lead, as they were last saved then. */
  readonly saved: Readonly<Record<string, string>>;
  /** The one of them that never left the device. */
  readonly unsent: string;
  readonly disk: MemoryDisk;
}

function untagged(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$map" in value) return new Map(value.$map as [unknown, unknown][]);
  if ("$set" in value) return new Set(value.$set as unknown[]);
  return "$bytes" in value ? new Uint8Array(Buffer.from(value.$bytes as string, "base64")) : value;
}

/** A disk of its own at each call. */
export const earlierDevice = async (version: string): Promise<EarlierDevice> => JSON.parse(await read(`${version}.device.json.gz`), untagged) as EarlierDevice;

export interface EarlierPlace { readonly dataDirectory: string; readonly databaseUrl?: string; rowsByTable(): Promise<ReadonlyMap<string, number>>; remove(): Promise<void> }

const countRows = async (sql: Sql): Promise<ReadonlyMap<string, number>> => {
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const counts = new Map<string, number>();
  for (const { name } of tables) counts.set(name, Number((await sql`select count(*) as rows from ${sql(name)}`)[0]?.["rows"]));
  return counts;
};

/** Nobody may have the directory meanwhile. Nothing is migrated. */
async function inEmbedded<T>(dataDirectory: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const directory = join(dataDirectory, "pg");
  await ensureDatabaseDirectory(directory);
  const folder = makeSocketFolder(dataDirectory);
  const socketPath = join(folder.path, ".s.PGSQL.5432");
  const thread = await startPgliteThread({ directory, socketPath });
  const { sql } = connect({ target: { socketPath }, max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
    await thread.stop();
    folder.remove();
  }
}

async function inPostgres<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const { sql } = connect({ target: { url }, max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Fills an empty place with what that version left, and migrates nothing. */
export async function earlierPlace(version: string, made: TestPlace): Promise<EarlierPlace> {
  const dump = await read(`${version}.sql.gz`);
  const databaseUrl = "databaseUrl" in made.place ? made.place.databaseUrl : undefined;
  const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-upgrade-"));
  const within = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => (databaseUrl === undefined ? inEmbedded(dataDirectory, work) : inPostgres(databaseUrl, work));
  await within((sql) => sql.unsafe(dump));
  return {
    dataDirectory,
    ...(databaseUrl !== undefined && { databaseUrl }),
    rowsByTable: () => within(countRows),
    async remove() {
      await made.remove();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
