import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Peer } from "./peer.ts";
import { startServer } from "./server.ts";

const fact = { answer: "no", because: "a test" };
const program = (source: string): Peer => ({
  name: "test",
  setup: "a test",
  packages: [],
  acknowledges: "none",
  durable: fact,
  checks: fact,
  benches: [],
  seeds: "stopped",
  launch: (at) => ({ command: process.execPath, args: ["-e", source], env: { PORT: String(at.port) } }),
  client: () => Promise.reject(new Error("has no client")),
});

const listens = "require('net').createServer().listen(+process.env.PORT, '127.0.0.1');";

describe("a server under measurement", () => {
  let dir = "";
  beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), "bench-server-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("O4 is counted with the processes it starts", async () => {
    // Not for ever: a test that is broken off leaves it behind.
    const child = "require('child_process').spawn(process.execPath, ['-e', 'for (const end = Date.now() + 20_000; Date.now() < end;);'], { stdio: 'ignore' });";
    const quiet = await startServer(program(listens), { dir, port: 21_190 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    const idle = quiet.usage();
    await quiet.stop();
    const forking = program(`${listens} const c = ${child} process.on('SIGTERM', () => { c.kill('SIGKILL'); process.exit(); });`);
    const busy = await startServer(forking, { dir, port: 21_191 });
    let used = busy.usage();
    for (const end = Date.now() + 15_000; existsSync("/proc/self/stat") && Date.now() < end && !(Number(used.cpu) > Number(idle.cpu) + 0.1 && Number(used.rss) > Number(idle.rss) * 1.3); used = busy.usage()) await new Promise((resolve) => setTimeout(resolve, 100));
    await busy.stop();
    const figures = [idle.cpu, used.cpu, idle.rss, used.rss];
    if (!existsSync("/proc/self/stat")) return expect(figures).toEqual([undefined, undefined, undefined, undefined]);
    expect(used.cpu).toBeGreaterThan(Number(idle.cpu) + 0.1);
    expect(used.rss).toBeGreaterThan(Number(idle.rss) * 1.3);
  });

  it("O4 ends at SIGTERM, and at SIGKILL without a chance to answer", async () => {
    const stubborn = await startServer(program(`process.on('SIGTERM', () => undefined); ${listens}`), { dir, port: 21_192 });
    const start = performance.now();
    await stubborn.kill();
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("O4 that does not come up is reported with the end of its log", async () => {
    const broken = startServer(program("console.error('no such disk'); process.exit(3)"), { dir, port: 21_193 });
    await expect(broken).rejects.toThrow(/no such disk/);
  });
});
