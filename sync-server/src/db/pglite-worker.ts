/**
 * The embedded Postgres in a thread of its own, answering on a Unix socket.
 * Invariant: it runs here and nowhere else, because a query in the main thread would stop every socket of the
 * server for as long as it takes. Knows nothing of tables, locks or syncing.
 */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { TUNING, type FromWorker, type WorkerStart } from "./pglite-worker-messages.ts";

const say = (message: FromWorker): void => parentPort?.postMessage(message);

const start = async ({ directory, socketPath }: WorkerStart): Promise<void> => {
  const database = await PGlite.create({
    dataDir: directory,
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, ...TUNING],
  });
  // Two, so that a reconnecting client is not turned away while its old socket is still closing; the client
  // itself opens one (more than one working at a time hangs the database).
  const server =
    socketPath === undefined
      ? undefined
      : new PGLiteSocketServer({ db: database, path: socketPath, maxConnections: 2 });
  await server?.start();
  parentPort?.once("message", () => {
    void (async () => {
      await server?.stop();
      await database.close();
      say({ type: "stopped" });
      parentPort?.close();
    })();
  });
  say({ type: "ready" });
};

try {
  // The starter is the same program; the shape is its type's business.
  await start(workerData as WorkerStart);
} catch (error) {
  say({ type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
