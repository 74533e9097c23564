// kill -9 of the server while twenty devices write: nothing that a device called saved is lost, and nothing that the
// server acknowledged comes back only because a device had to send it again.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampledPlaces } from "./sampled-places.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { accounts, missing, openDevices, seenByNewDevice, startWriters } from "./writers.ts";

const KILLS = Number(process.env["OUTRIDER_KILLS"] ?? 5);
const WRITERS = 20;
/** Between two edits of one device: in the soak as fast as it goes. */
const PAUSE_MS = KILLS > 5 ? 15 : 40;

describe.concurrent.each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 20_310 + index })))("server killed under writers ($kind)", ({ make, port }) => {
  it(`S2 ${KILLS} kill -9 under ${WRITERS} writing devices lose nothing`, { timeout: 60_000 + KILLS * 15_000 }, async () => {
    const made = await make();
    const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-kill-"));
    const options = { port, dataDirectory, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }), env: { LOG_LEVEL: "info" } };
    let server: ServerProcess = await startServerProcess(options);
    let rewound = 0;
    try {
      const people = await accounts(server.url);
      const writers = await startWriters(await openDevices(server.url, people, WRITERS), PAUSE_MS);
      try {
        for (let kill = 0; kill < KILLS; kill++) {
          await new Promise((resolve) => setTimeout(resolve, 300 + ((kill * 137) % 700)));
          await server.kill();
          rewound += server.output().includes("feed.rewound") ? 1 : 0;
          server = await startServerProcess(options);
        }
        await writers.drained();
        rewound += server.output().includes("feed.rewound") ? 1 : 0;
        const seen = await seenByNewDevice(server.url, people[2] as (typeof people)[number], "lead", "name");
        expect(missing(writers.saved, seen)).toEqual([]);
        expect(writers.saved.size).toBeGreaterThan(KILLS * WRITERS);
        expect(rewound, "times a server had lost what it had acknowledged").toBe(0);
        expect(writers.devices.map(({ engine }) => engine.status().refused)).toEqual(writers.devices.map(() => 0));
      } finally {
        await writers.stop();
      }
    } finally {
      await server.stop();
      await made.remove();
      await rm(dataDirectory, { recursive: true, force: true });
    }
  });
});
