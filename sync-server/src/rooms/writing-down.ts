// Writing rich texts down: what was typed becomes the document and its words in the record, once a text has rested for a
// moment, so that it reaches everybody who sees the record and is searched. Invariants: what was typed is forgotten in the
// same transaction that writes it down, and only what that document has; whoever writes down second on the same document
// writes nothing. It is lost by no crash: what is not written down is found at the next start, and what another server has
// left by one that looks around.
import { type BodyFault, fromBase64, mergeBodies, textOfBody, toBase64 } from "@outrider/shared/bodies";
import { baseOf, type Change, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import type { FeedStore } from "../feed/feed-store.ts";

export interface Document { readonly doc: Uint8Array; readonly text: string }

export interface WritingDownDeps {
  readonly store: Pick<FeedStore, "transact" | "typed" | "unwritten">;
  readonly settle: (base: Uint8Array, updates: readonly Uint8Array[]) => Promise<Document | BodyFault>;
  /** Whether it was written: not where somebody else wrote it down meanwhile. */
  readonly write: (workspace: string, change: Change, writes: { readonly body: string; readonly upTo: number; readonly over: string | null }) => Promise<boolean>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly failed: (error: unknown) => void;
  readonly bugs?: WritingDownBugs;
}

/** Planted bugs, as of the door. */
export interface WritingDownBugs {
  /** Forgets all that was typed, whether or not the document has it. */
  readonly forgetAllTyped?: boolean;
  /** Does not try again what could not be written down. */
  readonly forgetUnwritten?: boolean;
}

export interface WritingDown {
  typed(workspace: string, bodies: Iterable<string>): void;
  /** There may be more than was told: what an earlier run of the server left, or what was committed though the database did not say so. */
  resume(workspace: string): void;
  /** Takes over what has lain unwritten since the last look: who was to write it down may be no more. */
  lookAround(workspace: string): Promise<void>;
  close(): Promise<void>;
}

const REST_MS = 1500;
/** Who types without a pause is written down all the same. */
const MOST_WAIT = 5;
const MAX_WORDS = 20_000;
/** Texts that come to rest together are written down one after the other, with a pause: who types meanwhile hardly waits. */
const PAUSE_MS = 30;

/** In this process and without limits: for what is not run beside anybody else. */
export const settleHere: WritingDownDeps["settle"] = (base, updates) => {
  const doc = mergeBodies([base, ...updates]);
  return Promise.resolve({ doc, text: textOfBody(doc) });
};

export function createWritingDown({ store, settle, write, after, failed, bugs }: WritingDownDeps): WritingDown {
  interface Due { readonly workspace: string; readonly body: string; waited: number; again: boolean; busy: boolean }
  const due = new Map<string, Due>();
  const running = new Set<Promise<void>>();
  /** By workspace, what lay unwritten at the last look around. */
  const lay = new Map<string, ReadonlySet<string>>();
  /** Those whose turn is to come, and whether one has it. */
  const turns: [key: string, item: Due][] = [];
  let working = false;
  let stop: (() => void) | null = null;
  let closed = false;

  /** Workspaces of which it is to be asked what is not written down. */
  const unknown = new Set<string>();

  async function ask(workspace: string): Promise<void> {
    unknown.delete(workspace);
    await store.unwritten(workspace).then((bodies) => add(workspace, bodies), (error: unknown) => {
      failed(error);
      unknown.add(workspace);
    });
    schedule();
  }

  function schedule(): void {
    if (closed || stop || (due.size === 0 && unknown.size === 0)) return;
    stop = after(REST_MS, () => {
      stop = null;
      for (const workspace of bugs?.forgetUnwritten ? [] : unknown) track(ask(workspace));
      for (const [key, item] of due) {
        if (item.busy) continue;
        // Typed again since the last round: it may rest a while longer, but not for ever.
        if (item.again && ++item.waited < MOST_WAIT) {
          item.again = false;
          continue;
        }
        item.busy = true;
        item.again = false;
        turns.push([key, item]);
      }
      takeTurn();
      schedule();
    });
  }

  function takeTurn(): void {
    const turn = closed || working ? undefined : turns.shift();
    if (turn === undefined) return;
    working = true;
    track(writeOne(...turn).then(rest));
  }

  /** Where many wait it is short, so that all are written down before they are due again. */
  function rest(): void {
    if (closed) return;
    after(turns.length === 0 ? 0 : Math.min(PAUSE_MS, REST_MS / turns.length), () => {
      working = false;
      takeTurn();
    });
  }

  async function writeOne(key: string, item: Due): Promise<void> {
    item.again = false;
    const whole = await writeDown(item).catch((error: unknown) => {
      failed(error);
      return bugs?.forgetUnwritten === true;
    });
    item.busy = false;
    item.waited = 0;
    if (whole && !item.again) due.delete(key);
    schedule();
  }

  function track(work: Promise<void>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  function add(workspace: string, bodies: Iterable<string>): void {
    for (const body of bodies) {
      const key = `${workspace} ${body}`;
      const known = due.get(key);
      if (known) known.again = true;
      else due.set(key, { workspace, body, waited: 0, again: false, busy: false });
    }
    schedule();
  }

  /** Whether all that was typed is written down now. */
  async function writeDown({ workspace, body }: Due): Promise<boolean> {
    const [state] = await store.transact(workspace, (tx) => tx.records([body]));
    const rows = await store.typed(workspace, body, -1);
    const last = rows.at(-1);
    if (!state || !last) return true;
    const base = fromBase64(textOf(state, "doc"));
    const made = await settle(base && base.length > 0 ? base : EMPTY, rows.flatMap(({ update }) => fromBase64(update) ?? []));
    if ("code" in made) {
      failed(new Error(`a rich text could not be written down: ${made.code}`));
      return true;
    }
    const values = { doc: toBase64(made.doc), text: made.text.slice(0, MAX_WORDS), upTo: Math.max(last.seq, Number(valueOf(state, "upTo"))) };
    return await write(workspace, changeTo(state, values), { body, upTo: bugs?.forgetAllTyped ? Number.MAX_SAFE_INTEGER : last.seq, over: baseOf(state, "doc") });
  }

  return {
    typed: add,
    resume(workspace) {
      unknown.add(workspace);
      schedule();
    },
    async lookAround(workspace) {
      const unwritten = await store.unwritten(workspace);
      const before = lay.get(workspace);
      lay.set(workspace, new Set(unwritten));
      add(workspace, unwritten.filter((body) => before?.has(body) && !due.has(`${workspace} ${body}`)));
    },
    async close() {
      closed = true;
      stop?.();
      await Promise.all(running);
    },
  };
}

/** The state of a document in which nothing was ever typed. */
const EMPTY = new Uint8Array([0, 0]);

const changeTo = (state: RecordState, values: Readonly<Record<string, Value>>): Change => ({
  id: state.id, kind: state.kind,
  set: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: baseOf(state, field) }])),
});
