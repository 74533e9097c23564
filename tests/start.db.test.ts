// `npm start` and `npm run dev` as a newcomer runs them: nothing set but ports and an empty data folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

/** A free port below the range from which the system takes ports of its own. */
async function freePort(from = 22_000 + (process.pid % 5_000)): Promise<number> {
  for (let port = from; port < 32_000; port++) if (await isFree(port)) return port;
  throw new Error("no free port");
}

async function answer(url: string, seconds: number): Promise<Response> {
  for (let left = seconds * 4; ; left--) {
    try {
      return await fetch(url);
    } catch (error) {
      if (left <= 0) throw error;
      await sleep(250);
    }
  }
}

async function becomesFree(port: number): Promise<void> {
  for (let left = 80; !(await isFree(port)); left--) {
    expect(left).toBeGreaterThan(0);
    await sleep(250);
  }
}

test("O1 npm start serves the app and its server at one address, with a sample workspace, and ends when it is told to", async () => {
  const data = mkdtempSync(join(tmpdir(), "outrider-start-"));
  const port = await freePort();
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: String(port), DATA_DIR: data };
  const npm = spawn("npm", ["start"], { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  npm.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(npm, "exit");
  try {
    const page = await answer(`http://127.0.0.1:${port}/`, 90);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>Outrider</title>");
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200);
    expect(said).toContain(`http://127.0.0.1:${port}`);
    expect(said).toMatch(/Sign in as .+@.+/);
  } finally {
    npm.kill("SIGTERM");
    await ended;
  }
  await becomesFree(port);
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

test("O1 npm run dev serves the page, passes on what is for the server, lets one sign in there, and ends both", async () => {
  const data = mkdtempSync(join(tmpdir(), "outrider-dev-"));
  const port = await freePort();
  const pagePort = await freePort(port + 1);
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: String(port), DEV_PORT: String(pagePort), DATA_DIR: data };
  const dev = spawn(process.execPath, ["--import", "tsx", "scripts/dev.ts"], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(dev, "exit");
  const origin = `http://127.0.0.1:${pagePort}`;
  try {
    expect(await (await answer(origin, 90)).text()).toContain("/@vite/client");
    await answer(`http://127.0.0.1:${port}/ready`, 90);
    const body = JSON.stringify({ email: "rep@outrider.test", password: "outrider-demo" });
    const signedIn = await fetch(`${origin}/api/auth/login`, { method: "POST", headers: { "content-type": "application/json", origin }, body });
    expect(signedIn.status).toBe(200);
  } finally {
    dev.kill("SIGTERM");
    await ended;
  }
  for (const each of [port, pagePort]) await becomesFree(each);
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});
