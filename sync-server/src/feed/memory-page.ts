// A page of the feed out of memory. Invariant: it ends at the end of a sequence.
import type { Lane } from "@outrider/shared/protocol";
import type { RecordState } from "@outrider/shared/records";
import type { FeedPage } from "./feed-store.ts";
import type { MemoryWorkspace } from "./memory-workspace.ts";
import { type FeedEntry, pageOf, startOf } from "./page-of.ts";

export function readPage({ feed, records, seq: head, membersSeq, boots }: MemoryWorkspace, lanes: readonly Lane[], limit: number, packed: (state: RecordState) => string): FeedPage {
  const entries: FeedEntry[] = [];
  for (const [bucket, from] of startOf(lanes)) {
    for (const [record, { seq, removed }] of feed.get(bucket) ?? []) if (seq > from) entries.push({ record, bucket, seq, removed, packed: null });
  }
  entries.sort((a, b) => a.seq - b.seq);
  const last = entries[Math.max(1, limit) - 1]?.seq ?? head;
  const more = entries.some(({ seq }) => seq > last);
  const taken = entries.filter(({ seq }) => seq <= last).map((entry): FeedEntry => {
    const state = entry.removed ? undefined : records.get(entry.record);
    return state ? { ...entry, packed: packed(state) } : entry;
  });
  return pageOf(taken, more ? last : head, { seq: head, membersSeq, boot: boots.at(-1)?.boot ?? "" });
}
