// A throw-away copy of the project's shape: its configuration and whatever files a test writes into it, with the
// workspaces linked as npm links them. The tests lean on the walls there, so that no broken file ever lies in ours.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const projectRoot = join(import.meta.dirname, "../..");

const configuration = [
  ".oxlintrc.json",
  "scripts/quotes-rule.mjs",
  "knip.json",
  "package.json",
  "tsconfig.base.json",
  "tsconfig.json",
  "tsconfig.tools.json",
  ...["shared", "shared/simulator", "client", "sync-server"].map((workspace) => `${workspace}/package.json`),
  "shared/tsconfig.json",
  "shared/tsconfig.test.json",
  "shared/simulator/tsconfig.json",
  "client/tsconfig.json",
  "client/tsconfig.worker.json",
  "client/tsconfig.test.json",
  "sync-server/tsconfig.json",
];

const workspaces = { client: "client", shared: "shared", "sync-server": "sync-server", simulator: "shared/simulator" };

export interface ScratchTree {
  readonly root: string;
  remove(): void;
}

/** Links every installed package of `from` into `to`, each by its own link so that workspaces can differ. */
function linkPackages(from: string, to: string, except: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  // npm makes a folder in a workspace only for what could not be shared.
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    if (!except.includes(name)) symlinkSync(join(from, name), join(to, name));
  }
}

export function createScratchTree(files: Readonly<Record<string, string>>): ScratchTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "outrider-wall-")));
  for (const path of configuration) cpSync(join(projectRoot, path), join(root, path));
  // A package the test writes itself stands in for the installed one.
  const own = Object.keys(files).flatMap((path) => /^node_modules\/([^/]+)\//.exec(path)?.[1] ?? []);
  linkPackages(join(projectRoot, "node_modules"), join(root, "node_modules"), ["@outrider", ".cache", ...own]);
  for (const workspace of ["client", "sync-server"]) {
    linkPackages(join(projectRoot, workspace, "node_modules"), join(root, workspace, "node_modules"), [".cache", ".vite"]);
  }
  mkdirSync(join(root, "node_modules/@outrider"));
  for (const [name, path] of Object.entries(workspaces)) {
    symlinkSync(join(root, path), join(root, "node_modules/@outrider", name));
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
