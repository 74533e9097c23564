// Member records by workspace, kept between transactions: they are read by every one and change seldom.
// Invariant: what is kept was committed, and is used only while the workspace's `membersSeq` says that it stands and
// its sequence has not gone back (as it has when a backup was put back under a running server).
import type { RecordState } from "@outrider/shared/records";
import type { Head } from "./feed-store.ts";

const MOST = 1_000;

type Standing = Pick<Head, "seq" | "membersSeq">;

export interface MembersCache {
  get(workspace: string, head: Standing): readonly RecordState[] | undefined;
  set(workspace: string, head: Standing, members: readonly RecordState[]): void;
}

export function createMembersCache(): MembersCache {
  const kept = new Map<string, { readonly head: Standing; readonly members: readonly RecordState[] }>();
  return {
    get(workspace, { seq, membersSeq }) {
      const found = kept.get(workspace);
      if (!found || found.head.membersSeq !== membersSeq || found.head.seq > seq) return undefined;
      kept.delete(workspace);
      kept.set(workspace, { ...found, head: { seq, membersSeq } });
      return found.members;
    },
    set(workspace, { seq, membersSeq }, members) {
      kept.delete(workspace);
      kept.set(workspace, { head: { seq, membersSeq }, members });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
  };
}
