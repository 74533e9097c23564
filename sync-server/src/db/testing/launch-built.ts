/**
 * In database tests (vitest.config.ts) the embedded Postgres runs the program that was built, as in the product: their
 * processes open hundreds of databases, and a TypeScript loader for each costs more than the database.
 */
import { Worker } from "node:worker_threads";
import type { WorkerStart } from "../pglite-worker-messages.ts";

export const launch = (start: WorkerStart): Worker => new Worker(new URL("../../../dist/pglite-worker.js", import.meta.url), { workerData: start });
