// Owns the description of the machine a figure was taken on, including how long its disk takes to sync a small write:
// durable figures cannot be compared without it.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { canPin } from "./pinned.ts";
import { median } from "./statistics.ts";

export interface Machine {
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly syncMs: number;
  readonly pinned: boolean;
  /** Processes running or waiting in the minute before the bench began: above 0.5, others took part in the figures. */
  readonly loadBefore: number;
}

/** Median milliseconds of an fdatasync after a write of 4 kB, in `dir`. */
const syncMs = (dir: string): number => {
  const file = join(dir, "sync-probe");
  const handle = openSync(file, "w");
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    writeSync(handle, Buffer.alloc(4096, 1));
    fdatasyncSync(handle);
    return performance.now() - start;
  });
  closeSync(handle);
  rmSync(file);
  return Math.round((median(times) ?? 0) * 100) / 100;
};

export const describeMachine = (dir: string): Machine => ({
  system: `${type()} ${release()}`,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  syncMs: syncMs(dir),
  pinned: canPin(),
  loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
});
