import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createWalSync } from "./wal-sync.ts";

let directory = "";
const segment = (n: number): string => join(directory, "pg_wal", n.toString(16).toUpperCase().padStart(24, "0"));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "outrider-wal-"));
  await mkdir(join(directory, "pg_wal", "archive_status"), { recursive: true });
  await writeFile(segment(1), "a");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it("S2 segments that appear, are renamed and go do not trouble it", async () => {
  const wal = createWalSync(directory);
  await wal.sync();
  await writeFile(segment(2), "b");
  await wal.sync();
  await rename(segment(1), segment(3));
  await wal.sync();
  await rm(segment(2));
  await Promise.all([wal.sync(), wal.sync(), wal.sync()]);
  await wal.close();
});

it("S2 after one failure no later call says that anything is durable", async () => {
  const wal = createWalSync(directory);
  await wal.sync();
  await rename(join(directory, "pg_wal"), join(directory, "gone"));
  const both = await Promise.allSettled([wal.sync(), wal.sync()]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await rename(join(directory, "gone"), join(directory, "pg_wal"));
  await expect(wal.sync()).rejects.toThrow("ENOENT");
  await wal.close();
});
