// Before the first database test: the server as it is run, built of today's sources, and a folder for what databases of
// tests begin as. After the last one the templates are removed.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfStale } from "../scripts/builds.ts";
import { connect } from "../sync-server/src/db/client.ts";
import { TEMPLATES } from "../sync-server/src/db/testing/templates.ts";

export default async (): Promise<() => Promise<void>> => {
  await buildIfStale("server");
  const folder = await mkdtemp(join(tmpdir(), "outrider-templates-"));
  process.env[TEMPLATES] = folder;
  return async () => {
    const databases = (await readdir(folder)).filter((name) => name.endsWith(".database"));
    const url = process.env["OUTRIDER_PG_URL"];
    if (url !== undefined && databases.length > 0) {
      const admin = connect({ target: { url }, max: 1 });
      for (const name of databases) await admin.sql`drop database if exists ${admin.sql(await readFile(join(folder, name), "utf8"))} with (force)`;
      await admin.sql.end();
    }
    await rm(folder, { recursive: true, force: true });
  };
};
