// What the server has committed, commit by commit, as seen from outside: the states of all records after each, and who
// could see what. It is put back together with the store when a backup is. Invariant: it holds what was durable, nothing else.
import { maySee, viewerOf } from "@outrider/shared/access";
import { pack, type RecordState, textOf } from "@outrider/shared/records";
import type { Verdict } from "@outrider/shared/protocol";
import type { Batch } from "../../../sync-server/src/feed/feed-store.ts";
import type { Ledger, LedgerState } from "./ledger.ts";

export interface Commit { readonly seq: number; readonly at: number; readonly records: ReadonlyMap<string, RecordState> }
export interface Given { readonly device: string; readonly verdict: Verdict }

export interface History {
  committed(batch: Batch): void;
  readonly seq: number;
  readonly records: ReadonlyMap<string, RecordState>;
  /** Verdicts by group. */
  readonly verdicts: ReadonlyMap<string, Given>;
  /** The records at a sequence of the present line of history; null where no commit ended there. */
  at(seq: number): ReadonlyMap<string, RecordState> | null;
  /** The first commit that ended at this sequence or after it. */
  seqFrom(seq: number): number | null;
  /** The records as JSON text that a person sees at a sequence of the present line of history; null where no commit ended there. */
  visible(user: string, seq: number): ReadonlyMap<string, string> | null;
  /** Whether a version of a record was, at any commit ever, there for this person to see. */
  wasVisible(user: string, text: string): boolean;
  /** Whether this person could see the record at that commit or a later one of the present line of history. */
  couldSee(user: string, record: string, from: number): boolean;
  /** Whether this person may see it now, or could so many ms ago. */
  sawWithin(user: string, record: string, ms: number): boolean;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** How often history was put back. */
  readonly rewinds: number;
}

export interface Snapshot { readonly commits: readonly Commit[]; readonly verdicts: ReadonlyMap<string, Given>; readonly typed: LedgerState }

const texts = new WeakMap<RecordState, string>();
/** The record as the feed carries it. */
export function textOfRecord(state: RecordState): string {
  let text = texts.get(state);
  if (text === undefined) texts.set(state, (text = JSON.stringify(pack(state))));
  return text;
}

const NOTHING: Commit = { seq: 0, at: 0, records: new Map() };

const NO_LEDGER: Ledger = { committed: () => undefined, snapshot: () => new Map(), restore: () => undefined };

export function createHistory(users: readonly string[], now: () => number = () => 0, ledger: () => Ledger = () => NO_LEDGER): History {
  let commits: Commit[] = [NOTHING];
  let verdicts = new Map<string, Given>();
  let rewinds = 0;
  const seen = new Map<string, Set<string>>(users.map((user) => [user, new Set()]));
  const kept = new Map<Commit, Map<string, ReadonlyMap<string, string>>>();
  const last = (): Commit => commits.at(-1) as Commit;
  const commitAt = (seq: number): Commit | undefined => commits.findLast((one) => one.seq === seq);

  /** Notes the versions that each person can see from this commit on. */
  function note(commit: Commit, changed: readonly RecordState[]): void {
    const read = (id: string): RecordState | undefined => commit.records.get(id);
    const everybody = changed.some(({ kind }) => kind === "member");
    const roots = new Set(changed.map(({ id }) => id));
    const looked = everybody ? commit.records.values() : [...commit.records.values()].filter((state) => roots.has(state.id) || roots.has(textOf(state, "root")));
    const viewers = users.flatMap((user) => viewerOf(user, read) ?? []);
    for (const state of looked) for (const viewer of viewers) if (maySee(viewer, state, read)) seen.get(viewer.id)?.add(textOfRecord(state));
  }

  function sees(user: string, record: string, { records }: Commit): boolean {
    const read = (id: string): RecordState | undefined => records.get(id);
    const [viewer, state] = [viewerOf(user, read), records.get(record)];
    return viewer !== null && state !== undefined && maySee(viewer, state, read);
  }

  return {
    committed(batch) {
      const records = new Map(last().records);
      for (const { state } of batch.records) records.set(state.id, state);
      for (const { device, verdict } of batch.verdicts) verdicts.set(verdict.group, { device, verdict });
      const commit = { seq: batch.seq, at: now(), records };
      if (batch.seq === last().seq) commits[commits.length - 1] = commit;
      else commits.push(commit);
      note(commit, batch.records.map(({ state }) => state));
      ledger().committed(batch);
    },
    get seq() { return last().seq; },
    get records() { return last().records; },
    get verdicts() { return verdicts; },
    seqFrom: (seq) => commits.find((one) => one.seq >= seq)?.seq ?? null,
    at: (seq) => commitAt(seq)?.records ?? null,
    visible(user, seq) {
      const commit = commitAt(seq);
      if (!commit) return null;
      const known = kept.get(commit) ?? new Map<string, ReadonlyMap<string, string>>();
      kept.set(commit, known);
      let found = known.get(user);
      if (!found) {
        const read = (id: string): RecordState | undefined => commit.records.get(id);
        const viewer = viewerOf(user, read);
        found = new Map(viewer ? [...commit.records.values()].filter((state) => maySee(viewer, state, read)).map((state) => [state.id, textOfRecord(state)]) : []);
        known.set(user, found);
      }
      return found;
    },
    wasVisible: (user, text) => seen.get(user)?.has(text) ?? false,
    couldSee: (user, record, from) => {
      const first = commits.findIndex(({ seq }) => seq >= from);
      return first >= 0 && commits.slice(first).some((commit) => sees(user, record, commit));
    },
    sawWithin: (user, record, ms) => {
      for (let index = commits.length - 1; index >= 0; index--) {
        if (sees(user, record, commits[index] as Commit)) return true;
        // It stood until the next one came.
        if ((commits[index] as Commit).at < now() - ms) return false;
      }
      return false;
    },
    snapshot: () => ({ commits: [...commits], verdicts: new Map(verdicts), typed: ledger().snapshot() }),
    restore(snapshot) {
      commits = [...snapshot.commits];
      verdicts = new Map(snapshot.verdicts);
      ledger().restore(snapshot.typed);
      rewinds++;
    },
    get rewinds() { return rewinds; },
  };
}
