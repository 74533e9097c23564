import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { emptyPlaces } from "./db/testing/each-database.ts";
import { packageFolder } from "./platform/package-folder.ts";
import { SAMPLE_PASSWORD, SAMPLE_PEOPLE } from "./sample-workspace.ts";

const MAIN = join(packageFolder, "dist/main.js");
const PORT = 20_150 + (process.pid % 40);
const ORIGIN = `http://127.0.0.1:${PORT}`;

const children: ChildProcess[] = [];
const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

type Program = { readonly child: ChildProcess; readonly output: () => string; readonly code: Promise<unknown> };

/** Runs the program with this environment and nothing else of ours. It lives for seconds: its database is compiled once and not once more for speed. */
const run = (variables: Readonly<Record<string, string>>): Program => {
  const child = spawn(process.execPath, ["--liftoff-only", MAIN], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: String(PORT), ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (part: Buffer) => (output += String(part)));
  child.stderr.on("data", (part: Buffer) => (output += String(part)));
  return { child, output: () => output, code: once(child, "close").then(([code]: unknown[]) => code) };
};

const ready = async (program: Program): Promise<void> => {
  for (let i = 0; i < 600; i++) {
    if (program.output().includes("Outrider is at")) return;
    if (program.child.exitCode !== null) throw new Error(program.output());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not up after 60 s: ${program.output()}`);
};

const signIn = (email: string, password: string): Promise<Response> =>
  fetch(`${ORIGIN}/api/auth/login`, {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "outrider-main-"));
  cleanUps.push(() => rm(path, { recursive: true, force: true }));
  return path;
};

describe.each(emptyPlaces)("the program on %s", (_kind, make) => {
  it("O1 a fresh start makes the sample workspace, survives kill -9, and stops gracefully on SIGTERM", async () => {
    const { place, remove } = await make();
    cleanUps.push(remove);
    const data = "dataDirectory" in place ? place.dataDirectory : await folder();
    const variables = { DATA_DIR: data, ...("databaseUrl" in place ? { DATABASE_URL: place.databaseUrl } : {}) };

    const first = run(variables);
    await ready(first);
    for (const { email } of SAMPLE_PEOPLE) expect(first.output()).toContain(email);
    const entered = await signIn("manager@outrider.test", SAMPLE_PASSWORD);
    expect(await entered.json()).toMatchObject({
      data: { memberships: [{ workspaceName: "Outrider Demo", role: "manager" }] },
    });
    const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    first.child.kill("SIGKILL");
    await first.code;

    const second = run(variables);
    await ready(second);
    const me = await fetch(`${ORIGIN}/api/auth/me`, { headers: { cookie } });
    expect(me.status).toBe(200);
    const ticketReply: unknown = await (
      await fetch(`${ORIGIN}/api/sync/ticket`, {
        method: "POST",
        headers: { cookie, origin: ORIGIN, "content-type": "application/json" },
        body: "{}",
      })
    ).json();
    const ticket = /"ticket":"([\w-]+)"/.exec(JSON.stringify(ticketReply))?.[1] ?? "";
    const socket = new WebSocket(`ws://127.0.0.1:${PORT}/sync`, ["outrider.1", `ticket.${ticket}`], { origin: ORIGIN });
    await once(socket, "open");
    const closed = once(socket, "close");
    const started = performance.now();
    second.child.kill("SIGTERM");
    expect(await second.code).toBe(0);
    // After ten seconds Docker kills it.
    expect(performance.now() - started).toBeLessThan(10_000);
    await closed;
    expect(second.output()).not.toContain("did not stop cleanly");
  });
});

it("O1 SAMPLE=off starts empty and waits for its first admin; what setup makes works on records", async () => {
  const program = run({ DATA_DIR: await folder(), SAMPLE: "off" });
  await ready(program);
  expect(program.output()).not.toContain("outrider.test");
  expect((await signIn("admin@outrider.test", SAMPLE_PASSWORD)).status).toBe(401);
  const made = await fetch(`${ORIGIN}/api/auth/setup`, {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/json" },
    body: JSON.stringify({
      workspaceName: "Acme",
      name: "Ann",
      email: "ann@example.com",
      password: "correct horse battery",
    }),
  });
  expect(await made.json()).toMatchObject({ data: { memberships: [{ workspaceName: "Acme", role: "admin" }] } });
});

it("O2 production starts with no sample, and not at all without its secrets", async () => {
  const data = await folder();
  const lacking = run({ DATA_DIR: data, NODE_ENV: "production", JWT_SECRET: "short", PORT: "eighty" });
  expect(await lacking.code).toBe(1);
  for (const line of [
    "PORT must be a whole number",
    "JWT_SECRET must have at least 32",
    "JWT_REFRESH_SECRET is required",
    "FRONTEND_URL is required",
  ]) {
    expect(lacking.output()).toContain(line);
  }
  const program = run({
    DATA_DIR: data,
    NODE_ENV: "production",
    FRONTEND_URL: "https://crm.example.com",
    JWT_SECRET: "a".repeat(40),
    JWT_REFRESH_SECRET: "b".repeat(40),
  });
  await ready(program);
  expect((await signIn("admin@outrider.test", SAMPLE_PASSWORD)).status).toBe(401);
  const health = await fetch(`${ORIGIN}/health`);
  expect(health.headers.get("strict-transport-security")).toContain("max-age=31536000");
  const made = await fetch(`${ORIGIN}/api/auth/setup`, {
    method: "POST",
    headers: { origin: "https://crm.example.com", "content-type": "application/json" },
    body: JSON.stringify({
      workspaceName: "Acme",
      name: "Ann",
      email: "ann@example.com",
      password: "correct horse battery",
    }),
  });
  const cookie = made.headers.getSetCookie()[0] ?? "";
  expect(cookie).toMatch(/^__Host-outrider_session=/);
  expect(cookie).toMatch(/Secure/i);
});

it("O3 the secrets outlive the database directory and are private", async () => {
  const data = await folder();
  const first = run({ DATA_DIR: data, SAMPLE: "off" });
  await ready(first);
  const secrets = join(data, "secrets.json");
  const before = await readFile(secrets, "utf8");
  expect((await stat(secrets)).mode & 0o077).toBe(0);
  first.child.kill("SIGTERM");
  await first.code;
  await rename(join(data, "pg"), join(data, "pg-lost"));
  const second = run({ DATA_DIR: data, SAMPLE: "off" });
  await ready(second);
  expect(await readFile(secrets, "utf8")).toBe(before);
});

it("O1 a second server on the same data says so and does not start", async () => {
  const data = await folder();
  const first = run({ DATA_DIR: data, SAMPLE: "off" });
  await ready(first);
  const second = run({ DATA_DIR: data, PORT: String(PORT + 1) });
  expect(await second.code).toBe(1);
  expect(second.output()).toContain(`in use by process ${first.child.pid}`);
  expect((await fetch(`${ORIGIN}/ready`)).status).toBe(200);
});
