// `npm run restore -- FILE [--force]`: puts a backup into the configured database, with all servers stopped. Without
// `--force` the database must be empty. docs/backup.md says what devices do then.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { restore } from "../sync-server/src/backup/commands.ts";
import { readEnv } from "../sync-server/src/env.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { force: { type: "boolean", default: false } } });
  const [path, more] = positionals;
  if (path === undefined || more !== undefined) throw new Error("Say which backup: npm run restore -- FILE [--force]");
  const { at, tables, rows, erased } = await restore(readEnv(process.env), path, { replace: values.force, now: Date.now() });
  console.log(`The database is as it was at ${at}: ${rows.toLocaleString("en")} rows of ${tables} tables.`);
  if (erased > 0) console.log(`${erased.toLocaleString("en")} records that were erased since then have been erased again.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
