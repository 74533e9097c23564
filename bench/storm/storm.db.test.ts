// A storm of a few devices on a real server: everything is acknowledged, and the figures are about what they say.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startServerProcess } from "../../tests/crash/server-process.ts";
import { outriderStorm } from "../peers/outrider-storm.ts";

it("O4 S2 a storm of devices that come back at once drains, and all come to hold the same", { timeout: 180_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), "outrider-storm-"));
  const server = await startServerProcess({ port: 20_660, dataDirectory: dir, env: { SAMPLE: "off" }, measured: true });
  try {
    let begun = 0;
    const storm = await outriderStorm({ dir, port: 20_660 }, { teams: 2, devicesEach: 4, edits: 25, withinMs: 300 }, () => Promise.resolve(void begun++));
    expect(begun).toBe(1);
    expect(storm.edits).toBe(2 * 4 * 25);
    expect(storm.equal).toBeGreaterThanOrEqual(storm.drained);
    expect(storm.ackP99).toBeGreaterThanOrEqual(storm.ackP50);
    expect(storm.ackP99).toBeLessThanOrEqual(storm.drained);
  } finally {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
});
