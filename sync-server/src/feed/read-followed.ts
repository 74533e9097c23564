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
  // A record lies in each of its buckets at the sequence at which it was last written or moved there.
  const rows = await sql<{ head: number; at: number | null; seq: number | null; state: PackedRecord | null }[]>`
    with moved as (
      select at.record_id as id, max(at.seq) as at from bucket_sum bucket cross join lateral (
        select record_id, seq from feed where workspace_id = bucket.workspace_id and feed.bucket = bucket.bucket and seq > ${after} and not removed
        order by seq fetch first ${PAGE} rows with ties
      ) at where bucket.workspace_id = ${workspace} and bucket.bucket not like 'n:%' group by at.record_id order by max(at.seq) fetch first ${PAGE} rows with ties
    )
    select head.seq as head, moved.at, record.seq, record.state from feed_head head left join moved on true
      left join record on record.workspace_id = ${workspace} and record.id = moved.id
    where head.workspace_id = ${workspace} order by moved.at`;
  const head = rows[0]?.head ?? 0;
  const found = rows.flatMap(({ at, seq, state }) => (at === null ? [] : [{ at, seq, state }]));
  return {
    head, upTo: found.length < PAGE ? head : (found.at(-1)?.at ?? head),
    rows: found.flatMap(({ seq, state }) => (seq !== null && state !== null && seq > after ? [{ state: unpack(state), seq }] : [])),
  };
}
