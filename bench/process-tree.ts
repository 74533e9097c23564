// Owns reading the CPU time and the memory of a server with all processes below it, from Linux's /proc. On a system
// without /proc both are undefined: a figure that was not measured is not printed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Usage {
  /** Seconds of CPU, user and system, since each process started. */
  readonly cpu: number | undefined;
  /** Resident memory now, in MB; a page shared by n processes counts as its nth part in each. */
  readonly rss: number | undefined;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

let ticksPerSecond: number | undefined;
const ticks = (): number => (ticksPerSecond ??= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })));

const statOf = (pid: number): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in brackets and may hold spaces: read after its end.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined; // ended between the listing and the reading
  }
};

/** What is shared by several processes is counted once among them (Pss): a database's buffers are mapped by each. */
const rssOf = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** CPU and memory of the `roots` and everything they started. */
export const usageOf = (roots: readonly number[]): Usage => {
  if (!existsSync("/proc/self/stat")) return { cpu: undefined, rss: undefined };
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== undefined);
  const within = new Set(roots);
  for (let before = -1; before !== within.size; ) {
    before = within.size;
    for (const stat of all) if (within.has(stat.parent)) within.add(stat.pid);
  }
  const mine = all.filter((stat) => within.has(stat.pid));
  return {
    cpu: mine.reduce((sum, stat) => sum + stat.ticks, 0) / ticks(),
    rss: mine.reduce((sum, stat) => sum + rssOf(stat.pid), 0),
  };
};
