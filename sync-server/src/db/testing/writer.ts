/**
 * A program for the kill test: opens the embedded database given as its argument, says `open`, and then inserts
 * rows one after the other, printing each number only when it is committed and synced, until it is killed.
 */
import { writeSync } from "node:fs";
import { openDatabase } from "../open-database.ts";
import { failLoudly } from "./fail-loudly.ts";

const directory = process.argv[2];
if (directory === undefined) throw new Error("usage: writer.ts <data directory>");
const { sql, sync } = await openDatabase({ dataDirectory: directory }, failLoudly);
await sql`create table if not exists row_written (id bigint generated always as identity primary key, padding text)`;
writeSync(1, "open\n");
const padding = "x".repeat(2_000);
for (;;) {
  const rows = await sql<{ id: number }[]>`
    insert into row_written (padding) select ${padding} from generate_series(1, 10) returning id`;
  await sync();
  writeSync(1, `${rows.map(({ id }) => id).join("\n")}\n`);
}
