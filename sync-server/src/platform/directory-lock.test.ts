import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DirectoryInUse, lockDirectory } from "./directory-lock.ts";
import { ownIdentity } from "./process-identity.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "outrider-lock-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const leaveBehind = (owner: object): void => writeFileSync(join(directory, "outrider.lock"), JSON.stringify(owner));

it("S2 one holder at a time; released, the next may have it", async () => {
  const first = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUse);
  first.release();
  const second = await lockDirectory(directory);
  first.release();
  await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUse);
  second.release();
  expect(readdirSync(directory)).toEqual([]);
});

it("S2 a pid that was given to another process since does not hold the lock", async () => {
  leaveBehind({ ...ownIdentity(), started: "1", token: "killed" });
  const lock = await lockDirectory(directory);
  lock.release();
});

it("S2 of many that find a stale lock at the same moment exactly one gets it", async () => {
  leaveBehind({ ...ownIdentity(), pid: 999_999_9, token: "killed" });
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it(
  "S2 a holder in another container is refused while it beats and taken over when it is silent",
  { timeout: 30_000 },
  async () => {
    leaveBehind({ ...ownIdentity(), place: "another container", token: "elsewhere" });
    const { utimesSync } = await import("node:fs");
    const beat = setInterval(() => utimesSync(join(directory, "outrider.lock"), new Date(), new Date()), 500);
    await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUse);
    clearInterval(beat);
    const lock = await lockDirectory(directory);
    lock.release();
  },
);
