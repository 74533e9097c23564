// Owns how Hocuspocus is started and what is known of it. Its client lives in hocuspocus-client.ts.
import type { Peer } from "../peer.ts";
import { localFile, missingPackages } from "./local-file.ts";

const packages = ["@hocuspocus/server", "@hocuspocus/provider", "@hocuspocus/extension-sqlite", "yjs"] as const;

export const hocuspocus: Peer = {
  name: "hocuspocus",
  setup: "one Y.Doc a record on one multiplexed socket, awareness off; SQLite extension; default debounce of 2 to 10 s",
  packages,
  acknowledges: "before storing",
  durable: {
    answer: "no",
    because:
      "MessageReceiver answers SyncStatus(true) right after applying an update in memory; onStoreDocument runs debounced " +
      "(2 s, at most 10 s) afterwards",
  },
  checks: {
    answer: "at connect only",
    because:
      "onAuthenticate may refuse a whole document or make it read-only, once per connection; no rule per change or field, " +
      "none set here",
  },
  benches: ["facts", "B1", "B2", "B4"],
  seeds: "stopped",
  missing: () => missingPackages(packages),
  launch: (at) => ({
    command: process.execPath,
    args: [localFile("./hocuspocus-server.mjs")],
    env: { BENCH_DIR: at.dir, BENCH_PORT: String(at.port) },
  }),
  client: async () => (await import("./hocuspocus-client.ts")).hocuspocusClient,
  text: async () => await (await import("../rooms/y-peers-text.ts")).hocuspocusText(),
};
