// The records a batch works on: loaded once, changed in memory, written at the end. The judge reads synchronously, so a
// record that is not here yet is noted as missing, loaded, and the judging done again; nothing is judged on a guess.
import { factsAlone, type Read, type RecordState } from "@outrider/shared/records";
import type { FeedTx } from "./feed-store.ts";

export interface WorkingSet {
  read: Read;
  /** Runs `work` until it has read no record that was not loaded. `work` must have no effect of its own. */
  settled<T>(work: () => T): Promise<T>;
  load(ids: Iterable<string>): Promise<void>;
  /** All members of the workspace: who may do what rests on them. Before anything is put. */
  loadMembers(): Promise<void>;
  put(state: RecordState, seq: number): void;
  /** Records put so far, each with the sequence of its last writer. */
  changed(): ReadonlyMap<string, number>;
  /** Whether nothing of it changed but what the server alone says of it. */
  isFacts(id: string): boolean;
}

export function createWorkingSet(tx: FeedTx): WorkingSet {
  const states = new Map<string, RecordState | null>();
  const changed = new Map<string, number>();
  const beyondFacts = new Set<string>();
  const missing = new Set<string>();

  const read: Read = (id) => {
    const state = states.get(id);
    if (state === undefined && id !== "") missing.add(id);
    return state ?? undefined;
  };

  async function load(ids: Iterable<string>): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !states.has(id) && id !== "");
    if (unknown.length === 0) return;
    for (const id of unknown) states.set(id, null);
    for (const state of await tx.records(unknown)) states.set(state.id, state);
  }

  return {
    read,
    load,
    async loadMembers() {
      for (const member of await tx.members()) states.set(member.id, member);
    },
    async settled(work) {
      for (;;) {
        missing.clear();
        const result = work();
        if (missing.size === 0) return result;
        await load(missing);
      }
    },
    put(state, seq) {
      const before = states.get(state.id);
      if (!before || !factsAlone(before, state)) beyondFacts.add(state.id);
      states.set(state.id, state);
      changed.set(state.id, seq);
    },
    changed: () => changed,
    isFacts: (id) => changed.has(id) && !beyondFacts.has(id),
  };
}
