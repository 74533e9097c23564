// Writes records to a feed store as the server would: a sequence for each group, rows where records come to lie, REMOVE
// rows where they leave, sums kept up.
import { emptyRecord, type RecordState } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import { hash32 } from "@outrider/shared/kernel";
import type { Batch, FeedStore, FeedTx, FeedWrite, Place } from "../feed-store.ts";

/** A record and the buckets it is to lie in. */
export interface Placed { readonly state: RecordState; readonly buckets: readonly string[] }
type Rest = Partial<Pick<Batch, "verdicts" | "devices" | "past" | "audits">>;

export function stateOf(id: string, kind: RecordState["kind"], values: Readonly<Record<string, Value>>, at = 1): RecordState {
  const stamp = { at, origin: `device.${at}`, by: "someone" };
  return { ...emptyRecord(id, kind), fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, ...stamp }])) };
}

/** Writes the groups in one transaction; answers the last sequence. */
export const writeGroups = (store: FeedStore, workspace: string, groups: readonly (readonly Placed[])[], rest: Rest = {}): Promise<number> =>
  store.transact(workspace, async (tx) => {
    const batch = await batchOf(tx, groups, rest);
    await tx.write(batch);
    return batch.seq;
  });

export async function batchOf(tx: FeedTx, groups: readonly (readonly Placed[])[], rest: Rest = {}): Promise<Batch> {
  const [head, known] = await Promise.all([tx.head(), tx.places(groups.flat().map(({ state }) => state.id))]);
  const places = new Map([...known].map(([record, rows]) => [record, new Map(rows.map(({ bucket, seq }: Place) => [bucket, seq]))]));
  const feed: FeedWrite[] = [];
  const sums = new Map<string, { rows: number; sum: number }>();
  const add = (bucket: string, record: string, seq: number, sign: 1 | -1): void => {
    const sum = sums.get(bucket) ?? { rows: 0, sum: 0 };
    sums.set(bucket, { rows: sum.rows + sign, sum: sum.sum + sign * hash32(`${record}:${seq}`) });
  };
  let { seq } = head;
  let membersSeq: number | undefined;
  const records: { state: RecordState; seq: number }[] = [];
  for (const group of groups) {
    seq++;
    for (const { state, buckets } of group) {
      records.push({ state, seq });
      if (state.kind === "member") membersSeq = seq;
      const lies = places.get(state.id) ?? new Map<string, number>();
      for (const [bucket, before] of lies) {
        add(bucket, state.id, before, -1);
        if (!buckets.includes(bucket)) feed.push({ bucket, record: state.id, seq, removed: true });
      }
      for (const bucket of buckets) {
        add(bucket, state.id, seq, 1);
        feed.push({ bucket, record: state.id, seq, removed: false });
      }
      places.set(state.id, new Map(buckets.map((bucket) => [bucket, seq])));
    }
  }
  return { seq, ...(membersSeq !== undefined && { membersSeq }), records, feed, sums, verdicts: [], devices: [], past: [], bodies: [], typed: [], written: [], now: 1_000, ...rest };
}
