import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeOnEachDatabase, testPlaces } from "../db/testing/each-database.ts";
import { failLoudly } from "../db/testing/fail-loudly.ts";
import { openDatabase } from "../db/open-database.ts";
import { createJobs, type Jobs, type JobsDeps } from "./jobs.ts";

const log = { error: () => undefined, warn: () => undefined };
const until = async (fits: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> => {
  for (const end = Date.now() + ms; !(await fits()); await new Promise((resolve) => setTimeout(resolve, 30))) if (Date.now() > end) throw new Error("it did not come to that");
};

describeOnEachDatabase("the queue of jobs", (database, url) => {
  const running: Jobs[] = [];
  const open = async (more: Partial<JobsDeps> = {}): Promise<Jobs> => {
    const jobs = await createJobs({ database: database(), databaseUrl: url(), log, pollMs: 100, superviseSeconds: 1, rules: { watch: { retries: 2, firstWaitSeconds: 1 } }, ...more });
    running.push(jobs);
    return jobs;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
    await database().sql`delete from pgboss.job`;
  });

  it("O3 a job is done soon after it was sent, once, and leaves nothing behind", async () => {
    const jobs = await open({ pollMs: 60_000 });
    const done: number[] = [];
    jobs.work("watch", async ({ slot }) => void done.push(slot));
    for (const slot of [1, 2, 3]) await jobs.send("watch", { slot });
    await until(() => done.length === 3);
    await until(async () => (await jobs.depth()).watch.inHand === 0);
    expect(done.toSorted()).toEqual([1, 2, 3]);
    expect(await jobs.depth()).toMatchObject({ watch: { waiting: 0, inHand: 0, dead: 0 }, mail: { waiting: 0 } });
    expect(await database().sql`select from pgboss.job`).toHaveLength(0);
  });

  it("O3 a job of a transaction is there if the transaction is", async () => {
    const jobs = await open();
    const sent = database().sql.begin(async (tx) => {
      await jobs.send("watch", { slot: 1 }, { within: tx });
      throw new Error("back");
    });
    await expect(sent).rejects.toThrow("back");
    expect((await jobs.depth()).watch.waiting).toBe(0);
    await database().sql.begin((tx) => jobs.send("watch", { slot: 2 }, { within: tx }));
    expect((await jobs.depth()).watch.waiting).toBe(1);
    const done: number[] = [];
    jobs.work("watch", async ({ slot }) => void done.push(slot));
    await until(() => done.length === 1);
    expect(done).toEqual([2]);
  });

  it("O3 one that fails is tried again after a wait; one that failed for good stays to be seen, without what it carried", async () => {
    const jobs = await open();
    const tries: number[] = [];
    jobs.work("watch", ({ slot }, { tries: before }) => {
      tries.push(before);
      return slot === 1 && before === 1 ? Promise.resolve() : Promise.reject(new Error("the mail server is away"));
    });
    await jobs.send("watch", { slot: 1 });
    await until(async () => tries.length === 2 && (await jobs.depth()).watch.waiting + (await jobs.depth()).watch.inHand === 0);
    expect(tries).toEqual([0, 1]);
    await jobs.send("watch", { slot: 9 });
    await until(async () => (await jobs.depth()).watch.dead === 1);
    expect(tries).toEqual([0, 1, 0, 1, 2]);
    expect(await jobs.dead(10)).toMatchObject([{ kind: "watch", why: "the mail server is away", tries: 3 }]);
    const [row] = await database().sql<{ data: unknown }[]>`select data from pgboss.job where state = 'failed'`;
    await until(async () => JSON.stringify((await database().sql<{ data: unknown }[]>`select data from pgboss.job where state = 'failed'`)[0]?.data) === "{}");
    expect(row).toBeDefined();
  });

  it("O3 a job waits for its time, and of the same one in a while there is one", async () => {
    const jobs = await open();
    const done: number[] = [];
    jobs.work("watch", async ({ slot }) => void done.push(slot));
    const began = Date.now();
    await jobs.send("watch", { slot: 1 }, { after: new Date(Date.now() + 1500) });
    for (let times = 0; times < 3; times++) await jobs.send("watch", { slot: 2 }, { once: { key: "watch", seconds: 3600 } });
    await until(() => done.includes(1) && done.includes(2));
    expect(Date.now() - began).toBeGreaterThan(1000);
    expect(done.filter((slot) => slot === 2)).toHaveLength(1);
  });

  it("O3 stopping lets the job in hand end and takes no other; whoever comes next does the rest", async () => {
    const jobs = await open({ rules: { watch: { atOnce: 1 } } });
    const done: string[] = [];
    const begun: number[] = [];
    jobs.work("watch", async ({ slot }) => {
      begun.push(slot);
      await new Promise((resolve) => setTimeout(resolve, 300));
      done.push(`first ${slot}`);
    });
    await jobs.send("watch", { slot: 1 });
    await until(() => begun.length === 1);
    await jobs.send("watch", { slot: 2 });
    await jobs.stop();
    expect(done).toEqual(["first 1"]);
    const next = await open();
    next.work("watch", async ({ slot }) => void done.push(`next ${slot}`));
    await until(() => done.length === 2);
    expect(done).toEqual(["first 1", "next 2"]);
  });
});

describe("a server that is killed", () => {
  for (const [kind, make] of testPlaces) {
    it(`O3 S2 the job that it had in hand is done by the next one (${kind})`, { timeout: 120_000 }, async () => {
      const made = await make();
      const child = spawn(process.execPath, ["--liftoff-only", "--import", "tsx", join(import.meta.dirname, "testing/killed-worker.ts"), JSON.stringify(made.place)], { stdio: ["ignore", "pipe", "inherit"] });
      let said = "";
      child.stdout.on("data", (part: Buffer) => (said += part.toString()));
      await until(() => said.includes("in hand 7"), 60_000);
      child.kill("SIGKILL");
      await once(child, "exit");
      const database = await openDatabase(made.place, failLoudly);
      const jobs = await createJobs({ database, databaseUrl: "databaseUrl" in made.place ? made.place.databaseUrl : undefined, log, pollMs: 200, superviseSeconds: 1, rules: { watch: { withinSeconds: 2, firstWaitSeconds: 1 } } });
      const done: number[] = [];
      jobs.work("watch", async ({ slot }) => void done.push(slot));
      await until(() => done.length === 1, 60_000);
      await jobs.stop();
      expect(done).toEqual([7]);
      await database.close();
      await made.remove();
    });
  }
});
