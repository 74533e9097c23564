/**
 * Says which process a pid means, so that a lock can be told from the leftover of a killed process.
 * A pid alone is reused by the system; with the moment the process started it is not.
 * Knows nothing of locks.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

export type ProcessIdentity = {
  readonly pid: number;
  /** When the process started, in whatever unit the system gives; compared, never read. */
  readonly started: string;
  /** Where the pid means something: host, boot and pid namespace. Containers have their own. */
  readonly place: string;
};

export const ownIdentity = (): ProcessIdentity => ({
  pid: process.pid,
  started: startOf(process.pid) ?? "unknown",
  place: place(),
});

/** 'elsewhere' when the pid belongs to another container or host and cannot be judged from here. */
export const judge = (other: ProcessIdentity): "alive" | "dead" | "elsewhere" => {
  if (other.place !== place()) return "elsewhere";
  return startOf(other.pid) === other.started ? "alive" : "dead";
};

const place = (): string => {
  if (process.platform !== "linux") return hostname();
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
};

const startOf = (pid: number): string | undefined => {
  try {
    if (process.platform === "linux") {
      // The second field is the command in parentheses and may hold anything, so count from its end.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    }
    if (process.platform === "win32") {
      process.kill(pid, 0);
      return "unknown";
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
};
