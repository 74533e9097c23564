// Owns how @y/websocket-server is started, with its LevelDB store and without, and what is known of it.
import { join } from "node:path";
import type { Peer } from "../peer.ts";
import { localFile, missingPackages } from "./local-file.ts";

const packages = ["@y/websocket-server", "y-websocket", "y-leveldb", "yjs"] as const;

const common = {
  packages,
  acknowledges: "none",
  checks: { answer: "no", because: "server.js upgrades every request and leaves checking to the reader of its comment" },
  seeds: "stopped",
  missing: () => missingPackages(packages),
  client: async () => (await import("./y-websocket-client.ts")).yWebsocketClient,
  text: async () => await (await import("../rooms/y-peers-text.ts")).yWebsocketText(),
} as const satisfies Partial<Peer>;

const server = localFile("./node_modules/@y/websocket-server/src/server.js");

export const yWebsocket: Peer = {
  ...common,
  name: "y-websocket",
  setup: "one Y.Doc and one socket a record, 100 sockets at a time; y-leveldb store",
  durable: {
    answer: "no acknowledgement",
    because:
      "the protocol has no accepted message; each update goes to LevelDB after it was broadcast, nobody waits for it, " +
      "and LevelDB writes without fsync",
  },
  benches: ["facts", "B1", "B2", "B4"],
  launch: (at) => ({
    command: process.execPath,
    args: [server],
    env: { HOST: "127.0.0.1", PORT: String(at.port), YPERSISTENCE: join(at.dir, "leveldb") },
  }),
};

export const yWebsocketMemory: Peer = {
  ...common,
  name: "y-websocket (memory)",
  setup: "as y-websocket with no store at all",
  durable: { answer: "no", because: "without YPERSISTENCE the server writes nothing to disk" },
  benches: ["B4"],
  launch: (at) => ({ command: process.execPath, args: [server], env: { HOST: "127.0.0.1", PORT: String(at.port) } }),
};
