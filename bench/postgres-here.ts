// Owns which PostgreSQL the bench uses: the one that OUTRIDER_PG_URL names, else a cluster that scripts/pg17.sh runs.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

let found: { readonly url: string | undefined } | undefined;

function look(): string | undefined {
  const named = process.env["OUTRIDER_PG_URL"];
  if (named !== undefined && named !== "") return named;
  const cluster = spawnSync("bash", [fileURLToPath(new URL("../scripts/pg17.sh", import.meta.url)), "url"], { encoding: "utf8" });
  return cluster.status === 0 ? cluster.stdout.trim() : undefined;
}

/** undefined where there is none. */
export const postgresUrl = (): string | undefined => (found ??= { url: look() }).url;
