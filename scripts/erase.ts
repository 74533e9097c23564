// `npm run erase -- --workspace ID RECORD…`: erases records for ever, with what hangs on them: from the server now, from
// each device at its next contact, from backups whenever one is restored. It cannot be taken back.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { erase } from "../sync-server/src/backup/commands.ts";
import { readEnv } from "../sync-server/src/env.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { workspace: { type: "string" } } });
  if (values.workspace === undefined || positionals.length === 0) throw new Error("Say what: npm run erase -- --workspace ID RECORD…");
  const erased = await erase(readEnv(process.env), values.workspace, positionals, Date.now());
  console.log(`${erased.length.toLocaleString("en")} records are erased for ever.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
