// `npm run dev`: Vite for the client and the server restarted on change; ending one ends the other.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const binary = (name: string, workspace: string) =>
  [join(root, workspace, "node_modules/.bin", name), join(root, "node_modules/.bin", name)].find((path) => existsSync(path)) ?? name;

const children = [
  spawn(binary("tsx", "sync-server"), ["watch", "sync-server/src/main.ts"], { cwd: root, stdio: "inherit" }),
  spawn(binary("vite", "client"), [], { cwd: join(root, "client"), stdio: "inherit" }),
];

const endAll = () => {
  for (const child of children) if (child.exitCode === null) child.kill("SIGTERM");
};
for (const child of children) child.once("exit", endAll);
process.once("SIGINT", endAll).once("SIGTERM", endAll);
