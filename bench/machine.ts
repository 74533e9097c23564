// Owns the description of the machine a figure was taken on, including how long its disk takes to sync a small write:
// durable figures cannot be compared without it.
import { spawnSync } from "node:child_process";
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { connect } from "../sync-server/src/db/client.ts";
import { chromiumHere } from "./device/chromium-here.ts";
import { canPin } from "./pinned.ts";
import { postgresUrl } from "./postgres-here.ts";
import { median } from "./statistics.ts";

export interface Machine {
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly syncMs: number;
  readonly pinned: boolean;
  readonly browser: string;
  readonly postgres: string;
}

/** Median milliseconds of an fdatasync after a write of 4 kB, in `dir`. */
const syncMs = (dir: string): number => {
  const file = join(dir, "sync-probe");
  const handle = openSync(file, "w");
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    writeSync(handle, Buffer.alloc(4096, 1));
    fdatasyncSync(handle);
    return performance.now() - start;
  });
  closeSync(handle);
  rmSync(file);
  return Math.round((median(times) ?? 0) * 100) / 100;
};

const browserHere = (): string => {
  const { status, stdout } = spawnSync(chromiumHere().executablePath, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return status === 0 ? stdout.trim() : "no browser here";
};

const postgresHere = async (): Promise<string> => {
  const url = postgresUrl();
  if (url === undefined) return "no PostgreSQL here";
  const { sql } = connect({ target: { url }, max: 1 });
  try {
    const [server] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    const [vector] = await sql<{ version: string }[]>`select default_version as version from pg_available_extensions where name = 'vector'`;
    return `PostgreSQL ${server?.version ?? "?"}, ${vector === undefined ? "no pgvector" : `pgvector ${vector.version}`}`;
  } finally {
    await sql.end();
  }
};

export const describeMachine = async (dir: string): Promise<Machine> => ({
  system: `${type()} ${release()}`,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  syncMs: syncMs(dir),
  pinned: canPin(),
  browser: browserHere(),
  postgres: await postgresHere(),
});
