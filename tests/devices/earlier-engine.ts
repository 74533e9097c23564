// The device's engine as it was at a commit of this repository, or as it may be tomorrow, in a module of its own: old
// clients are met with what was really released, not with what one remembers of it. Knows git and the bundler, no server.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type * as Today from "../../client/src/engine/index.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** Inside of node_modules, so that packages are found from there. */
const cache = join(root, "node_modules/.cache/earlier-engines");

/** Of that engine what a device in a test needs; its values are of its own time. */
export type EarlierEngine = Pick<typeof Today, "createEngine" | "createMemoryDisk" | "createMemoryStore">;

/** Null where the repository here does not reach back so far (a shallow clone). */
export async function engineAt(commit: string): Promise<EarlierEngine | null> {
  const folder = join(cache, commit);
  try {
    const archive = execFileSync("git", ["archive", "--format=tar", commit, "client/src", "shared/src", "shared/package.json"], { cwd: root, maxBuffer: 256 * 1024 * 1024, stdio: ["ignore", "pipe", "ignore"] });
    mkdirSync(folder, { recursive: true });
    execFileSync("tar", ["-x", "-C", folder], { input: archive });
  } catch {
    return null;
  }
  return await bundled(folder, `${commit}.mjs`, []);
}

/** Today's engine with the versions of tomorrow. */
export const engineOfTomorrow = async (versions: { readonly protocol?: number; readonly schema?: number }): Promise<EarlierEngine> =>
  await bundled(root, `tomorrow-${versions.protocol ?? 0}-${versions.schema ?? 0}.mjs`, [patched(versions)]);

const patched = ({ protocol, schema }: { readonly protocol?: number; readonly schema?: number }): Plugin => ({
  name: "versions-of-tomorrow",
  setup(of) {
    const answer = (contents: string) => ({ contents, loader: "ts" as const });
    if (protocol !== undefined) of.onLoad({ filter: /shared\/src\/protocol\/version\.ts$/ }, () => answer(`export const PROTOCOL_VERSION = ${protocol}; export const OLDEST_PROTOCOL = ${protocol};`));
    if (schema !== undefined) of.onLoad({ filter: /shared\/src\/schema\/version\.ts$/ }, () => answer(`export const SCHEMA_VERSION = ${schema};`));
  },
});

async function bundled(folder: string, name: string, plugins: readonly Plugin[]): Promise<EarlierEngine> {
  const outfile = join(cache, "built", name);
  mkdirSync(dirname(outfile), { recursive: true });
  const entry = join(cache, "built", `${name}.entry.ts`);
  writeFileSync(entry, `export { createEngine, createMemoryDisk, createMemoryStore } from ${JSON.stringify(join(folder, "client/src/engine/index.ts"))};\n`);
  await build({
    entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "silent", plugins: [...plugins],
    alias: Object.fromEntries(["kernel", "schema", "records", "access", "commands", "protocol", "sync", "projection", "bodies", "vcard"].map((room) => [`@outrider/shared/${room}`, join(folder, `shared/src/${room}/index.ts`)])),
  });
  return (await import(`${pathToFileURL(outfile).href}?${Date.now()}`)) as EarlierEngine;
}
