// Owns how TinyBase's server is started and what is known of it. Its client lives in tinybase-client.ts.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Peer } from "../peer.ts";
import { localFile, missingPackages } from "./local-file.ts";

const packages = ["tinybase", "ws"] as const;

export const tinybase: Peer = {
  name: "tinybase",
  setup:
    "MergeableStore over its WebSocket server, 5,000 records a store (a payload may not pass 16 MB), stores opened before " +
    "the clock starts; file persister",
  packages,
  acknowledges: "none",
  durable: {
    answer: "no acknowledgement",
    because:
      "a change is sent and not answered; the server writes the whole store to a file afterwards, without fsync",
  },
  checks: { answer: "no", because: "createWsServer accepts every socket and merges every valid message" },
  benches: ["facts", "B1", "B2", "B4"],
  seeds: "stopped",
  missing: () => missingPackages(packages),
  launch: (at) => ({
    command: process.execPath,
    args: [localFile("./tinybase-server.mjs")],
    env: { BENCH_DIR: at.dir, BENCH_PORT: String(at.port) },
  }),
  ready: async ({ dir }, ended) => {
    while (!ended() && !existsSync(join(dir, "open"))) await wait(20);
    rmSync(join(dir, "open"), { force: true });
  },
  client: async () => (await import("./tinybase-client.ts")).tinybaseClient,
};
