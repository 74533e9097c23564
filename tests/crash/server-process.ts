// The whole server as a process of its own, so that it can be killed like one. It is the one that was built: whoever
// starts it builds it first.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export interface ServerProcess {
  readonly url: string;
  /** SIGKILL: no farewell, no flush. Resolves when the process is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** SIGSTOP: it is there and does nothing, its connections stay open. */
  freeze(): void;
  /** SIGCONT: it goes on where it was, believing that no time has passed. */
  thaw(): void;
  readonly pid: number;
  readonly output: () => string;
}

export interface ServerOptions {
  readonly port: number; readonly dataDirectory: string; readonly databaseUrl?: string; readonly env?: Readonly<Record<string, string>>;
  /** It is measured, and runs as it does for people. */
  readonly measured?: boolean;
}

/** A server of a test lives for seconds: its database's WebAssembly is compiled once and not once more for speed, which is half the work of a start. */
const SHORT_LIVED = ["--liftoff-only"];

const READY_MS = 60_000;

/** Starts the server and waits until it is ready. Rejects with its output where it does not get there. */
export async function startServerProcess({ port, dataDirectory, databaseUrl, env = {}, measured = false }: ServerOptions): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(process.execPath, [...(measured ? [] : SHORT_LIVED), join(root, "sync-server/dist/main.js")], {
    cwd: root, stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env, HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDirectory, LOG_LEVEL: "warn", RATE_LIMIT_MAX_REQUESTS: "1000000",
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }), ...env,
    },
  });
  let output = "";
  const gone = once(child, "exit");
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)));
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
    if (signal === "SIGTERM" && /did not stop/.test(output)) throw new Error(`a part of the server hung:\n${output}`);
  };
  const until = Date.now() + READY_MS;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until) {
      await end("SIGKILL");
      throw new Error(`the server did not start:\n${output}`);
    }
    // Another one may have the port and be the one that answers: ours says itself that it has got so far.
    if (output.includes(`Outrider is at ${url}`) && (await fetch(`${url}/ready`).then((answer) => answer.ok, () => false))) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url, pid: child.pid ?? 0, kill: () => end("SIGKILL"), stop: () => end("SIGTERM"), freeze: () => void child.kill("SIGSTOP"), thaw: () => void child.kill("SIGCONT"), output: () => output,
  };
}
