import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeSocketFolder } from "./socket-folder.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "outrider-test-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

it("O3 what a killed process left is removed by the next start, and nothing else ever", () => {
  const killed = makeSocketFolder(data);
  expect(statSync(killed.path).mode & 0o077).toBe(0);
  const next = makeSocketFolder(data);
  expect(existsSync(killed.path)).toBe(false);
  next.remove();
  expect(existsSync(next.path)).toBe(false);
  expect(readdirSync(data)).toEqual([]);

  const other = mkdtempSync(join(tmpdir(), "outrider-other-"));
  for (const note of [other, join(tmpdir(), "outrider-pg-x", "..", "..", other), "/"]) {
    writeFileSync(join(data, "socket-folder"), note);
    makeSocketFolder(data).remove();
    expect(existsSync(other)).toBe(true);
  }
  rmSync(other, { recursive: true });
});
