// `npm run seed -- --size 100000`: fills a workspace of the configured database with made-up records, for benchmarks and
// for trying out. `--workspace` names one (an id or a name), `--seed` makes it the same records every time.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { readEnv } from "../sync-server/src/env.ts";
import { createLog } from "../sync-server/src/platform/logger.ts";
import { seedWorkspace } from "../sync-server/src/seed.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  const { values } = parseArgs({ options: { size: { type: "string", default: "2000" }, workspace: { type: "string" }, seed: { type: "string" } } });
  const size = Number(values.size);
  const seed = values.seed ?? new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  if (!Number.isSafeInteger(size) || size < 1) throw new Error("--size must be a whole number of records, such as 100000.");
  if (!/^[\w.-]{1,40}$/.test(seed)) throw new Error("--seed must be a short name of letters and digits.");
  const env = readEnv(process.env);
  const log = createLog({ level: "warn", file: env.LOG_FILE, errorFile: env.ERROR_LOG_FILE });
  const started = performance.now();
  let said = -1;
  const onProgress = (done: number): void => {
    const percent = Math.floor((done / size) * 100);
    if (percent === said) return;
    said = percent;
    const text = `${Math.min(100, percent)} %  ${done.toLocaleString("en")} records`;
    process.stdout.write(process.stdout.isTTY ? `\r${text}` : percent % 10 === 0 ? `${text}\n` : "");
  };
  const { workspace, records, edits } = await seedWorkspace({ env, log, size, seed, workspace: values.workspace, onProgress });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${process.stdout.isTTY ? "\r" : ""}${records.toLocaleString("en")} records by ${edits.toLocaleString("en")} edits are in “${workspace.name}” (seed ${seed}, ${seconds.toFixed(1)} s)`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
