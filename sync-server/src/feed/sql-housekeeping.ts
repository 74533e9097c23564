// Housekeeping of the feed on Postgres, embedded or not. Each call is one statement, or two that stand together.
import type { Database } from "../db/database.ts";
import type { HousekeepingStore, Mark } from "./housekeeping.ts";

export function createSqlHousekeeping({ sql, sync }: Pick<Database, "sql" | "sync">): HousekeepingStore {
  return {
    async workspaces() {
      const rows = await sql<{ workspace: string }[]>`select workspace_id as workspace from feed_head order by workspace_id`;
      return rows.map(({ workspace }) => workspace);
    },
    marks: async (workspace) => [
      ...(await sql<Mark[]>`select at, seq, announced_at as "announcedAt" from feed_mark where workspace_id = ${workspace} order by at`),
    ],
    async mark(workspace, now) {
      await sql`
        insert into feed_mark (workspace_id, at, seq) select workspace_id, ${now}::bigint, seq from feed_head where workspace_id = ${workspace}
        on conflict do nothing`;
      await sync();
    },
    async announce(workspace, { at, seq }, now) {
      await sql.begin(async (tx) => {
        await tx`update feed_head set horizon = greatest(horizon, ${seq}::bigint) where workspace_id = ${workspace}`;
        await tx`update feed_mark set announced_at = ${now} where workspace_id = ${workspace} and at = ${at} and announced_at is null`;
      });
      await sync();
    },
    async forgetMarksBefore(workspace, at) {
      await sql`delete from feed_mark where workspace_id = ${workspace} and at < ${at}`;
    },
    async dropRemovals(workspace, upTo, limit) {
      // Looked at once more as it is deleted: the record may have come back into the bucket meanwhile.
      const { count } = await sql`
        delete from feed where workspace_id = ${workspace} and removed and seq <= ${upTo} and (record_id, bucket) in (
          select record_id, bucket from feed where workspace_id = ${workspace} and removed and seq <= ${upTo} order by seq limit ${limit}
        )`;
      return count;
    },
    async dropPast(workspace, limit) {
      const { count } = await sql`
        delete from field_history where ctid = any(array(
          select past.ctid from field_history past where past.workspace_id = ${workspace} and (
            not exists (select from record where record.workspace_id = past.workspace_id and record.id = past.record_id)
            or exists (select from erased where erased.workspace_id = past.workspace_id and erased.record_id = past.record_id)
          ) limit ${limit}
        ))`;
      await sync();
      return count;
    },
    async dropVerdicts(workspace, before, limit) {
      const { count } = await sql`
        delete from verdict where workspace_id = ${workspace} and at < ${before} and group_id = any(array(
          select group_id from verdict
          where workspace_id = ${workspace} and at < ${before} and (
            refused or body is null or not exists (
              select from device where device.workspace_id = verdict.workspace_id and device.id = verdict.device_id
            )
          )
          limit ${limit}
        ))`;
      return count;
    },
  };
}
