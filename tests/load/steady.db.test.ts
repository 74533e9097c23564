// Two hundred sockets and fifty or a hundred changes a second for minutes: acknowledgements stay quick, the server does not grow,
// nothing is lost. `npm run soak -- --only load` runs it for half an hour and takes every figure at its word. Among other
// tests its latencies are held to what the machine gave it, which a thread that does nothing else tells; and of its memory
// what is held counts, after a collection, because two minutes are too short to see it under what is not collected yet.
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { testPlaces } from "../../sync-server/src/db/testing/each-database.ts";
import { type ServerProcess, startServerProcess } from "../crash/server-process.ts";
import { openLightDevice } from "../devices/light-device.ts";
import { invite, setUpAdmin } from "../devices/people.ts";
import { openCrowd } from "./crowd.ts";
import { floors, quantile, type Sample, slopePerMinute } from "./figures.ts";

const MINUTES = Number(process.env["OUTRIDER_LOAD_MINUTES"] ?? 2);
/** By itself on the machine: figures are not excused. */
const ALONE = process.env["OUTRIDER_LOAD_MINUTES"] !== undefined;
/** Among other tests half the changes: the other half of the processor is theirs. */
const [PEOPLE, DEVICES_EACH, PER_SECOND] = [20, 10, ALONE ? 100 : 50];
const WARM_UP_MS = 20_000;
const [P99_MS, SLOPE_MB] = [250, 1];
const COLLECT_EVERY_MS = 8_000;
const collect = fileURLToPath(new URL("./collect.cjs", import.meta.url));

/** Processes that share the work, on PostgreSQL. */
const SERVERS = Number(process.env["OUTRIDER_LOAD_SERVERS"] ?? 1);
const secrets = { JWT_SECRET: "s".repeat(40), JWT_REFRESH_SECRET: "r".repeat(40) };

/** PostgreSQL where there is one. */
const [kind, make] = testPlaces.find(([name]) => name === (process.env["OUTRIDER_LOAD_ON"] ?? "postgres")) ?? (testPlaces[0] as (typeof testPlaces)[number]);

/** Resident memory in MB, or undefined where the system does not say. */
function residentOf(pid: number): number | undefined {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** What a server holds after a collection, in MB. */
async function heldBy(server: ServerProcess): Promise<number | undefined> {
  const said = (): readonly string[] => server.output().match(/held \d+ bytes/g) ?? [];
  const before = said().length;
  process.kill(server.pid, "SIGUSR2");
  for (let tries = 0; said().length === before && tries < 100; tries++) await wait(20);
  return said().length === before ? undefined : Number(/\d+/.exec(said().at(-1) ?? "")?.[0]) / 2 ** 20;
}

/** How late a thread with nothing to do gets the processor, p99 in ms, asked at the end. */
function idleThread(): () => Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require("node:worker_threads");
     const late = []; let due = performance.now() + 10;
     const timer = setInterval(() => { const now = performance.now(); late.push(Math.max(0, now - due)); due = now + 10; }, 10);
     parentPort.once("message", () => { clearInterval(timer); late.sort((a, b) => a - b); parentPort.postMessage(late[Math.floor(late.length * 0.99)] ?? 0); });`,
    { eval: true },
  );
  return () =>
    new Promise((resolve) => {
      worker.once("message", (late: number) => {
        resolve(late);
        void worker.terminate();
      });
      worker.postMessage("tell");
    });
}

it(`S13 S2 ${PEOPLE * DEVICES_EACH} sockets and ${PER_SECOND} changes a second for ${MINUTES} minutes: acknowledged in time, no growth, nothing lost (${kind})`, { timeout: (MINUTES + 4) * 60_000 }, async () => {
  const made = await make();
  const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-load-"));
  const start = (index: number): Promise<ServerProcess> =>
    startServerProcess({
      port: 20_650 + index, dataDirectory, measured: true, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }),
      env: { SAMPLE: "off", ...secrets, ...(!ALONE && { NODE_OPTIONS: `--expose-gc --require ${collect}` }) },
    });
  const server = await start(0);
  const others: ServerProcess[] = [];
  try {
    for (let index = 1; index < SERVERS; index++) others.push(await start(index));
    const admin = await setUpAdmin(server.url);
    const people = [];
    for (let person = 0; person < PEOPLE; person++) people.push(await invite(server.url, admin, { name: `person-${person}`, role: "exec" }));
    const crowd = await openCrowd({ origins: [server, ...others].map(({ url }) => url), people, devicesEach: DEVICES_EACH, perSecond: PER_SECOND });
    await crowd.write(WARM_UP_MS);

    const memory: Sample[] = [];
    const started = performance.now();
    const note = (value: number | undefined): void => {
      if (value !== undefined) memory.push({ at: performance.now() - started, value });
    };
    const watch = ALONE
      ? setInterval(() => note(residentOf(server.pid)), 500)
      : setInterval(() => void heldBy(server).then(note), COLLECT_EVERY_MS);
    const late = idleThread();
    const waits = await crowd.write(MINUTES * 60_000);
    clearInterval(watch);
    const lateness = await late();
    expect(crowd.problems).toEqual([]);

    const [p50, p99, worst] = [0.5, 0.99, 1].map((q) => quantile(waits, q)) as [number, number, number];
    // The latter two thirds: compilers and caches have settled by then.
    const latter = memory.filter(({ at }) => at > (MINUTES * 60_000) / 3);
    const slope = slopePerMinute(ALONE ? floors(latter, 5_000) : latter);
    const whole = `${waits.length} acknowledged, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(0)} ms; an idle thread was ${lateness.toFixed(1)} ms late (p99), load ${(loadavg()[0] ?? 0).toFixed(1)}`;
    const byMinute = floors(memory, 60_000).map(({ value }) => value.toFixed(0));
    process.stdout.write(`load on ${kind}, ${SERVERS} server(s), ${MINUTES} min: ${whole}; ${ALONE ? "resident" : "held"} ${memory[0]?.value.toFixed(1)} to ${memory.at(-1)?.value.toFixed(1)} MB (least of each minute: ${byMinute.join(", ")}), slope ${slope.toFixed(2)} MB a minute\n`);

    expect(waits.length).toBeGreaterThan(MINUTES * 60 * PER_SECOND * 0.9);
    // An edit waits for a processor in the device, in the server and in the database, there and back.
    expect(p99, whole).toBeLessThan(P99_MS + (ALONE ? 0 : 10 * lateness));
    if (memory.length > 0) expect(slope, JSON.stringify(memory.map(({ value }) => value.toFixed(1)))).toBeLessThan(SLOPE_MB);

    // Nothing lost: every device of a person has it, and so has one that never was here.
    for (const end = performance.now() + 30_000; crowd.wrong().length > 0 && performance.now() < end; ) await wait(50);
    expect(crowd.wrong().slice(0, 3)).toEqual([]);
    const fresh = await Promise.all(people.map((person) => openLightDevice(server.url, person)));
    expect(crowd.wrong((person) => fresh[person] as (typeof fresh)[number]).slice(0, 3)).toEqual([]);
    for (const device of fresh) device.close();
    crowd.close();
  } finally {
    await Promise.all([server, ...others].map((one) => one.stop()));
    await made.remove();
    await rm(dataDirectory, { recursive: true, force: true });
  }
});
