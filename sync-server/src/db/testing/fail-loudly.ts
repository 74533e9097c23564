/** Database reports for tests: a lost database or failed housekeeping fails the run. */
import type { DatabaseReports } from "../database.ts";

export const failLoudly: DatabaseReports = {
  lost(reason) {
    throw reason;
  },
  trouble(what, error) {
    throw new Error(what, { cause: error });
  },
};
