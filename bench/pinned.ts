// Owns on which core a process runs: the server on core 0, the loader on core 1, where the system has `taskset` and
// two cores. taskset replaces itself by the command, so the process id stays that of the server.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

export const serverCore = 0;
export const loaderCore = 1;

let able: boolean | undefined;

export const canPin = (): boolean =>
  (able ??= availableParallelism() > 1 && spawnSync("taskset", ["-c", "1", "true"]).status === 0);

export const pinned = (core: number, command: string, args: readonly string[]): readonly [string, string[]] =>
  canPin() ? ["taskset", ["-c", String(core), command, ...args]] : [command, [...args]];
