// Databases that hold the sample workspace, as the server itself planted it at its first start.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placesFilled } from "../../sync-server/src/db/testing/each-database.ts";
import { startServerProcess } from "./server-process.ts";

/** Of all who plant, one does it at a time for each kind. */
const PORTS = { pglite: 20_680, postgres: 20_681 };

export const sampledPlaces = placesFilled("sampled", async (place) => {
  const dataDirectory = "dataDirectory" in place ? place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-planting-"));
  const server = await startServerProcess({ port: "dataDirectory" in place ? PORTS.pglite : PORTS.postgres, dataDirectory, ...("databaseUrl" in place && { databaseUrl: place.databaseUrl }) });
  await server.stop();
  if ("databaseUrl" in place) await rm(dataDirectory, { recursive: true, force: true });
});
