// The Hocuspocus server as its documentation starts it: defaults, with the project's own SQLite extension as its store.
import { join } from "node:path";
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const { BENCH_DIR, BENCH_PORT } = process.env;

await new Server({
  port: Number(BENCH_PORT),
  address: "127.0.0.1",
  quiet: true,
  extensions: [new SQLite({ database: join(BENCH_DIR, "documents.sqlite") })],
}).listen();
