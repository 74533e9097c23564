// Builds what runs from a build, each when its sources changed since the last time, and only then. What a build read is
// remembered as one hash outside its output, so that nothing of ours is served.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { runCommand } from "./run-command.ts";
import { SIZES } from "./sizes.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

interface Build {
  readonly sources: readonly string[];
  /** Files that stand when it was built. */
  readonly outputs: readonly string[];
  readonly run: () => Promise<void>;
}

async function buildClient(): Promise<void> {
  console.log("Building the client.");
  const vite = join(root, "client/node_modules/.bin/vite");
  const hoisted = join(root, "node_modules/.bin/vite");
  const { code } = await runCommand(existsSync(vite) ? vite : hoisted, ["build", "--logLevel", "warn"], { cwd: join(root, "client") });
  if (code !== 0) throw new Error(`The client did not build (vite ended with ${code}).`);
}

// One file for the server, one for the database's thread and one for the process that tries updates of notes, with
// nearly all they need inside: a start that reads two files takes less than half the time of one that reads and translates some hundreds.
async function buildServer(): Promise<void> {
  rmSync(join(root, "sync-server/dist"), { recursive: true, force: true });
  await build({
    entryPoints: {
      main: join(root, "sync-server/src/main.ts"),
      "pglite-worker": join(root, "sync-server/src/db/pglite-worker.ts"),
      "scratch-child": join(root, "sync-server/src/rooms/scratch-child.ts"),
    },
    outdir: join(root, "sync-server/dist"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    logLevel: "warning",
    // They find their WebAssembly, or what was built for this machine, beside their own files; the last is asked for by pg where it is installed, which it is not.
    external: ["@electric-sql/*", "pg-native", "@xenova/transformers"],
    // Some packages are CommonJS and ask for Node's own modules.
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
  });
}

const builds = {
  client: {
    sources: ["client/src", "client/index.html", "client/vite.config.ts", "client/budget.config.ts", "client/boot.config.ts", "client/brotli.config.ts", "client/icons.config.ts", "client/model.config.ts", "client/package.json", "shared/src", "public", "package-lock.json"],
    outputs: ["client/dist/index.html", SIZES],
    run: buildClient,
  },
  server: { sources: ["sync-server/src", "sync-server/package.json", "shared/src", "scripts/builds.ts", "package-lock.json"], outputs: ["sync-server/dist/main.js"], run: buildServer },
} satisfies Record<string, Build>;

function filesBelow(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  const entries = readdirSync(join(root, dirname(path)), { withFileTypes: true });
  const self = entries.find((entry) => entry.name === path.slice(path.lastIndexOf("/") + 1));
  if (self?.isDirectory() !== true) return [path];
  return readdirSync(join(root, path)).sort().flatMap((name) => filesBelow(`${path}/${name}`));
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesBelow)) {
    if (file.includes(".test.")) continue;
    hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
  }
  return hash.digest("hex");
}

/** Builds client/dist or sync-server/dist unless it already stands for today's sources. Throws when the build fails. */
export async function buildIfStale(...names: readonly (keyof typeof builds)[]): Promise<void> {
  for (const name of names) {
    const { sources, outputs, run } = builds[name];
    const stamp = join(root, `node_modules/.cache/outrider/${name}-build`);
    const wanted = hashOf(sources);
    const built = existsSync(stamp) && outputs.every((output) => existsSync(join(root, output))) ? readFileSync(stamp, "utf8") : "";
    if (built === wanted) continue;
    await run();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}
