/**
 * Opens the embedded Postgres: lock, files, thread, client, migrations, in this order, and closes in reverse.
 * Invariant: nobody else has the directory; the socket lies in a folder only this user can enter.
 */
import { join, resolve } from "node:path";
import { lockDirectory } from "../platform/directory-lock.ts";
import { connect } from "./client.ts";
import type { Database, DatabaseReports } from "./database.ts";
import { createMaintenance } from "./maintenance.ts";
import { ensureVector, migrateEmbedded } from "./migrate.ts";
import { makeSocketFolder } from "./socket-folder.ts";
import { ensureDatabaseDirectory } from "./pglite-template.ts";
import { startPgliteThread } from "./pglite-thread.ts";
import { syncTree } from "./sync-files.ts";
import { createWalSync } from "./wal-sync.ts";

export const openEmbedded = async (dataDirectory: string, reports: DatabaseReports): Promise<Database> => {
  const undo: (() => unknown)[] = [];
  const unwind = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const root = resolve(dataDirectory);
    const lock = await lockDirectory(root);
    undo.push(() => lock.release());

    const directory = join(root, "pg");
    await ensureDatabaseDirectory(directory);
    const socketFolder = makeSocketFolder(root);
    undo.push(() => socketFolder.remove());
    const socketPath = join(socketFolder.path, ".s.PGSQL.5432");

    const thread = await startPgliteThread({ directory, socketPath });
    thread.onDeath((reason) => reports.lost(reason));
    undo.push(async () => {
      await thread.stop();
      await syncTree(directory);
    });
    const { sql, orm } = connect({ target: { socketPath }, max: 1 });
    undo.push(() => sql.end({ timeout: 5 }));

    const vector = await ensureVector(sql);
    await migrateEmbedded(orm);
    await syncTree(directory);
    const wal = createWalSync(directory);
    undo.push(() => wal.close());
    const maintenance = createMaintenance(sql, directory, (error) => reports.trouble("database maintenance", error));
    undo.push(() => maintenance.stop());

    return {
      kind: "pglite",
      sql,
      drizzle: orm,
      vector,
      sync: () =>
        wal.sync().catch((error: unknown) => {
          reports.lost(new Error("the disk did not take the log of the database", { cause: error }));
          throw error;
        }),
      listen: undefined,
      maintain: () => maintenance.runOnce(),
      close: unwind,
    };
  } catch (error) {
    await unwind();
    throw error;
  }
};
