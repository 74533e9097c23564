// The checksums of what devices that do not hold everything do hold. They are worked out from the rows, because no table
// keeps them: asked for seldom, and with a breath now and then, so that others are answered meanwhile.
import { setImmediate as breath } from "node:timers/promises";
import type { Lane } from "@outrider/shared/protocol";
import { addSum, rowSum } from "@outrider/shared/sync";
import type { Sql } from "../db/client.ts";
import { belowOf } from "./page-of.ts";

const AT_ONCE = 5_000;

export async function sumsFrom(sql: Sql, workspace: string, lanes: readonly Lane[]): Promise<ReadonlyMap<string, { readonly rows: number; readonly sum: number }>> {
  const ends = belowOf(lanes);
  const rows = await sql<{ bucket: string; records: readonly string[] | null; seqs: readonly number[] | null }[]>`
    select lane.bucket, held.records, held.seqs
    from unnest(${[...ends.keys()]}::text[], ${[...ends.values()]}::bigint[]) as lane (bucket, below) cross join lateral (
      select json_agg(record_id) as records, json_agg(seq) as seqs from (
        select record_id, seq from feed where workspace_id = ${workspace} and feed.bucket = lane.bucket and seq >= lane.below and not removed offset 0
      ) near
    ) held`;
  const sums = new Map<string, { readonly rows: number; readonly sum: number }>();
  for (const { bucket, records, seqs } of rows) {
    let sum = 0;
    for (const [index, record] of (records ?? []).entries()) {
      sum = addSum(sum, rowSum(record, seqs?.[index] ?? 0));
      if (index % AT_ONCE === AT_ONCE - 1) await breath();
    }
    sums.set(bucket, { rows: records?.length ?? 0, sum });
  }
  return sums;
}
