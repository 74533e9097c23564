// Looking for records by other means than a page of the feed: each way of looking walks its own index and takes no more
// than it is told; where what was found lies is read by the record's key. One statement, so that all is of one snapshot.
import type { Fragment } from "postgres";
import type { Sql, Transaction } from "../db/client.ts";
import type { FoundPage, Wanted } from "./feed-store.ts";
import { type FeedEntry, pageOf } from "./page-of.ts";
import { latestBoot } from "./sql-head.ts";
import { keys } from "./sql-rows.ts";

interface FoundColumns extends Omit<FeedEntry, "record"> { readonly record: string | null; readonly head: number; readonly membersSeq: number; readonly boot: string; readonly from: number }

// The edge is materialized: taken apart and worked out for each row, it makes a planner expect so much that it compiles the
// query first, which takes longer than all of it.
/** (id, seq) of what is wanted; where it goes on below a sequence, with that sequence in each row, and in one without an id. */
function candidates(sql: Sql | Transaction, workspace: string, buckets: readonly string[], wanted: Wanted, most: number): Fragment {
  if ("ids" in wanted) {
    return sql`
      select found.id, found.seq, 0::bigint as from_seq from json_array_elements_text(${keys(wanted.ids)}::json) as wanted (id) cross join lateral (
        select id, seq from record where workspace_id = ${workspace} and record.id = wanted.id limit 1
      ) found`;
  }
  if ("root" in wanted) {
    // One more than is taken shows that there is more.
    return sql`
      select id, seq, case when (count(*) over ()) > ${most} then 1 else 0 end::bigint as from_seq from (
        (select id, seq from record where workspace_id = ${workspace} and id = ${wanted.root})
        union all (select id, seq from record where workspace_id = ${workspace} and root is not null and root = ${wanted.root} order by seq desc limit ${most})
      ) found`;
  }
  if ("kind" in wanted) {
    return sql`
      with lane as materialized (
        select json_array_elements_text(${keys(buckets)}::json) as bucket
      ), edge as materialized (
        select coalesce((
          select near.seq from lane cross join lateral (
            select seq from feed where workspace_id = ${workspace} and bucket = lane.bucket and seq < ${wanted.before} and not removed order by seq desc limit ${most}
          ) near order by near.seq desc offset ${most - 1} limit 1
        ), 0) as from_seq
      )
      select record.id, max(entry.seq) as seq, edge.from_seq from edge cross join lane cross join lateral (
        select record_id, seq from feed
        where workspace_id = ${workspace} and feed.bucket = lane.bucket and seq < ${wanted.before} and seq >= edge.from_seq and not removed order by seq desc offset 0
      ) entry cross join lateral (
        select id from record where workspace_id = ${workspace} and record.id = entry.record_id and kind = ${wanted.kind} limit 1
      ) record group by record.id, edge.from_seq
      union all select null, null, from_seq from edge`;
  }
  const query = wanted.words.map((word) => `${word}:*`).join(" & ");
  return sql`
    select id, seq, case when (count(*) over ()) >= ${most} then 1 else 0 end::bigint as from_seq from (
      select id, seq from (
        select workspace_id, id, kind, seq from record where name is not null and to_tsvector('simple', name) @@ to_tsquery('simple', ${query}) offset 0
      ) named
      where workspace_id = ${workspace} and kind in (select json_array_elements_text(${keys(wanted.kinds)}::json)) limit ${most}
    ) found`;
}

export async function readFound(sql: Sql, workspace: string, buckets: readonly string[], wanted: Wanted, most: number): Promise<FoundPage> {
  if (!("words" in wanted)) return await read(sql, workspace, buckets, wanted, most);
  // The index of names is not for one workspace alone, and a planner that knew a small table would not take it.
  return await sql.begin(async (tx) => {
    await tx`set local enable_seqscan = off`;
    return await read(tx, workspace, buckets, wanted, most);
  }) as FoundPage;
}

async function read(sql: Sql | Transaction, workspace: string, buckets: readonly string[], wanted: Wanted, most: number): Promise<FoundPage> {
  const rows = await sql<FoundColumns[]>`
    with wanted as materialized (${candidates(sql, workspace, buckets, wanted, Math.max(1, most))}), followed as materialized (
      select json_array_elements_text(${keys(buckets)}::json) as bucket
    )
    select coalesce(head.seq, 0) as head, coalesce(head.members_seq, 0) as "membersSeq", ${latestBoot(sql, workspace)} as boot,
      coalesce((select max(from_seq) from wanted), 0) as "from", entry.id as record, entry.bucket, entry.seq, false as removed, (
        select state::text from record where record.workspace_id = ${workspace} and record.id = entry.id
      ) as packed
    from (select 1) always left join feed_head head on head.workspace_id = ${workspace} left join (
      select wanted.id, wanted.seq as written, place.bucket, place.seq from wanted cross join lateral (
        select bucket, seq, removed from feed where workspace_id = ${workspace} and record_id = wanted.id offset 0
      ) place where not place.removed and place.bucket in (select bucket from followed)
    ) entry on true
    order by entry.written desc, entry.id`;
  const [edge] = rows;
  if (!edge) throw new Error("what was found has no head");
  const { head, membersSeq, boot, from } = edge;
  return { ...pageOf(rows.filter((row): row is FoundColumns & { readonly record: string } => row.record !== null), head, { seq: head, membersSeq, boot }), from };
}

export async function readOpen(sql: Sql, workspace: string, buckets: readonly string[], marks: readonly string[], before: number, most: number): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    with followed as materialized (
      select json_array_elements_text(${keys(buckets)}::json) as bucket
    )
    select found.id from json_array_elements_text(${keys(marks)}::json) as mark (name) cross join lateral (
      select id, seq from record where workspace_id = ${workspace} and open is not null and open = mark.name and seq < ${before} offset 0
    ) found
    where exists (
      select from (
        select bucket, removed from feed where workspace_id = ${workspace} and record_id = found.id offset 0
      ) place where not place.removed and place.bucket in (select bucket from followed)
    )
    order by found.seq desc, found.id limit ${most}`;
  return rows.map(({ id }) => id);
}
