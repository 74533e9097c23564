// Owns one running server of a peer, in a process of its own: starting it, waiting until it serves, reading its usage,
// ending it politely or with SIGKILL by its process id. Knows nothing of what it is asked by the loader.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { At, Peer } from "./peer.ts";
import { pinned, serverCore } from "./pinned.ts";
import { usageOf, type Usage } from "./process-tree.ts";

export interface Server {
  readonly usage: () => Usage;
  /** SIGTERM, and SIGKILL when it is still there after ten seconds. */
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

const startLimitMs = 60_000;

const takesConnection = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const answer = (taken: boolean) => (): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", answer(true)).once("error", answer(false));
  });

const listening = async (at: At, given: () => boolean): Promise<void> => {
  while (!given() && !(await takesConnection(at.port))) await wait(20);
};

/** Starts the peer's server in `at`; rejects with the end of its log when it does not come up in a minute. */
export const startServer = async (peer: Peer, at: At): Promise<Server> => {
  mkdirSync(at.dir, { recursive: true });
  const log = join(at.dir, "server.log");
  const output = openSync(log, "a");
  const launch = peer.launch(at);
  const [command, args] = pinned(serverCore, launch.command, launch.args);
  const child = spawn(command, args, {
    stdio: ["ignore", output, output],
    env: { ...process.env, NODE_ENV: "production", ...launch.env },
  });
  closeSync(output);
  const exited = once(child, "exit");
  let gone = false;
  void exited.then(() => (gone = true));
  const logEnd = (): string => readFileSync(log, "utf8").slice(-2000);

  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    if (gone) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await exited;
    clearTimeout(timer);
  };
  const late = wait(startLimitMs, "late" as const, { ref: false });
  const ready = listening(at, () => gone).then(() => peer.ready?.(at, () => gone));
  const first = await Promise.race([exited.then(() => "ended" as const), ready.then(() => "serves" as const), late]);
  if (first !== "serves") {
    await end("SIGKILL");
    throw new Error(`${peer.name}: the server ${first === "late" ? "did not serve in a minute" : "ended"}\n${logEnd()}`);
  }
  return {
    usage: () => usageOf([...(child.pid === undefined ? [] : [child.pid]), ...(peer.alsoCounts?.() ?? [])]),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
};
