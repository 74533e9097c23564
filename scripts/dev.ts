// `npm run dev`: Vite for the client and the server restarted on change; ending one ends the other. The page comes from
// Vite, which passes on what is for the server, so the server is told that people open the app there.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const binary = (name: string, workspace: string) =>
  [join(root, workspace, "node_modules/.bin", name), join(root, "node_modules/.bin", name)].find((path) => existsSync(path)) ?? name;

if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
const page = `http://127.0.0.1:${process.env["DEV_PORT"] ?? "5173"}`;
const server = `http://127.0.0.1:${process.env["PORT"] ?? "8787"}`;
const env = { ...process.env, FRONTEND_URL: process.env["FRONTEND_URL"] || page, OUTRIDER_SERVER: process.env["OUTRIDER_SERVER"] ?? server };

const children = [
  spawn(binary("tsx", "sync-server"), ["watch", "sync-server/src/main.ts"], { cwd: root, stdio: "inherit", env }),
  spawn(binary("vite", "client"), ["--port", new URL(page).port, "--strictPort"], { cwd: join(root, "client"), stdio: "inherit", env }),
];

const endAll = () => {
  for (const child of children) if (child.exitCode === null) child.kill("SIGTERM");
};
for (const child of children) child.once("exit", endAll);
process.once("SIGINT", endAll).once("SIGTERM", endAll);
