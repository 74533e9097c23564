// Owns whether the machine was left to us: how much of its processors others take while we do nothing. Figures of a machine
// that was busy are shown and never kept.
import { cpus } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

const LOOK_MS = 2_000;
/** What a suite of ours leaves behind ends within these looks. */
const LOOKS = 8;
/** Cores that others may take. */
export const QUIET = 0.25;

interface Spent { readonly idle: number; readonly all: number }

const spent = (): Spent =>
  cpus().reduce<Spent>(({ idle, all }, { times }) => ({ idle: idle + times.idle, all: all + times.idle + times.user + times.nice + times.sys + times.irq }), { idle: 0, all: 0 });

/** Cores in use between two readings. */
export const coresTaken = (before: Spent, after: Spent, cores: number): number => {
  const all = after.all - before.all;
  return all <= 0 ? 0 : cores * (1 - (after.idle - before.idle) / all);
};

/** Cores that others take just now: the least of some looks, of which the first quiet one is the last. */
export async function takenByOthers(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS && least > QUIET; look += 1) {
    const before = spent();
    await wait(LOOK_MS);
    least = Math.min(least, coresTaken(before, spent(), cpus().length));
  }
  return Math.round(least * 100) / 100;
}
