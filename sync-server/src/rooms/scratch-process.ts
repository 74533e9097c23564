/**
 * Starts the process of the trials, hands it work and tells when it has died. Invariant: every answer it gave before it
 * died is heard before its death is. A death is told once. Knows nothing of bodies.
 */
import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FromChild, ToChild } from "./scratch-messages.ts";

export type ScratchProcess = {
  readonly pid: number | undefined;
  send(message: ToChild): void;
  kill(): void;
};

export type ScratchEvents = {
  onReady(): void;
  onAnswer(message: Extract<FromChild, { type: "answer" }>): void;
  onDeath(how: string): void;
};

/** Built, its program is a .js file beside this one. From source it needs a TypeScript loader first. */
const programOf = (here: string): { readonly file: string; readonly loader: readonly string[] } => {
  if (!here.endsWith(".ts")) return { file: fileURLToPath(new URL("./scratch-child.js", here)), loader: [] };
  const loader = pathToFileURL(createRequire(here).resolve("tsx/esm")).href;
  return { file: fileURLToPath(new URL("./scratch-child.ts", here)), loader: ["--import", loader] };
};

export const startScratchProcess = (heapMb: number, events: ScratchEvents): ScratchProcess => {
  const { file, loader } = programOf(import.meta.url);
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${heapMb}`, ...loader],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    // It needs no secret, so it is given none.
    env: { TMPDIR: process.env.TMPDIR, HOME: process.env.HOME },
  });
  // Its last answers may lie in the pipe after it is gone: the end of the pipe is waited for too.
  let ends = 0;
  let how = "";
  const end = (): void => {
    ends += 1;
    if (ends === 2) events.onDeath(how);
  };
  child.on("exit", (code, signal) => {
    how = signal ?? `code ${code}`;
    end();
  });
  child.on("disconnect", end);
  child.on("error", () => child.kill("SIGKILL"));
  child.on("message", (message: FromChild) => {
    if (message.type === "ready") events.onReady();
    else events.onAnswer(message);
  });
  return {
    pid: child.pid,
    send(message) {
      // Where the pipe is closed already the death follows.
      if (child.connected) child.send(message, () => undefined);
    },
    kill() {
      child.kill("SIGKILL");
    },
  };
};
