// `npm run backup -- FILE|FOLDER`: a backup of the whole database, while the server runs or while it does not.
// docs/backup.md says what is in it and what is not.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { backUp } from "../sync-server/src/backup/commands.ts";
import { readEnv } from "../sync-server/src/env.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [target, more] = positionals;
  if (target === undefined || more !== undefined) throw new Error("Say where it is to go: npm run backup -- FILE|FOLDER");
  const { path, tables, rows } = await backUp(readEnv(process.env), target, new Date());
  console.log(`${rows.toLocaleString("en")} rows of ${tables} tables are in ${path}`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
