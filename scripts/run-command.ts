// Runs one program with our own output, or holding what it says until it ends, to its end or to a time limit. The program
// gets a process group of its own, so that a limit ends what it started too; ending us ends it.
import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the program and all it started are killed; none by default. */
  readonly limitMs?: number;
  /** What it says is said in one piece when it has ended: for programs that run side by side. */
  readonly hold?: boolean;
  /** Told what it says on its output as it comes; it is shown all the same. */
  readonly hear?: (text: string) => void;
}

export interface RunOutcome {
  /** The exit status; 1 when a signal ended it, 127 when it could not start. */
  readonly code: number;
  readonly timedOut: boolean;
  readonly seconds: number;
}

export function runCommand(program: string, args: readonly string[], options: RunOptions): Promise<RunOutcome> {
  const started = Date.now();
  return new Promise((resolve) => {
    let timedOut = false;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.hold === true ? ["ignore", "pipe", "pipe"] : ["ignore", options.hear === undefined ? "inherit" : "pipe", "inherit"],
      detached: true,
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        if (options.hold === true) said.push(chunk);
        else process.stdout.write(chunk);
        options.hear?.(chunk.toString());
      });
    }
    const kill = (signal: NodeJS.Signals) => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // The group is gone already, which is what was wanted.
      }
    };
    const onSignal = () => {
      kill("SIGTERM");
      process.exit(130);
    };
    process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
    const timer = options.limitMs === undefined ? undefined : setTimeout(() => {
      timedOut = true;
      kill("SIGKILL");
    }, options.limitMs);
    const settle = (code: number) => {
      clearTimeout(timer);
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
      if (said.length > 0) process.stdout.write(Buffer.concat(said));
      resolve({ code, timedOut, seconds: (Date.now() - started) / 1000 });
    };
    child.once("error", (error) => {
      console.error(`${program}: ${error.message}`);
      settle(127);
    });
    // Not at its exit: what it said last may still be on the way.
    child.once(options.hold === true || options.hear !== undefined ? "close" : "exit", (code) => settle(code ?? 1));
  });
}
