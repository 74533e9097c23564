// Installs the packages when they are missing or not those of package-lock.json. Plain JavaScript on Node alone,
// because it runs before anything is installed. npm keeps its own record of what it installed
// (node_modules/.package-lock.json, written last): that record is compared, so an interrupted install is seen.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const packagesIn = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** Why an install is needed, or undefined when every package of the lock is there. */
export function missingFrom(folder) {
  const record = join(folder, "node_modules/.package-lock.json");
  if (!existsSync(record)) return "nothing is installed";
  const installed = packagesIn(record);
  for (const [path, wanted] of Object.entries(packagesIn(join(folder, "package-lock.json")))) {
    // Workspaces are folders of ours; packages for other systems are left out by npm itself.
    if (!path.includes("node_modules/") || wanted.link === true || wanted.optional === true || wanted.devOptional === true) continue;
    const found = installed[path];
    if (found === undefined) return `${path} is not installed`;
    if (found.version !== wanted.version) return `${path} is ${found.version}, the lock says ${wanted.version}`;
  }
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Outrider needs Node 20.19 or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const reason = missingFrom(root);
  if (reason !== undefined) {
    console.log(`Installing packages: ${reason}.`);
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    // Not `npm ci`: it refuses a lock that does not name the binaries of every other system. `install` takes the
    // locked versions all the same, and --no-save leaves the lock as it is.
    // The runtime of the model would fetch its part for graphics cards, some hundred megabytes that nothing here uses.
    const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" };
    const done = spawnSync(npm, ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit", env });
    process.exit(done.status ?? 1);
  }
}
