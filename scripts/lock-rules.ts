// What package-lock.json must be, so that an install takes what was looked at and nothing else: every package from the
// registry the machine is set to (the lock names no address at all, hence no other), each held by its SHA-512, under its
// own name, and running nothing while it is installed but what is listed here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const ranges = z.record(z.string(), z.string()).default({});
const dependencies = { dependencies: ranges, devDependencies: ranges, optionalDependencies: ranges };
const lockFile = z.object({
  lockfileVersion: z.number(),
  packages: z.record(z.string(), z.object({
    ...dependencies, name: z.string().optional(), version: z.string().optional(), resolved: z.string().optional(),
    integrity: z.string().optional(), link: z.boolean().default(false), hasInstallScript: z.boolean().default(false), inBundle: z.boolean().default(false),
  })),
});
const manifest = z.object({ name: z.string(), workspaces: z.array(z.string()).default([]), ...dependencies });

export type Lock = z.infer<typeof lockFile>;
type Locked = Lock["packages"][string];
export const readLock = (root: string): Lock => lockFile.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));

/** The package that stands at a path of the lock. */
export const nameAt = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** What may run while it is installed, and why. */
const RUNS_AT_INSTALL: Readonly<Record<string, string>> = {
  "@scarf/scarf": "comes with swagger-ui-dist and would report the install; switched off by scarfSettings in package.json",
  "@swc/core": "checks that the binary of this system is there",
  esbuild: "checks that the binary of this system is there",
  "onnxruntime-node": "would fetch its part for graphics cards; switched off by allowScripts in package.json, and by scripts/ensure-installed.mjs for an npm that does not know that",
  protobufjs: "warns of ranges of versions in a package.json; switched off by allowScripts in package.json",
};

/** What is installed under another name than its own, and why: one line each. */
const UNDER_ANOTHER_NAME: Readonly<Record<string, string>> = {
  // The package of that name is no longer kept; this is the same library by the same people under its new name.
  "@xenova/transformers": "@huggingface/transformers",
};

/** The package that is installed at a path of the lock. */
export const packageAt = (path: string): string => UNDER_ANOTHER_NAME[nameAt(path)] ?? nameAt(path);

const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;
const VERSION = /^\d+\.\d+\.\d+[\w.+-]*$/;
/** A range of versions or an alias of one: no address, no folder, no repository. */
const RANGE = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?[\w.*^~<>=| -]+$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+/;

function packageFaults(path: string, it: Locked): readonly string[] {
  const name = nameAt(path);
  return [
    ...(it.version === undefined || !VERSION.test(it.version) ? [`${path}: no exact version`] : []),
    ...(it.resolved === undefined ? [] : [`${path}: names where it comes from (${it.resolved})`]),
    ...(it.integrity !== undefined && SHA512.test(it.integrity) ? [] : [`${path}: no SHA-512 of what it holds`]),
    ...(it.inBundle ? [`${path}: comes inside another package`] : []),
    ...((it.name ?? name) === packageAt(path) ? [] : [`${path}: is another package (${it.name})`]),
    ...(it.hasInstallScript && RUNS_AT_INSTALL[name] === undefined ? [`${path}: runs something while it is installed`] : []),
  ];
}

const rangeFaults = (path: string, it: Pick<Locked, "dependencies" | "devDependencies" | "optionalDependencies">): readonly string[] =>
  Object.entries({ ...it.dependencies, ...it.devDependencies, ...it.optionalDependencies })
    .flatMap(([name, range]) => (RANGE.test(range) && !REPOSITORY.test(range) ? [] : [`${path === "" ? "package.json" : path}: ${name} comes from “${range}”`]));

/** One line for each thing wrong with the lock of `root`; none where all is well. */
export function lockFaults(root: string, lock: Lock = readLock(root)): readonly string[] {
  const read = (folder: string) => manifest.parse(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));
  const folders = read(".").workspaces;
  const faults = lock.lockfileVersion === 3 ? [] : [`lockfileVersion is ${lock.lockfileVersion}, not 3`];
  for (const [path, it] of Object.entries(lock.packages)) {
    faults.push(...rangeFaults(path, it));
    if (it.link) {
      if (!folders.includes(it.resolved ?? "")) faults.push(`${path}: links to ${it.resolved}, which is no workspace`);
    } else if (path.includes("node_modules/")) {
      faults.push(...packageFaults(path, it));
    } else if (path !== "" && !folders.includes(path)) {
      faults.push(`${path}: no workspace`);
    }
  }
  for (const folder of ["", ...folders]) {
    const told = lock.packages[folder];
    const stands = read(folder === "" ? "." : folder);
    for (const kind of ["dependencies", "devDependencies", "optionalDependencies"] as const) {
      if (told === undefined || !sameRanges(told[kind], stands[kind])) faults.push(`${folder === "" ? "the root" : folder}: ${kind} are not those of its package.json`);
    }
  }
  return faults;
}

const sameRanges = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, range]) => other[name] === range);
