// The last edits that have left the outbox, with what they replaced, so that they can be taken back, also after a restart.
// Invariants: an edit is in the outbox or here, and moves in one transaction; what a record held before an edit goes with
// the record when that goes from this device; no more than the last five thousand are kept, and none whose undo does nothing.
import type { DoneRow, OutboxRow, Step, Store } from "./store.ts";

/** All of them are in memory while the app runs, at about a kilobyte each. */
const MOST = 5_000;
/** Read once and left, or taken back in another way. */
const NOT_KEPT: ReadonlySet<string> = new Set(["notification", "body"]);

/** An edit as it is kept for taking it back; null where there would be nothing to take back. */
export function doneRow({ group, undo, titles, undid }: OutboxRow): DoneRow | null {
  if (group.changes.every(({ kind }) => NOT_KEPT.has(kind))) return null;
  return { group: group.id, counter: group.counter, at: group.at, command: group.command, undo, ...(titles && { titles }), ...(undid !== undefined && { undid }) };
}

export interface DoneEdits {
  /** Resolves when what an earlier session left is known. */
  readonly known: Promise<void>;
  of(group: string): DoneRow | undefined;
  /** Oldest first. */
  all(): readonly DoneRow[];
  /** What a step keeps and forgets: `rows` leave the outbox, `dropped` records go. Once it is durable, call `settled`. */
  step(rows: readonly OutboxRow[], dropped: readonly string[]): { readonly change: NonNullable<Step["done"]>; settled(): void };
  forget(): void;
}

const NOTHING = { change: { put: [], drop: [] }, settled: () => undefined };

export function createDoneEdits(store: Pick<Store, "done">): DoneEdits {
  let done = new Map<string, DoneRow>();
  const known = store.done().then(
    (rows) => void (done = new Map([...rows.map((row) => [row.group, row] as const), ...done])),
    () => undefined,
  );
  return {
    known,
    of: (group) => done.get(group),
    all: () => [...done.values()],
    step(rows, dropped) {
      if (rows.length + dropped.length === 0) return NOTHING;
      const gone = new Set(dropped);
      const stays = ({ undo }: DoneRow): boolean => gone.size === 0 || !undo.changes.some(({ id }) => gone.has(id));
      const put = rows.flatMap((row) => doneRow(row) ?? []).filter(stays).slice(-MOST);
      const drop = gone.size === 0 ? [] : [...done.values()].filter((row) => !stays(row)).map(({ group }) => group);
      const left = new Set(drop);
      let surplus = done.size - drop.length + put.filter(({ group }) => !done.has(group)).length - MOST;
      for (const group of done.keys()) {
        if (surplus <= 0) break;
        if (left.has(group)) continue;
        drop.push(group);
        surplus -= 1;
      }
      const settled = (): void => {
        for (const group of drop) done.delete(group);
        for (const row of put) done.set(row.group, row);
      };
      return { change: { put, drop }, settled };
    },
    forget: () => done.clear(),
  };
}
