// Reading the feed: one statement, so that rows and head are of one snapshot. The page ends at the sequence of the row
// that fills it, with all rows of that sequence. Each bucket is walked along its own index, never further than a page.
import type { Lane } from "@outrider/shared/protocol";
import type { Sql } from "../db/client.ts";
import type { FeedPage } from "./feed-store.ts";
import { latestBoot } from "./sql-head.ts";
import { belowOf, countedFrom, type FeedEntry, pageOf, startOf } from "./page-of.ts";

interface PageColumns extends Omit<FeedEntry, "record"> { readonly record: string | null; readonly head: number; readonly membersSeq: number; readonly boot: string; readonly upTo: number }

export async function readPage(sql: Sql, workspace: string, lanes: readonly Lane[], limit: number): Promise<FeedPage> {
  const start = startOf(lanes);
  const most = Math.max(1, limit);
  const rows = await sql<PageColumns[]>`
    with lane as materialized (
      select * from unnest(${[...start.keys()]}::text[], ${[...start.values()]}::bigint[]) as lane (bucket, start)
    ), last as materialized (
      select near.seq from lane cross join lateral (
        (select seq from feed where workspace_id = ${workspace} and bucket = lane.bucket and seq > lane.start order by seq limit ${most})
        union all (select facts_seq from feed where workspace_id = ${workspace} and bucket = lane.bucket and facts_seq > lane.start and not removed order by facts_seq limit ${most})
      ) near order by near.seq offset ${most - 1} limit 1
    ), edge as materialized (
      select seq as head, members_seq, coalesce((
        select last.seq from last where exists (
          select from lane cross join lateral (
            (select from feed where workspace_id = ${workspace} and bucket = lane.bucket and seq > greatest(last.seq, lane.start) limit 1)
            union all (select from feed where workspace_id = ${workspace} and bucket = lane.bucket and facts_seq > greatest(last.seq, lane.start) and not removed limit 1)
          ) beyond
        )
      ), seq) as up_to
      from (
        select coalesce(max(seq), 0) as seq, coalesce(max(members_seq), 0) as members_seq from feed_head where workspace_id = ${workspace}
      ) head
    )
    select edge.head, edge.members_seq as "membersSeq", ${latestBoot(sql, workspace)} as boot, edge.up_to as "upTo", entry.record_id as record, entry.bucket, entry.seq, entry.removed, entry.facts, case when not entry.removed then (
      select state::text from record where record.workspace_id = ${workspace} and record.id = entry.record_id
    ) end as packed
    from edge left join (
      lane cross join lateral (
        (
          select record_id, feed.bucket, seq, removed, false as facts, seq as at from feed
          where workspace_id = ${workspace} and feed.bucket = lane.bucket and seq > lane.start and seq <= (select up_to from edge)
          order by seq offset 0
        ) union all (
          select record_id, feed.bucket, seq, removed, true, facts_seq from feed
          where workspace_id = ${workspace} and feed.bucket = lane.bucket and facts_seq > lane.start and facts_seq <= (select up_to from edge) and not removed
          order by facts_seq offset 0
        )
      ) entry
    ) on true
    order by entry.at`;
  const [edge] = rows;
  if (!edge) throw new Error("a page of the feed has no edge");
  return pageOf(rows.filter(isEntry), edge.upTo, { seq: edge.head, membersSeq: edge.membersSeq, boot: edge.boot });
}

const isEntry = <T extends { readonly record: string | null }>(row: T): row is T & { readonly record: string } => row.record !== null;

export async function countRows(sql: Sql, workspace: string, all: readonly Lane[], floor = 0): Promise<number> {
  const lanes = countedFrom(all, floor);
  const [start, ends] = [startOf(lanes), belowOf(lanes)];
  // Of what a device does not hold whole few facts come to it.
  const whole = startOf(all.filter(({ below }) => below === undefined));
  const [row] = await sql<{ rows: number }[]>`
    select coalesce(sum(near.rows), 0)::bigint as rows from (
      select near.rows from unnest(${[...start.keys()]}::text[], ${[...start.values()]}::bigint[]) as lane (bucket, start)
      cross join lateral (
        select count(*) as rows from feed where workspace_id = ${workspace} and feed.bucket = lane.bucket and seq > lane.start offset 0
      ) near
      union all
      select near.rows from unnest(${[...whole.keys()]}::text[], ${[...whole.values()]}::bigint[]) as lane (bucket, start)
      cross join lateral (
        select count(*) as rows from feed where workspace_id = ${workspace} and feed.bucket = lane.bucket and facts_seq > lane.start and seq <= lane.start and not removed offset 0
      ) near
      union all
      select near.rows from unnest(${[...ends.keys()]}::text[], ${[...ends.values()]}::bigint[]) as lane (bucket, below)
      cross join lateral (
        select count(*) as rows from feed where workspace_id = ${workspace} and feed.bucket = lane.bucket and seq < lane.below and seq >= ${floor} and not removed offset 0
      ) near
    ) near`;
  return row?.rows ?? 0;
}

/** What has left a bucket is counted with the others: to leave it out, each row would have to be looked at. */
export async function readEdge(sql: Sql, workspace: string, buckets: readonly string[], limit: number): Promise<number> {
  const most = Math.max(1, limit);
  const [row] = await sql<{ seq: number }[]>`
    select near.seq from unnest(${[...buckets]}::text[]) as lane (bucket) cross join lateral (
      select seq from feed where workspace_id = ${workspace} and bucket = lane.bucket order by seq desc limit ${most + 1}
    ) near order by near.seq desc offset ${most} limit 1`;
  return row ? row.seq + 1 : 0;
}
