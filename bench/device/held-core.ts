// Owns holding a browser with all its processes to a part of a core, by a control group of Linux: the browser's own
// throttle does not reach workers. The group lasts as long as the bench; how much it gives can change while it runs.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { LaunchOptions } from "@playwright/test";

/** Called before what is measured on a part of a core begins, and after it: to start and to end a browser is no part of it. */
export type Hold = (begins: boolean) => void;

export interface HeldCore {
  /** The same browser, within the group. */
  readonly within: (options: LaunchOptions & { readonly executablePath: string }) => LaunchOptions;
  /** So much of a core from now on; null: all there is. */
  readonly give: (share: number | null) => void;
  readonly remove: () => Promise<void>;
}

const PERIOD_US = 100_000;
/** Version 1 has the processor in a tree of its own. */
const V1 = "/sys/fs/cgroup/cpu";
const V2 = "/sys/fs/cgroup";

/** A group of its own, or a sentence that says why there is none. */
export function holdCore(): HeldCore | { readonly missing: string } {
  const name = `outrider-bench-${process.pid}`;
  try {
    if (existsSync(join(V1, "cpu.cfs_quota_us"))) {
      return group(join(V1, name), (share) => [["cpu.cfs_period_us", String(PERIOD_US)], ["cpu.cfs_quota_us", String(share === null ? -1 : Math.round(share * PERIOD_US))]]);
    }
    if (existsSync(join(V2, "cgroup.controllers")) && /\bcpu\b/.test(readFileSync(join(V2, "cgroup.subtree_control"), "utf8"))) {
      return group(join(V2, name), (share) => [["cpu.max", `${share === null ? "max" : Math.round(share * PERIOD_US)} ${PERIOD_US}`]]);
    }
    return { missing: "this system has no control group for the processor" };
  } catch (error) {
    return { missing: `no control group could be made here: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function group(folder: string, settings: (share: number | null) => readonly (readonly [file: string, value: string])[]): HeldCore {
  mkdirSync(folder);
  const procs = join(folder, "cgroup.procs");
  return {
    // A shell that joins the group and becomes the browser: whatever the browser starts is in it too.
    within: ({ executablePath, args = [], ...rest }) => ({ ...rest, executablePath: "/bin/sh", args: ["-c", `echo $$ > ${procs} && exec "$0" "$@"`, executablePath, ...args] }),
    give: (share) => {
      for (const [file, value] of settings(share)) writeFileSync(join(folder, file), value);
    },
    remove: async () => {
      // The last process may be on its way out.
      for (let tries = 50; ; tries -= 1) {
        try {
          return rmdirSync(folder);
        } catch (error) {
          if (tries === 0) throw error;
          await wait(100);
        }
      }
    },
  };
}
