// `npm run move -- --to postgres://user:password@host/database`: moves the configured instance to another database, with all
// servers stopped. `--to FOLDER` moves it to an embedded one. docs/upgrade.md says what comes after.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { move } from "../sync-server/src/backup/move.ts";
import { readEnv } from "../sync-server/src/env.ts";

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  const { to } = parseArgs({ options: { to: { type: "string" } } }).values;
  if (to === undefined) throw new Error("Say where it is to go: npm run move -- --to postgres://user:password@host:5432/database, or --to FOLDER for an embedded database");
  const env = readEnv(process.env);
  const { tables, rows, waitingJobs, vector } = await move(env, to, new Date());
  const isFolder = !/^postgres(ql)?:/.test(to);
  const lines = [
    `${rows.toLocaleString("en")} rows of ${tables} tables are in the new database, each table compared with the old one by count and checksum.`,
    ...(waitingJobs === 0 ? [] : [`${waitingJobs} jobs that waited (mails, reminders) are not moved: what is due is queued anew, mails that had not left are not sent.`]),
    ...(vector ? [] : ["The new database has no pgvector: search by meaning on the server will be off (devices search by themselves). Install it there and start the server again."]),
    isFolder ? `Now set DATA_DIR=${to} and take DATABASE_URL out of .env, and start the server.` : `Now set DATABASE_URL to the new address in .env, keep DATA_DIR=${env.DATA_DIR} (its secrets.json and erased.jsonl go on being used), and start the server.`,
    "The old database is as it was. Keep it until you have seen the new one work; what is written from now on is in the new one alone.",
  ];
  console.log(lines.join("\n"));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
