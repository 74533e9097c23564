// Privacy of a running server, put together: erasures by jobs, retention as a daily chore, what features are used.
import type { AuditChain } from "../auth/audit-chain.ts";
import type { Database } from "../db/database.ts";
import type { ErasedList } from "../feed/erased-list.ts";
import type { Feed } from "../feed-port.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { createEraseMember, type EraseMember } from "./erase-member.ts";
import { type Certificate, certificateOf, certificatePage } from "./certificate.ts";
import { createErasures, type Erasures } from "./erasure.ts";
import { exportPage, exportPerson, type PersonExport } from "./export-person.ts";
import { createFeatureUse, type FeatureUse } from "./feature-use.ts";
import { type Counts, countsOf, findPerson, type Person, statesOf } from "./person.ts";
import { dropOldNoticeNames } from "./old-notices.ts";
import { createRetention, type Retention } from "./retention.ts";
import { titleOf } from "@outrider/shared/projection";

export interface PrivacyDeps {
  readonly database: Database;
  readonly feed: Pick<Feed, "write" | "announce">;
  readonly chain: AuditChain;
  readonly jobs: Jobs;
  readonly list: ErasedList;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Privacy {
  readonly erasures: Erasures;
  readonly retention: Retention;
  readonly use: FeatureUse;
  readonly eraseMember: EraseMember;
  /** Forgets names of what people were told long ago, so many at most; answers how many. */
  dropOldNotices(limit: number): Promise<number>;
  /** What somebody who is or was a member is called; null: nobody is. */
  memberName(workspace: string, id: string): Promise<string | null>;
  person(workspace: string, id: string): Promise<{ readonly found: Person; readonly counts: Counts } | null>;
  export(workspace: string, person: Person): Promise<PersonExport>;
  exportPage(found: PersonExport, workspaceName: string): string;
  certificate(workspace: string, id: string): Promise<Certificate | null>;
  certificatePage(certificate: Certificate, workspaceName: string): string;
}

export async function openPrivacy(deps: PrivacyDeps): Promise<Privacy> {
  const { database, jobs, clock } = deps;
  const erasures = createErasures(deps);
  jobs.work("erasure", async ({ workspace, erasure }) => await erasures.run(workspace, erasure));
  await erasures.resume();
  return {
    erasures, exportPage, certificatePage,
    retention: createRetention(deps),
    use: createFeatureUse(deps),
    eraseMember: createEraseMember(deps),
    dropOldNotices: (limit) => dropOldNoticeNames(database, clock.now(), limit),
    async memberName(workspace, id) {
      const [member] = await statesOf(database, workspace, [id]);
      return member?.kind === "member" ? titleOf(member) : null;
    },
    async person(workspace, id) {
      const found = await findPerson(database, workspace, id);
      return found && { found, counts: await countsOf(database, workspace, found) };
    },
    export: (workspace, person) => exportPerson(database, workspace, person, clock.now()),
    async certificate(workspace, id) {
      const one = await erasures.one(workspace, id);
      if (!one) return null;
      const [member] = await statesOf(database, workspace, [one.askedBy]);
      return certificateOf(one, workspace, member ? titleOf(member) : "");
    },
  };
}
