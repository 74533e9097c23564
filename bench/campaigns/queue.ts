// Owns what the queue alone costs: jobs that do nothing, sent one by one and worked off meanwhile, by ours on PostgreSQL and by
// BullMQ on Redis. Both are durable before they say that a job is taken: Redis syncs its log at each command.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "../../sync-server/src/db/open-database.ts";
import { createJobs } from "../../sync-server/src/jobs/jobs.ts";
import { installPeers } from "../install-peers.ts";
import type { Row } from "../metric.ts";
import { installedVersion, localFile } from "../peers/local-file.ts";
import type { Context } from "../sync/context.ts";
import { withFreshPostgres } from "./fresh-postgres.ts";

const SENDERS = 50;
const log = { error: () => undefined, warn: () => undefined };

async function oursIn(databaseUrl: string, total: number): Promise<number> {
  const database = await openDatabase({ databaseUrl }, { lost: () => undefined, trouble: () => undefined });
  const jobs = await createJobs({ database, databaseUrl, log, rules: { watch: { atOnce: SENDERS } } });
  try {
    let done = 0;
    jobs.work("watch", async () => void (done += 1));
    const began = performance.now();
    let next = 0;
    await Promise.all(Array.from({ length: SENDERS }, async () => {
      for (let slot = next++; slot < total; slot = next++) {
        await jobs.send("watch", { slot });
        if (slot % SENDERS === 0) jobs.wake("watch");
      }
    }));
    while (done < total) {
      jobs.wake("watch");
      await sleep(5);
    }
    return (total / (performance.now() - began)) * 1_000;
  } finally {
    await jobs.stop();
    await database.close();
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.once("error", () => resolve(false));
  });

async function bullmq(total: number, port: number): Promise<number | string> {
  const dir = mkdtempSync(join(tmpdir(), "outrider-redis-"));
  const redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir, "--appendonly", "yes", "--appendfsync", "always", "--save", ""], { stdio: "ignore" });
  let trouble: string | undefined;
  redis.once("error", ({ message }) => (trouble = `no Redis here: ${message}`));
  try {
    for (let tries = 0; tries < 100 && trouble === undefined && !(await answers(port)); tries += 1) await sleep(50);
    if (trouble !== undefined) return trouble;
    const child = spawn(process.execPath, [localFile("./bullmq-queue.mjs")], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, BENCH_PORT: String(port), BENCH_JOBS: String(total) } });
    let said = "";
    child.stdout.on("data", (part: Buffer) => (said += part.toString()));
    const [code] = (await once(child, "exit")) as [number | null];
    return code === 0 ? (JSON.parse(said) as { readonly perSecond: number }).perSecond : `BullMQ ended with ${String(code)}`;
  } finally {
    if (trouble === undefined) {
      redis.kill("SIGTERM");
      await once(redis, "exit");
    }
    rmSync(dir, { recursive: true, force: true });
  }
}

export async function runQueue(quick: boolean, { freshPort, say }: Context): Promise<Row[]> {
  const total = quick ? 1_000 : 10_000;
  const common = { id: "campaigns", metric: "jobs", of: `${total.toLocaleString("en")} that do nothing`, runs: 1 } as const;
  say("the queue of jobs");
  const ours = await withFreshPostgres((url) => oursIn(url, total));
  const wrong = installPeers();
  const theirs = wrong ?? (await bullmq(total, freshPort()));
  return [
    { ...common, peer: "outrider postgres", ours: true, value: ours, ...(ours === undefined && { note: "no PostgreSQL here" }) },
    { ...common, peer: "BullMQ on Redis", ours: false, value: typeof theirs === "number" ? theirs : undefined, note: typeof theirs === "number" ? `BullMQ ${installedVersion("bullmq") ?? "?"}, each command synced` : `not available here: ${theirs}` },
  ];
}
