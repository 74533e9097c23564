// The one door for edits: decides commands on what the device shows, judges them as the server will, and answers only
// when they are durable. Edits that come together share a transaction; each is still a group of its own.
import { type Refusal, refusal } from "@outrider/shared/access";
import { type Call, decide, undoable } from "@outrider/shared/commands";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { apply, type Change, type Group, MAX_CHANGES, MAX_GROUP, originOf, type RecordState, resolve } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import { editWhy, SCHEMA_VERSION } from "@outrider/shared/schema";
import type { NotSaved, Saved } from "./api.ts";
import type { Device } from "./device.ts";
import type { Exclusive } from "./mutex.ts";
import type { Planted } from "./planted.ts";
import type { World } from "./ports.ts";
import { StorageFull } from "./storage-full.ts";
import type { OutboxRow } from "./store.ts";

export type Outcome = Result<Saved, NotSaved>;

export interface Writer {
  /** One group: all its calls or none; later calls see what earlier ones did. */
  perform(calls: readonly Call[]): Promise<Outcome>;
  /** Many groups, each judged by itself; answers in their order. */
  performAll(groups: readonly (readonly Call[])[]): Promise<readonly Outcome[]>;
  undo(group: string): Promise<Outcome>;
  /** Keeps nothing more: what still waits is answered as not saved. */
  end(): void;
}

export interface WriterOptions {
  readonly device: Device;
  readonly world: World;
  readonly exclusive: Exclusive;
  readonly planted: Planted;
  readonly made: (last: number) => void;
  readonly changed: (ids: ReadonlySet<string>) => void;
  readonly troubled: (trouble: "full" | "broken" | null) => void;
}

const MOST_AT_ONCE = 200;

interface Waiting { readonly calls: readonly Call[]; /** The edit that they take back. */ readonly undid?: string; readonly answer: (outcome: Outcome) => void }

export function createWriter({ device, world, exclusive, planted, made, changed, troubled }: WriterOptions): Writer {
  const { timers, newId, log } = world;
  const waiting: Waiting[] = [];
  let writing = false;
  let ended = false;

  async function writeAll(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) await exclusive(writeSome);
    writing = false;
  }

  async function writeSome(): Promise<void> {
    const batch = waiting.splice(0, ended ? waiting.length : MOST_AT_ONCE);
    if (ended) return batch.forEach(({ answer }) => answer(err({ code: "away", message: "Not saved: the app was closed meanwhile." })));
    const rows: OutboxRow[] = [];
    const saved: { readonly answer: Waiting["answer"]; readonly outcome: Outcome }[] = [];
    for (const { calls, undid, answer } of batch) {
      const prepared = prepare(calls, device.meta.last + rows.length + 1);
      if (!prepared.ok) {
        answer(prepared);
        continue;
      }
      rows.push({ ...prepared.value, ...(undid !== undefined && { undid }) });
      const { group } = prepared.value;
      saved.push({ answer, outcome: ok({ group: group.id, counter: group.counter, records: [...new Set(group.changes.map(({ id }) => id))] }) });
    }
    if (rows.length === 0) return;
    const answerAll = (): void => saved.forEach(({ answer, outcome }) => answer(outcome));
    if (planted.has("saved-before-durable")) answerAll();
    try {
      await device.append(rows);
    } catch (error) {
      const full = error instanceof StorageFull;
      log("an edit could not be kept", { full, error: error instanceof Error ? error.name : "unknown" });
      troubled(full ? "full" : "broken");
      const why: NotSaved = full
        ? { code: "storage-full", ...editWhy("storage-full") }
        : { code: "not-kept", ...editWhy("storage-broken") };
      saved.forEach(({ answer }) => answer(err(why)));
      return;
    }
    troubled(null);
    changed(new Set(rows.flatMap(({ group }) => group.changes.map(({ id }) => id))));
    made(device.meta.last);
    answerAll();
  }

  /** Decides and judges; what passes is shown from now on and must be appended. */
  function prepare(calls: readonly Call[], counter: number): Result<OutboxRow, NotSaved> {
    const { replica, meta } = device;
    const actor = replica.viewer();
    if (!meta.device || !actor) return err(notReady(meta.complete));
    const now = timers.now();
    const origin = originOf(meta.device.id, counter);
    const stamp = { at: now + meta.offset, origin, by: actor.id };
    const after = new Map<string, RecordState>();
    const read = (id: string): RecordState | undefined => after.get(id) ?? replica.read(id);
    const changes: Change[] = [];
    for (const call of calls) {
      const decided = decide(call, { actor, now, newId, read });
      if (!decided.ok) return err(decided.error);
      for (const change of decided.value) {
        changes.push(change);
        if (calls.length > 1) after.set(change.id, apply(read(change.id), resolve(read(change.id), change, stamp).delta));
      }
    }
    const command = calls.length === 1 ? (calls[0] as Call).name : "several";
    const group: Group = { id: newId(), counter, at: now, schema: SCHEMA_VERSION, command, changes };
    if (changes.length > MAX_CHANGES || JSON.stringify(group).length > MAX_GROUP) return err(refusal("too-large", editWhy("do-in-parts")));
    const undo = undoable(origin, changes, replica.read);
    const judged: Result<unknown, Refusal> = replica.admit(group, meta.device.id);
    return judged.ok ? ok({ group, undo, applied: null, ...titlesOf(changes) }) : judged;
  }

  /** Of records that were here before the edit; those it makes are named by it. */
  function titlesOf(changes: readonly Change[]): Pick<OutboxRow, "titles"> {
    const known = changes.flatMap((change) => {
      const state = change.create === true ? undefined : device.replica.read(change.id);
      return state ? [[state.id, titleOf(state)] as const] : [];
    });
    return known.length > 0 ? { titles: Object.fromEntries(known) } : {};
  }

  const enqueue = (calls: readonly Call[], undid?: string): Promise<Outcome> =>
    new Promise((answer) => {
      waiting.push({ calls, answer, ...(undid !== undefined && { undid }) });
    });

  async function performAll(groups: readonly (readonly Call[])[]): Promise<readonly Outcome[]> {
    const answers = groups.map((calls) => enqueue(calls));
    await writeAll();
    return Promise.all(answers);
  }

  const perform = async (calls: readonly Call[]): Promise<Outcome> => (await performAll([calls]))[0] as Outcome;

  return {
    perform,
    performAll,
    end: () => void (ended = true),
    async undo(group) {
      await device.doneKnown;
      const args = device.undoOf(group);
      if (!args) return err({ code: "gone", ...editWhy("not-undone-here") });
      const answer = enqueue([{ name: "undo", args }], group);
      await writeAll();
      return answer;
    },
  };
}

const notReady = (complete: boolean): NotSaved =>
  complete
    ? { code: "deactivated", ...editWhy("not-a-member-here") }
    : { code: "not-ready", ...editWhy("not-connected-yet") };
