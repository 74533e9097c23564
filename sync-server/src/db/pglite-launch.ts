/** Where the program of the embedded Postgres' thread is found, and its thread made. Knows nothing of what it says. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorkerStart } from "./pglite-worker-messages.ts";

/** Built, the thread's program is a .js file beside this one. From source it needs a TypeScript loader first. */
export const launch = (start: WorkerStart): Worker => {
  const here = import.meta.url;
  if (!here.endsWith(".ts")) return new Worker(new URL("./pglite-worker.js", here), { workerData: start });
  const loader = new URL("dist/esm/api/index.mjs", pathToFileURL(createRequire(here).resolve("tsx/package.json"))).href;
  const program = new URL("./pglite-worker.ts", here).href;
  const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}) })`;
  return new Worker(boot, { eval: true, workerData: start, execArgv: [] });
};
