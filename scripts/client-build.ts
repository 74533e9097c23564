// Builds the client when its sources changed since the last build, and only then. What the build read is
// remembered as one hash outside the output, so that nothing of ours is served. Knows nothing of the server.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "./run-command.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules/.cache/outrider/client-build");
const sources = ["client/src", "client/index.html", "client/vite.config.ts", "client/budget.config.ts", "client/package.json", "shared/src", "public", "package-lock.json"];

function filesBelow(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  const entries = readdirSync(join(root, dirname(path)), { withFileTypes: true });
  const self = entries.find((entry) => entry.name === path.slice(path.lastIndexOf("/") + 1));
  if (self?.isDirectory() !== true) return [path];
  return readdirSync(join(root, path)).sort().flatMap((name) => filesBelow(`${path}/${name}`));
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesBelow)) {
    if (file.includes(".test.")) continue;
    hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
  }
  return hash.digest("hex");
}

/** Builds client/dist unless it already stands for today's sources. Throws when the build fails. */
export async function buildClientIfStale(): Promise<void> {
  const wanted = sourcesHash();
  const built = existsSync(stamp) && existsSync(join(root, "client/dist/index.html")) ? readFileSync(stamp, "utf8") : "";
  if (built === wanted) return;
  console.log("Building the client.");
  const vite = join(root, "client/node_modules/.bin/vite");
  const hoisted = join(root, "node_modules/.bin/vite");
  const { code } = await runCommand(existsSync(vite) ? vite : hoisted, ["build", "--logLevel", "warn"], { cwd: join(root, "client") });
  if (code !== 0) throw new Error(`The client did not build (vite ended with ${code}).`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
