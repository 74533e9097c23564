/**
 * Starts and stops the thread of the embedded Postgres.
 * Invariant: when start() resolves the socket answers; when stop() resolves the database is closed.
 */
import { launch } from "./pglite-launch.ts";
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
