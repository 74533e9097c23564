// Looking for records out of memory, as sql-find.ts does over a database.
import type { Lane } from "@outrider/shared/protocol";
import { nameFound, nameOf, openMark } from "@outrider/shared/projection";
import { type RecordState, textOf } from "@outrider/shared/records";
import { addSum, rowSum } from "@outrider/shared/sync";
import type { FoundPage, Wanted } from "./feed-store.ts";
import type { MemoryWorkspace } from "./memory-workspace.ts";
import { belowOf, type FeedEntry, pageOf } from "./page-of.ts";

export function readEdge({ feed }: MemoryWorkspace, buckets: readonly string[], limit: number): number {
  const seqs = [...new Set(buckets)].flatMap((bucket) => [...(feed.get(bucket)?.values() ?? [])].map(({ seq }) => seq)).sort((a, b) => b - a);
  const beyond = seqs[Math.max(1, limit)];
  return beyond === undefined ? 0 : beyond + 1;
}

export function sumsFrom({ feed }: MemoryWorkspace, lanes: readonly Lane[]): ReadonlyMap<string, { readonly rows: number; readonly sum: number }> {
  const sums = new Map<string, { readonly rows: number; readonly sum: number }>();
  for (const [bucket, below] of belowOf(lanes)) {
    const held = [...(feed.get(bucket) ?? [])].filter(([, { seq, removed }]) => seq >= below && !removed);
    sums.set(bucket, { rows: held.length, sum: held.reduce((sum, [record, { seq }]) => addSum(sum, rowSum(record, seq)), 0) });
  }
  return sums;
}

interface Candidates { readonly states: readonly RecordState[]; readonly from: number }

/** The first `most` below a sequence, with all of the last one's sequence. */
function newest(workspace: MemoryWorkspace, before: number, most: number, fits: (state: RecordState) => boolean): Candidates {
  const seqOf = (state: RecordState): number => workspace.written.get(state.id) ?? 0;
  const all = [...workspace.records.values()].filter((state) => seqOf(state) < before && fits(state)).sort((a, b) => seqOf(b) - seqOf(a));
  const last = all[most - 1];
  const from = last ? seqOf(last) : 0;
  return { states: all.filter((state) => seqOf(state) >= from), from };
}

function candidates(workspace: MemoryWorkspace, buckets: readonly string[], wanted: Wanted, most: number): Candidates {
  const { records, children } = workspace;
  if ("ids" in wanted) return { states: [...new Set(wanted.ids)].flatMap((id) => records.get(id) ?? []), from: 0 };
  if ("root" in wanted) {
    const hung = newest(workspace, Number.POSITIVE_INFINITY, most + 1, (state) => children.get(wanted.root)?.has(state.id) === true && textOf(state, "root") === wanted.root);
    const root = records.get(wanted.root);
    const states = [...(root ? [root] : []), ...hung.states.slice(0, most)];
    return { states, from: states.length > most ? 1 : 0 };
  }
  if ("kind" in wanted) {
    const entries = buckets.flatMap((bucket) => [...(workspace.feed.get(bucket) ?? [])].flatMap(([id, { seq, removed }]) => (seq < wanted.before && !removed ? [{ id, seq }] : []))).sort((a, b) => b.seq - a.seq);
    const from = entries[most - 1]?.seq ?? 0;
    const ids = new Set(entries.filter(({ seq }) => seq >= from).map(({ id }) => id));
    return { states: [...ids].flatMap((id) => records.get(id) ?? []).filter(({ kind }) => kind === wanted.kind), from };
  }
  const { states } = newest(workspace, Number.POSITIVE_INFINITY, most, (state) => {
    const name = nameOf(state);
    return name !== null && wanted.kinds.includes(state.kind) && nameFound(name, wanted.words);
  });
  return { states: states.slice(0, most), from: states.length >= most ? 1 : 0 };
}

export function readFound(workspace: MemoryWorkspace, buckets: readonly string[], wanted: Wanted, most: number, packed: (state: RecordState) => string): FoundPage {
  const { feed, places, written, seq: head, membersSeq, boots } = workspace;
  const followed = new Set(buckets);
  const { states, from } = candidates(workspace, [...followed], wanted, Math.max(1, most));
  const entries = states.toSorted((a, b) => (written.get(b.id) ?? 0) - (written.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1)).flatMap((state): FeedEntry[] =>
    [...(places.get(state.id) ?? [])].filter((bucket) => followed.has(bucket)).map((bucket) => ({ record: state.id, bucket, seq: feed.get(bucket)?.get(state.id)?.seq ?? 0, removed: false, packed: packed(state) })));
  const { rows, boot } = pageOf(entries, head, { seq: head, membersSeq, boot: boots.at(-1)?.boot ?? "" });
  return { rows, head, membersSeq, boot, from };
}

export function readOpen(workspace: MemoryWorkspace, buckets: readonly string[], marks: readonly string[], before: number, most: number): readonly string[] {
  const { states } = newest(workspace, before, Number.POSITIVE_INFINITY, (state) => {
    const mark = openMark(state);
    return mark !== null && marks.includes(mark) && [...(workspace.places.get(state.id) ?? [])].some((bucket) => buckets.includes(bucket));
  });
  return states.map(({ id }) => id).slice(0, most);
}
