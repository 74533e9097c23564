// What people were told long ago: put into the bin by the daily round, from which it goes as everything does; so devices hide it
// at once and drop it with the bin. Invariant: only what nobody can still act upon; who was told what is not forgotten with it
// (the table `notice`), or they would be told again.
import { DAY_MS } from "@outrider/shared/kernel";
import { type Change, baseOf, type PackedRecord, type RecordState, unpack, valueOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import type { Clock } from "../platform/clock.ts";

/** After so many days: one that was read, from then on; one that was not, from when it was told; and its name. */
export const NOTICE_DAYS = { read: 30, unread: 90, name: 400 } as const;

const PAGE = 500;
const AT_ONCE = 100;

export interface OldNoticesDeps { readonly database: Pick<Database, "sql">; readonly write: Feed["write"]; readonly clock: Clock }

/** By the server's stamp where a device set the time: its clock may be anything. */
export function isOldNotice(state: RecordState, now: number): boolean {
  if (valueOf(state, "deletedAt") !== null) return false;
  const read = state.fields["readAt"];
  if (typeof read?.value === "number") return read.at < now - NOTICE_DAYS.read * DAY_MS;
  const at = valueOf(state, "at");
  return typeof at === "number" && at < now - NOTICE_DAYS.unread * DAY_MS;
}

/** Puts a workspace's old notices into the bin. Answers how many; safe to repeat. */
export async function binOldNotices({ database: { sql }, write, clock }: OldNoticesDeps, workspace: string, signal?: AbortSignal): Promise<number> {
  const buckets = await sql<{ bucket: string }[]>`select bucket from bucket_sum where workspace_id = ${workspace} and bucket like 'n:%' order by bucket`;
  let binned = 0;
  for (const { bucket } of buckets) {
    for (let after = 0; !signal?.aborted; ) {
      const rows = await sql<{ seq: number; state: PackedRecord }[]>`
        select feed.seq, record.state from feed join record on record.workspace_id = feed.workspace_id and record.id = feed.record_id
        where feed.workspace_id = ${workspace} and bucket = ${bucket} and feed.seq > ${after} and not removed and record.kind = 'notification' order by feed.seq fetch first ${PAGE} rows with ties`;
      const old = rows.map(({ state }) => unpack(state)).filter((state) => isOldNotice(state, clock.now()));
      for (let from = 0; from < old.length; from += AT_ONCE) {
        const some = old.slice(from, from + AT_ONCE);
        const written = await write(workspace, "", "keep", some.map((state): Change => ({ id: state.id, kind: state.kind, set: { deletedAt: { value: clock.now(), base: baseOf(state, "deletedAt") } } })));
        if (!written.ok) throw new Error(`old notifications were not put away: ${written.error.message}`);
        binned += some.length;
      }
      if (rows.length < PAGE) break;
      after = rows.at(-1)?.seq ?? after;
    }
  }
  return binned;
}

/** Forgets names of what was told too long ago to be told again; a deal that has not moved for years keeps its own. */
export async function dropOldNoticeNames({ sql }: Pick<Database, "sql">, now: number, limit: number): Promise<number> {
  const { count } = await sql`
    delete from notice where (workspace_id, id) in (
      select workspace_id, id from notice where at < ${now - NOTICE_DAYS.name * DAY_MS} and not digest and what <> 'stagnant' limit ${limit})`;
  return count;
}
