// Owns one run of the loader process: starts it, lets it go when it is ready, notes the server's usage at each mark,
// and ends it when its time is up. Invariant: every run is bounded, whatever the peer's client does.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Answers, FromLoader, Job, Order, ToLoader } from "./job.ts";
import type { At, Peer } from "./peer.ts";
import { loaderCore, pinned } from "./pinned.ts";
import type { Usage } from "./process-tree.ts";

export interface Run<Answer> {
  readonly answer: Answer;
  /** The server's usage at `go`, at each mark the job names, and at `end`. */
  readonly marks: ReadonlyMap<string, Usage>;
}

export interface Running<Answer> {
  /** Resolves when the loader reports this mark. */
  readonly marked: (name: string) => Promise<void>;
  readonly stop: () => void;
  readonly done: Promise<Run<Answer>>;
}

const loader = fileURLToPath(new URL("./loader.ts", import.meta.url));
const startupMs = 30_000;

type JobOf<K extends Job["kind"]> = Extract<Job, { readonly kind: K }>;

/** Starts the job; `limitMs` bounds the whole of it from `go` on, after which `done` rejects. */
export const startLoad = <K extends Job["kind"]>(
  peer: Peer,
  at: At,
  job: JobOf<K>,
  limitMs: number,
  usage?: () => Usage,
): Running<Answers[K]> => {
  const order: Order = { peer: peer.name, at, job, ...(peer.texts && { texts: true }) };
  const [command, args] = pinned(loaderCore, process.execPath, [
    "--max-old-space-size=6144",
    "--import",
    import.meta.resolve("tsx"),
    loader,
    JSON.stringify(order),
  ]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const say = (message: ToLoader): void => void (child.connected && child.send(message, () => undefined));
  const marks = new Map<string, Usage>();
  const waiting = new Map<string, () => void>();
  const note = (name: string): void => {
    if (usage !== undefined) marks.set(name, usage());
    waiting.get(name)?.();
  };

  const done = new Promise<Run<Answers[K]>>((resolve, reject) => {
    let answered = false;
    let timer = setTimeout(() => giveUp("did not start"), startupMs);
    const giveUp = (why: string): void => {
      child.kill("SIGKILL");
      reject(new Error(`${peer.name}: ${job.kind} ${why}`));
    };
    child.on("message", (message: FromLoader) => {
      switch (message.kind) {
        case "ready":
          clearTimeout(timer);
          timer = setTimeout(() => giveUp(`did not end in ${limitMs / 1000} s`), limitMs);
          note("go");
          say({ kind: "go" });
          return;
        case "mark":
          note(message.name);
          return;
        case "answer":
          note("end");
          answered = true;
          clearTimeout(timer);
          // The loader speaks for itself only: the shape is fixed by job.ts on both sides.
          void once(child, "exit").then(() => resolve({ answer: message.value as Answers[K], marks }));
          child.kill("SIGKILL");
          return;
        case "failed":
          clearTimeout(timer);
          giveUp(`failed: ${message.message}`);
      }
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      if (!answered) reject(new Error(`${peer.name}: ${job.kind} ended without an answer (${String(code)})`));
    });
  });

  return {
    marked: (name) =>
      Promise.race([
        new Promise<void>((resolve) => waiting.set(name, resolve)),
        done.then(() => undefined),
      ]),
    stop: () => say({ kind: "stop" }),
    done,
  };
};

/** The same, for a job that runs to its end by itself. */
export const load = <K extends Job["kind"]>(
  peer: Peer,
  at: At,
  job: JobOf<K>,
  limitMs: number,
  usage?: () => Usage,
): Promise<Run<Answers[K]>> => startLoad(peer, at, job, limitMs, usage).done;
