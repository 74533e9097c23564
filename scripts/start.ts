// `npm start`: the settings of .env where there is one (what is set already wins), an up-to-date build, then the
// server in this same process, so that signals reach it directly.
import { existsSync } from "node:fs";
import { buildIfStale } from "./builds.ts";

// npm runs us through a shell that passes no signal on: ended by a signal, npm leaves us behind. So an orphan stops,
// as gracefully as it would have.
if (process.env["npm_lifecycle_event"] !== undefined) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

if (existsSync(".env")) process.loadEnvFile(".env");
await buildIfStale("client", "server");
await import(new URL("../sync-server/dist/main.js", import.meta.url).href);
