// Reading buckets that come whole to a device: definitions first, then the newest and so on down. Each page is one
// statement, so that its rows and the head are of one snapshot; each bucket is walked back along its own index.
import type { Lane } from "@outrider/shared/protocol";
import type { Sql } from "../db/client.ts";
import type { OlderPage, PageRow } from "./feed-store.ts";
import { belowOf, type FeedEntry, pageOf } from "./page-of.ts";
import { latestBoot } from "./sql-head.ts";

interface OlderColumns extends Omit<FeedEntry, "record"> { readonly record: string | null; readonly head: number; readonly membersSeq: number; readonly boot: string; readonly from: number }

export async function readOlder(sql: Sql, workspace: string, lanes: readonly Lane[], limit: number): Promise<OlderPage> {
  const ends = belowOf(lanes);
  const most = Math.max(1, limit);
  const rows = await sql<OlderColumns[]>`
    with lane as materialized (
      select * from unnest(${[...ends.keys()]}::text[], ${[...ends.values()]}::bigint[]) as lane (bucket, below)
    ), edge as materialized (
      select coalesce(max(seq), 0) as head, coalesce(max(members_seq), 0) as members_seq, coalesce((
        select near.seq from lane cross join lateral (
          select seq from feed where workspace_id = ${workspace} and bucket = lane.bucket and seq < lane.below and not removed order by seq desc limit ${most}
        ) near order by near.seq desc offset ${most - 1} limit 1
      ), 0) as from_seq
      from feed_head where workspace_id = ${workspace}
    )
    select edge.head, edge.members_seq as "membersSeq", ${latestBoot(sql, workspace)} as boot, edge.from_seq as "from", entry.record_id as record, entry.bucket, entry.seq, false as removed, (
      select state::text from record where record.workspace_id = ${workspace} and record.id = entry.record_id
    ) as packed
    from edge left join (
      lane cross join lateral (
        select record_id, feed.bucket, seq from feed
        where workspace_id = ${workspace} and feed.bucket = lane.bucket and seq < lane.below and seq >= (select from_seq from edge) and not removed
        order by seq desc offset 0
      ) entry
    ) on true
    order by entry.seq desc`;
  const [edge] = rows;
  if (!edge) throw new Error("a page of the feed has no edge");
  const { head, membersSeq, boot, from } = edge;
  const page = pageOf(rows.filter((row): row is OlderColumns & { readonly record: string } => row.record !== null), head, { seq: head, membersSeq, boot });
  return { rows: page.rows, from, head, membersSeq, boot };
}

export async function readDefinitions(sql: Sql, workspace: string, buckets: readonly string[]): Promise<readonly PageRow[]> {
  const rows = await sql<FeedEntry[]>`
    select feed.record_id as record, feed.bucket, feed.seq, false as removed, found.state::text as packed
    from (
      select id, state from record where workspace_id = ${workspace} and kind = 'member'
      union all select id, state from record where workspace_id = ${workspace} and kind in ('pipeline', 'stage', 'customField', 'team', 'settings', 'rate')
    ) found join feed on feed.workspace_id = ${workspace} and feed.record_id = found.id
    where feed.bucket = any(${[...buckets]}::text[]) and not feed.removed
    order by feed.seq`;
  return pageOf(rows, 0, { seq: 0, membersSeq: 0, boot: "" }).rows;
}
