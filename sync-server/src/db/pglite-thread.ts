/**
 * Starts and stops the thread of the embedded Postgres.
 * Invariant: when start() resolves the socket answers; when stop() resolves the database is closed.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FromWorker, WorkerStart } from "./pglite-worker-messages.ts";

export type PgliteThread = {
  stop(): Promise<void>;
  /** Called when the thread ends without being asked to: the database is gone. */
  onDeath(listener: (reason: Error) => void): void;
};

/** Throws with the thread's own words when the database does not open. */
export const startPgliteThread = async (start: WorkerStart): Promise<PgliteThread> => {
  const worker = launch(start);
  let listener: ((reason: Error) => void) | undefined;
  let stopping = false;
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  worker.on("exit", () => {
    if (!stopping) listener?.(new Error("the embedded database stopped"));
  });
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the embedded database ended at start with code ${code}`)));
    worker.on("message", (message: FromWorker) => {
      if (message.type === "ready") resolve();
      if (message.type === "failed") reject(new Error(`the embedded database does not open: ${message.message}`));
    });
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  worker.on("error", (error: Error) => listener?.(error));
  return {
    async stop() {
      if (!stopping) worker.postMessage("stop");
      stopping = true;
      await exited;
    },
    onDeath(next) {
      listener = next;
    },
  };
};

/** Built, the thread's program is a .js file beside this one. From source it needs a TypeScript loader first. */
const launch = (start: WorkerStart): Worker => {
  const here = import.meta.url;
  if (!here.endsWith(".ts")) return new Worker(new URL("./pglite-worker.js", here), { workerData: start });
  const loader = new URL("dist/esm/api/index.mjs", pathToFileURL(createRequire(here).resolve("tsx/package.json"))).href;
  const program = new URL("./pglite-worker.ts", here).href;
  const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}) })`;
  return new Worker(boot, { eval: true, workerData: start, execArgv: [] });
};
