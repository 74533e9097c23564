// Records that were written or moved after a sequence, of the whole workspace, as they stand. Rows of people's own buckets
// are left out.
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Sql } from "../db/client.ts";

export interface Followed {
  /** In order of sequence; several edits of one record are one row. */
  readonly rows: readonly { readonly state: RecordState; readonly seq: number }[];
  /** All up to here is in these rows or before them; `head` where there is no more. */
  readonly upTo: number;
  readonly head: number;
}

const PAGE = 500;

export async function readFollowed(sql: Sql, workspace: string, after: number): Promise<Followed> {
  // A record lies in each of its buckets at the sequence at which it was last written or moved there, or facts came to it.
  const rows = await sql<{ head: number; edge: number | null; at: number | null; seq: number | null; state: PackedRecord | null }[]>`
    with near as materialized (
      select at.record_id as id, at.seq as at from bucket_sum bucket cross join lateral (
        (
          select record_id, seq from feed where workspace_id = bucket.workspace_id and feed.bucket = bucket.bucket and seq > ${after} and coalesce(facts_seq, 0) < seq and not removed
          order by seq fetch first ${PAGE} rows with ties
        ) union all (
          select record_id, facts_seq from feed where workspace_id = bucket.workspace_id and feed.bucket = bucket.bucket and facts_seq > ${after} and facts_seq > seq and not removed
          order by facts_seq fetch first ${PAGE} rows with ties
        )
      ) at where bucket.workspace_id = ${workspace} and bucket.bucket not like 'n:%'
    ), edge as materialized (
      select at from near order by at offset ${PAGE - 1} limit 1
    ), moved as (
      select id, max(at) as at from near where at <= coalesce((select at from edge), at) group by id
    )
    select head.seq as head, (select at from edge) as edge, moved.at, record.seq, record.state from feed_head head left join moved on true
      left join record on record.workspace_id = ${workspace} and record.id = moved.id
    where head.workspace_id = ${workspace} order by moved.at`;
  const head = rows[0]?.head ?? 0;
  const found = rows.flatMap(({ at, seq, state }) => (at === null ? [] : [{ at, seq, state }]));
  return {
    head, upTo: rows[0]?.edge ?? head,
    rows: found.flatMap(({ seq, state }) => (seq !== null && state !== null && seq > after ? [{ state: unpack(state), seq }] : [])),
  };
}
