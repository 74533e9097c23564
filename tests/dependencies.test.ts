// docs/dependencies.md has a line for every package we name, and every version we name is exact.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");
const versions = z.record(z.string(), z.string()).default({});
const manifest = z.object({ workspaces: z.array(z.string()).default([]), dependencies: versions, devDependencies: versions, optionalDependencies: versions });
const read = (folder: string) => manifest.parse(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));

// The packages benchmarks measure against are no workspace: they are installed when a benchmark first runs.
const folders = [".", ...read(".").workspaces, "bench/peers"];
const named = folders.filter((folder) => existsSync(join(root, folder, "package.json"))).flatMap((folder) => {
  const { dependencies, devDependencies, optionalDependencies } = read(folder);
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(([name]) => !name.startsWith("@outrider/"));
});

const lines = readFileSync(join(root, "docs/dependencies.md"), "utf8").split("\n").flatMap((line) => {
  const [, name, why, licence, size, kept] = line.split("|").map((cell) => cell.trim());
  const quoted = /^`(.+)`$/.exec(name ?? "")?.[1];
  return quoted === undefined ? [] : [{ name: quoted, told: [why, licence, size, kept] }];
});

test("every package has a line, and every line a package", () => {
  const names = [...new Set(named.map(([name]) => name))].sort();
  expect(lines.map(({ name }) => name).sort()).toEqual(names);
});

test("every line says why, its licence, its size and whether it stays", () => {
  expect(lines.filter(({ told }) => told.some((cell) => cell === undefined || cell === "")).map(({ name }) => name)).toEqual([]);
});

test("every version is exact", () => {
  expect(named.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+[\w.-]*$/.test(version))).toEqual([]);
});
