/**
 * A program for the kill test: opens the database that its argument names, takes a job in hand, says so, and never ends
 * it. It is killed.
 */
import { writeSync } from "node:fs";
import { openDatabase } from "../../db/open-database.ts";
import type { DatabasePlace } from "../../db/database.ts";
import { failLoudly } from "../../db/testing/fail-loudly.ts";
import { createJobs } from "../jobs.ts";

const place = JSON.parse(process.argv[2] ?? "") as DatabasePlace;
const database = await openDatabase(place, failLoudly);
const jobs = await createJobs({ database, databaseUrl: "databaseUrl" in place ? place.databaseUrl : undefined, log: { error: () => undefined, warn: () => undefined }, rules: { watch: { withinSeconds: 2, firstWaitSeconds: 1 } } });
await jobs.send("watch", { slot: 7 });
jobs.work("watch", async ({ slot }) => {
  writeSync(1, `in hand ${slot}\n`);
  await new Promise<never>((_resolve) => setInterval(() => undefined, 1000));
});
