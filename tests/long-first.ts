// In which order test files begin: those that take longest first, so that no core is left with one of them at the end
// while the others have nothing to do. The rest in Vitest's own order, by size where nothing is known of them yet.
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Longest first. A name that fits no file any more costs nothing but its line here. */
const LONG = [
  "simulator/src/seeds-1", "simulator/src/seeds-2", "visibility/visibility-1", "visibility/visibility-2", "simulator/src/determinism", "rooms/scratch", "simulator/src/many-servers", "simulator/src/planted", "visibility/planted",
  "simulator/src/versions/versions", "simulator/src/planted-rooms", "platform/directory-lock", "simulator/src/pinned-seeds",
  "tests/load/steady.db", "tests/backup.db", "tests/crash/campaign-kill.db", "tests/move.db", "routes/permission-matrix.db", "tests/crash/many-servers.db", "routes/api-fuzz.db", "tests/crash/server-kill.db",
  "tests/ingest/retail.db", "sync-server/src/main.db", "db/open-embedded.db", "tests/deactivated.db", "tests/rooms-from-outside.db", "ingest/ingest.db", "campaigns/campaigns.db", "jobs/jobs.db", "tests/protocol-matrix.db", "tests/crash/rewound-server.db",
  "webhooks/webhooks.db", "tests/start.db", "tests/crash/upload-kill.db", "seed.db", "routes/delivery-routes.db", "routes/segment-routes.db", "campaigns/trouble.db", "ingest/totals.db", "tests/upgrade/upgrade.db", "feed/housekeeping.db", "tests/revoked.db", "jobs/queued-mailer.db",
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.includes(`${name}.test.`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
