// Owns how our own server is started, on its embedded database and on PostgreSQL, and what is known of it. Its client
// lives in outrider-client.ts. It is started as `npm start` starts it, by its environment alone.
import type { At, Fact, Launch, Peer } from "../peer.ts";
import { localFile } from "./local-file.ts";
import { databaseOf, postgres } from "./outrider-database.ts";

const main = localFile("../../sync-server/dist/main.js");
const secret = "known to everybody who reads the bench";

/** As `npm start` and the image have it; and more arguments of node for our server, such as `--cpu-prof --cpu-prof-dir=/tmp/profile`: to look into a figure. */
const nodeArguments = ["--max-semi-space-size=32", ...(process.env["OUTRIDER_BENCH_NODE_ARGS"] ?? "").split(" ").filter(Boolean)];

const launch =
  (more: (at: At) => Readonly<Record<string, string>>) =>
  (at: At): Launch => ({
    command: process.execPath,
    args: [...nodeArguments, main],
    env: {
      HOST: "127.0.0.1",
      PORT: String(at.port),
      DATA_DIR: at.dir,
      JWT_SECRET: secret,
      JWT_REFRESH_SECRET: secret,
      RATE_LIMIT_MAX_REQUESTS: "1000000",
      LOG_LEVEL: "warn",
      FRONTEND_URL: `http://127.0.0.1:${at.port}`,
      SAMPLE: "off",
      // What is measured is a device that holds everything.
      DEVICE_RECORDS: "10000000",
      ...more(at),
    },
  });

const serves = async ({ port }: At, ended: () => boolean): Promise<void> => {
  const ready = (): Promise<boolean> => fetch(`http://127.0.0.1:${port}/ready`).then(({ ok }) => ok, () => false);
  while (!ended() && !(await ready())) await new Promise((resolve) => setTimeout(resolve, 50));
};

const checks: Fact = {
  answer: "every change",
  because:
    "each edit is judged by field, role and relation to the record before it is stored, and a device is sent only what " +
    "its person may see; tried in this run with no session, and with a session of somebody else",
};

const common = {
  ours: true,
  packages: [],
  acknowledges: "after storing",
  checks,
  benches: ["facts", "B1", "B2", "B4", "accept"],
  seeds: "running",
  ready: serves,
  client: async () => (await import("./outrider-client.ts")).outriderClient,
  text: async () => (await import("../rooms/outrider-text.ts")).outriderText(),
} as const satisfies Partial<Peer>;

export const outrider: Peer = {
  ...common,
  name: "outrider",
  setup: "one WebSocket a device; a record is a deal of 15 fields; embedded Postgres (PGlite) in a thread of the server",
  durable: { answer: "yes", because: "acknowledges after the commit and an fdatasync of Postgres' log" },
  launch: launch(() => ({})),
};

export const outriderPostgres: Peer = {
  ...common,
  name: "outrider postgres",
  setup: "the same on PostgreSQL as it is set up, in processes of its own that are counted and pinned to no core",
  durable: { answer: "yes", because: "acknowledges after the commit; synchronous_commit stays as the database has it" },
  missing: postgres.missing,
  prepare: postgres.create,
  cleanUp: postgres.drop,
  alsoCounts: postgres.processes,
  launch: launch((at) => ({ DATABASE_URL: databaseOf(at) })),
};
