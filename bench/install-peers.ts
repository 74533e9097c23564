// Owns installing the peers: once, on the first bench, by `npm ci` in bench/peers, and again when their lockfile has
// changed. A peer whose parts did not install is left out by its adapter, which says so.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { localFile } from "./peers/local-file.ts";

const stamp = localFile("./node_modules/.installed-from");

const lockHash = (): string =>
  createHash("sha256").update(readFileSync(localFile("./package-lock.json"))).digest("hex");

/** Installs when needed; returns what went wrong in words, or undefined. */
export const installPeers = (): string | undefined => {
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return undefined;
  console.error("Installing the peers to measure against (bench/peers), once …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: localFile("."),
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 600_000,
  });
  if (status !== 0) return `npm ci in bench/peers ended with ${String(status)}`;
  writeFileSync(stamp, wanted);
  return undefined;
};
