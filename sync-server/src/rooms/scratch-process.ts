/**
 * Starts the process of the trials, hands it work and tells when it has died. Invariant: every answer it gave before it
 * died is heard before its death is. A death is told once. Knows nothing of bodies.
 */
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getPriority, setPriority } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FromChild, ToChild } from "./scratch-messages.ts";

export type ScratchProcess = {
  readonly pid: number | undefined;
  /** Milliseconds it has computed since it started; null where the system does not tell. */
  cpuMs(): number | null;
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

/** The end of the queue for the processor. */
const LAST = 19;

/** Where the system does not let it wait behind others it does not. */
const standBack = (pid: number, niceness: number): void => {
  try {
    setPriority(pid, Math.min(LAST, getPriority() + niceness));
  } catch {
    // It died already, or there is no such thing here.
  }
};

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

const cpuOf = (pid: number): number | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in brackets and may hold spaces: read after its end.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
};

/** heapMb: of its heap, in MiB. niceness: how far it stands behind this process for the processor. */
export const startScratchProcess = (heapMb: number, niceness: number, events: ScratchEvents): ScratchProcess => {
  const { file, loader } = programOf(import.meta.url);
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${heapMb}`, ...loader],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    // It needs no secret, so it is given none.
    env: { TMPDIR: process.env.TMPDIR, HOME: process.env.HOME },
  });
  if (niceness > 0 && child.pid !== undefined) standBack(child.pid, niceness);
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
    cpuMs: () => (child.pid === undefined ? null : cpuOf(child.pid)),
    send(message) {
      // Where the pipe is closed already the death follows.
      if (child.connected) child.send(message, () => undefined);
    },
    kill() {
      child.kill("SIGKILL");
    },
  };
};
