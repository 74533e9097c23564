// Owns how PouchDB is served (express-pouchdb) and what is known of it. Its client lives in pouchdb-client.ts.
import type { Peer } from "../peer.ts";
import { localFile, missingPackages } from "./local-file.ts";

const packages = ["express-pouchdb", "express", "pouchdb", "pouchdb-adapter-memory"] as const;

export const pouchdb: Peer = {
  name: "pouchdb",
  setup: "replication over HTTP into a memory database, batches of 500; LevelDB store",
  packages,
  acknowledges: "after storing",
  durable: {
    answer: "process only",
    because: "answers after the LevelDB batch, written without `sync`: a killed process loses nothing, a power cut may",
  },
  checks: {
    answer: "per database",
    because:
      "_security guards a whole database and validate_doc_update a write; no document can be kept from a reader of its " +
      "database; none set here",
  },
  benches: ["facts", "B1", "B2", "B4", "accept"],
  seeds: "stopped",
  missing: () => missingPackages(packages),
  launch: (at) => ({
    command: process.execPath,
    args: [localFile("./pouchdb-server.mjs")],
    env: { BENCH_DIR: at.dir, BENCH_PORT: String(at.port) },
  }),
  client: async () => (await import("./pouchdb-client.ts")).pouchdbClient,
};
