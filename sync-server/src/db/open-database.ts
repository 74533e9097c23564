/** Opens whichever database the environment names. The rest of the server does not know which it is. */
import type { Database, DatabasePlace, DatabaseReports } from "./database.ts";
import { openEmbedded } from "./open-embedded.ts";
import { openPostgres } from "./open-postgres.ts";

/** Opens, locks and migrates. Throws with a sentence that says what to do when that is not possible. */
export const openDatabase = (place: DatabasePlace, reports: DatabaseReports): Promise<Database> =>
  "databaseUrl" in place ? openPostgres(place.databaseUrl) : openEmbedded(place.dataDirectory, reports);
