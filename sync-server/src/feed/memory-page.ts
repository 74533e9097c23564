// A page of the feed out of memory. Invariant: it ends at the end of a sequence.
import type { Lane } from "@outrider/shared/protocol";
import type { RecordState } from "@outrider/shared/records";
import { DEFINITIONS, type FeedPage, type OlderPage, type PageRow } from "./feed-store.ts";
import type { MemoryWorkspace } from "./memory-workspace.ts";
import { belowOf, type FeedEntry, pageOf, startOf } from "./page-of.ts";

export function readPage({ feed, records, seq: head, membersSeq, boots }: MemoryWorkspace, lanes: readonly Lane[], limit: number, packed: (state: RecordState) => string): FeedPage {
  const entries: (FeedEntry & { readonly at: number })[] = [];
  for (const [bucket, from] of startOf(lanes)) {
    for (const [record, { seq, removed, facts = 0 }] of feed.get(bucket) ?? []) {
      if (seq > from) entries.push({ record, bucket, seq, removed, packed: null, at: seq });
      if (facts > from && !removed) entries.push({ record, bucket, seq, removed, packed: null, at: facts, facts: true });
    }
  }
  entries.sort((a, b) => a.at - b.at);
  const last = entries[Math.max(1, limit) - 1]?.at ?? head;
  const more = entries.some(({ at }) => at > last);
  const taken = entries.filter(({ at }) => at <= last).map((entry): FeedEntry => {
    const state = entry.removed ? undefined : records.get(entry.record);
    return state ? { ...entry, packed: packed(state) } : entry;
  });
  return pageOf(taken, more ? last : head, { seq: head, membersSeq, boot: boots.at(-1)?.boot ?? "" });
}

type Packed = (state: RecordState) => string;

export function readOlder({ feed, records, seq: head, membersSeq, boots }: MemoryWorkspace, lanes: readonly Lane[], limit: number, packed: Packed): OlderPage {
  const entries: FeedEntry[] = [];
  for (const [bucket, below] of belowOf(lanes)) {
    for (const [record, { seq, removed }] of feed.get(bucket) ?? []) {
      const state = records.get(record);
      if (seq < below && !removed && state) entries.push({ record, bucket, seq, removed, packed: packed(state) });
    }
  }
  entries.sort((a, b) => b.seq - a.seq);
  const from = entries[Math.max(1, limit) - 1]?.seq ?? 0;
  const boot = boots.at(-1)?.boot ?? "";
  const { rows } = pageOf(entries.filter(({ seq }) => seq >= from), head, { seq: head, membersSeq, boot });
  return { rows, from, head, membersSeq, boot };
}

export function readDefinitions({ feed, records, seq, membersSeq }: MemoryWorkspace, buckets: readonly string[], packed: Packed): readonly PageRow[] {
  const entries = buckets.flatMap((bucket) => [...(feed.get(bucket) ?? [])].flatMap(([record, place]): FeedEntry[] => {
    const state = records.get(record);
    return !place.removed && state && DEFINITIONS.some((kind) => kind === state.kind) ? [{ record, bucket, seq: place.seq, removed: false, packed: packed(state) }] : [];
  }));
  return pageOf(entries, seq, { seq, membersSeq, boot: "" }).rows;
}
