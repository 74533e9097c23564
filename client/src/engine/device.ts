// What this device holds, on disk and in memory, moved together: the disk first, so that memory never says more than
// would be there after a crash. It decides nothing about when; connection and writer do.
import type { Undoable } from "@outrider/shared/commands";
import { createDoneEdits, doneRow } from "./done-edits.ts";
import type { Applied, Checkpoint, Page, Refused, Row, Verdict, Welcome } from "@outrider/shared/protocol";
import { type Group, originOf, RECEIPTS_KEPT_MS } from "@outrider/shared/records";
import { createReplica, type Plan, rebrand, type Replica } from "@outrider/shared/sync";
import { type BodyTools, createDocuments, loadBodyTools } from "./documents.ts";
import { FIRST_META } from "./first-meta.ts";
import { afterStep, withTyped } from "./heard-words.ts";
import { createMutex } from "./mutex.ts";
import { knownPart, type Planted } from "./planted.ts";
import { isSigned } from "./resent.ts";
import type { Sentinel } from "./sentinel.ts";
import type { Meta, Older, OutboxRow, RefusedRow, Store } from "./store.ts";

export interface DeviceOptions {
  readonly store: Store;
  readonly sentinel: Sentinel;
  readonly user: string;
  readonly now: () => number;
  readonly planted: Planted;
  readonly bodyTools?: () => Promise<BodyTools>;
  /** Called whenever records may look different, or (with none) when only figures have changed. */
  readonly changed: (ids: ReadonlySet<string>) => void;
}

/** A server writes down what was typed within seconds; one that could not for a day has told whoever came into the room. */
const WRITTEN_DOWN_MS = 24 * 3600 * 1000;
const NONE: ReadonlySet<string> = new Set();

export type Device = Awaited<ReturnType<typeof openDevice>>;

/** Loads the device. Rejects where the store cannot be opened at all. */
export async function openDevice({ store, sentinel, user, now, planted, bodyTools = loadBodyTools, changed }: DeviceOptions) {
  let meta: Meta = FIRST_META;
  const outbox = new Map<number, OutboxRow>();
  const refused = new Map<string, RefusedRow>();
  const newReplica = (): Replica => createReplica({ user, offset: () => meta.offset, bugs: planted });
  let replica = newReplica();
  const documents = createDocuments({ read: (id) => replica.confirmed(id), pendingOn: (id) => replica.pendingOn(id), tools: bodyTools, grown: changed });

  const deviceId = (): string => meta.device?.id ?? "";
  const ownerOf = (row: OutboxRow): string => row.applied?.receipt.device ?? deviceId();
  const withDevice = (rows: Iterable<OutboxRow>) => [...rows].map((row) => ({ group: row.group, device: ownerOf(row) }));

  const [loaded, mark] = await Promise.all([store.load(), sentinel.held()]);
  // A field that an earlier version did not keep.
  meta = { ...FIRST_META, ...loaded.meta };
  for (const row of loaded.outbox) outbox.set(row.group.counter, row);
  for (const row of loaded.refused) refused.set(row.group.id, row);
  replica.load(loaded.confirmed, withDevice(outbox.values()));
  for (const { body, seq, update } of meta.heard) documents.heard(body, seq, update);
  /** Edits that have left the outbox and can still be undone. */
  const done = createDoneEdits(store);
  /** What moves the words that were heard: none of it may go by what another is about to change. */
  const inTurn = createMutex();
  const empty = meta.device === null && loaded.confirmed.length === 0 && loaded.outbox.length === 0;
  const lostEnd = mark !== null && mark.last > meta.last;
  const lostLocalData = loaded.unreadable > 0 || (mark !== null && empty) || lostEnd;
  /** What was typed lately and is perhaps not written down yet. Nothing waits for it but who opens a rich text. */
  const typedLately = planted.has("typed-lately-forgotten") ? Promise.resolve() : store.sentSince((meta.syncedAt ?? now()) + meta.offset - WRITTEN_DOWN_MS).then(
    (rows) => {
      documents.taken(rows.map(({ group, verdict }) => ({ group, seq: verdict.seq })));
      const bodies = rows.flatMap(({ group }) => group.changes.flatMap(({ id, update }) => (update === undefined ? [] : [id])));
      if (bodies.length > 0) changed(new Set(bodies));
    },
    () => undefined,
  );
  let marking = Promise.resolve();
  let marked = mark?.last ?? 0;

  /** Keeps the mark up with the edits, behind them and never waited for: at worst it says too little. */
  function markUp(): void {
    marking = marking.then(async () => {
      if (marked === meta.last) return;
      marked = meta.last;
      await sentinel.set(marked).catch(() => undefined);
    });
  }
  // It is said once what is lost; an empty store keeps its mark until it is filled.
  if (lostEnd && !empty) markUp();

  /** Makes a plan of the feed durable with the cursor after it, then visible. */
  const keep = (plan: Plan, reached: Partial<Meta>, appliedUpTo: number): Promise<void> => inTurn(() => keepNow(plan, reached, appliedUpTo));

  async function keepNow(plan: Plan, reached: Partial<Meta>, appliedUpTo: number): Promise<void> {
    const drop = planted.has("drops-ignored") ? [] : plan.drop;
    const moved = { ...reached, cursor: plan.cursor, ...afterStep(meta.heard, plan.put, drop, reached.complete ? (body) => replica.confirmed(body) !== undefined : null) };
    if (planted.has("cursor-before-rows")) await store.saveMeta(moved);
    const settled = [...outbox.values()].filter((row) => row.group.counter <= appliedUpTo && (row.applied || planted.has("forget-without-verdict")));
    const put = planted.has("unknown-kinds-dropped") || planted.has("unknown-fields-dropped") ? knownPart(plan.put, planted) : plan.put;
    await done.known;
    const kept = done.step(settled, drop);
    await store.step({ put, drop, meta: moved, appliedUpTo, done: kept.change });
    meta = { ...meta, ...moved };
    kept.settled();
    for (const row of settled) outbox.delete(row.group.counter);
    if (!planted.has("own-typed-forgotten")) documents.taken(settled.flatMap(({ group, applied }) => (applied ? [{ group, seq: applied.seq }] : [])));
    documents.dropped(drop);
    changed(replica.commit({ ...plan, put, drop }, settled.map(({ group }) => group.counter)));
  }

  return {
    get replica() { return replica; },
    documents,
    typedLately,
    get meta() { return meta; },
    get outbox(): ReadonlyMap<number, OutboxRow> { return outbox; },
    get refused(): ReadonlyMap<string, RefusedRow> { return refused; },
    lostLocalData,

    /** Makes edits durable that the replica shows already; where that fails it takes them away again and rejects. */
    async append(rows: readonly OutboxRow[]): Promise<void> {
      const counters = rows.map(({ group }) => group.counter);
      const last = Math.max(...counters);
      const typed = new Set(rows.flatMap(({ group }) => group.changes.flatMap(({ id, update }) => (update === undefined ? [] : [id]))));
      const write = async (): Promise<void> => {
        const heard = typed.size > 0 ? withTyped(meta.heard, typed, documents.unwritten(typed)) : meta.heard;
        const reached = { last, ...(heard.length + meta.heard.length > 0 && heard !== meta.heard && { heard }) };
        await store.append(rows, reached);
        meta = { ...meta, ...reached };
      };
      try {
        await (typed.size > 0 ? inTurn(write) : write());
      } catch (error) {
        changed(replica.withdraw(counters));
        throw error;
      }
      for (const row of rows) outbox.set(row.group.counter, row);
      markUp();
    },

    /** Answers the edits that were refused. */
    async verdicts(verdicts: readonly Verdict[]): Promise<readonly RefusedRow[]> {
      // By the server's clock: a device's clock that is put right must not make it forget what it may have to send again.
      const [at, sentAt] = [now(), now() + meta.offset];
      const known = <V extends Verdict>(verdict: V): { row: OutboxRow; verdict: V }[] => {
        const row = outbox.get(verdict.counter);
        // One without its receipt may have been judged anew, after a rewind: then the later verdict holds.
        const open = row && (!row.applied || !isSigned(row.applied));
        return open && row.group.id === verdict.group ? [{ row: asJudged(row, verdict), verdict }] : [];
      };
      const applied = verdicts.filter((verdict): verdict is Applied => verdict.result === "applied").flatMap(known);
      const refusals = verdicts.filter((verdict): verdict is Refused => verdict.result === "refused").flatMap(known);
      const acked = verdicts.reduce((most, { counter }) => Math.max(most, counter), meta.acked);
      const refusedRows = refusals.map(({ row, verdict }): RefusedRow => ({ group: row.group, verdict, at, ...(row.titles && { titles: row.titles }) }));
      await store.verdicts(applied.map(({ row, verdict }) => ({ group: row.group, verdict, at: sentAt })), refusedRows, { acked });
      meta = { ...meta, acked };
      for (const { row, verdict } of applied) outbox.set(row.group.counter, { ...row, applied: verdict });
      for (const row of refusedRows) {
        outbox.delete(row.group.counter);
        if (!planted.has("refused-forgotten") || row.group.changes.every(({ id }) => replica.confirmed(id))) refused.set(row.group.id, row);
      }
      changed(planted.has("refuse-without-rebuild") ? NONE : replica.withdraw(refusedRows.map(({ group }) => group.counter)));
      if (planted.has("forget-on-ack") && meta.cursor) await keep({ put: [], drop: [], cursor: meta.cursor }, {}, acked);
      return refusedRows;
    },

    /** Whether the page was kept; if not, it waits for the checkpoint. */
    async page(page: Page): Promise<boolean> {
      const plan = replica.page(page);
      if (plan) await keep(plan, {}, 0);
      return plan !== null;
    },

    /** Keeps what was asked for. */
    async answer(rows: readonly Row[]): Promise<void> {
      const plan = meta.cursor && replica.answer(rows, meta.cursor);
      if (plan && plan.put.length > 0) await keep(plan, {}, 0);
    },

    /** Keeps how far the lists of what is older have come. */
    async reached(older: Older | null): Promise<void> {
      await store.saveMeta({ older });
      meta = { ...meta, older };
    },

    /** Answers buckets whose checksum differs from the server's. */
    async checkpoint(checkpoint: Checkpoint): Promise<readonly string[]> {
      if (!meta.complete) await sentinel.set(meta.last);
      await keep(replica.checkpoint(checkpoint), { complete: true, syncedAt: now() }, checkpoint.applied);
      return checkpoint.sums && !planted.has("checksum-ignored") ? replica.mismatches(checkpoint.sums, checkpoint.cursor.lanes) : [];
    },

    /** Takes the server's greeting: the token, the clock, and perhaps another id under which open edits go on. */
    async adopt(welcome: Welcome): Promise<void> {
      replica.restart();
      // What was acknowledged and lost since comes again from whoever has it.
      if (welcome.resendWithin !== null) documents.forget();
      const before = meta.device;
      const offset = welcome.now - now();
      // A clock that was put right since moves that moment too: the server's is the one that counts.
      const change = { device: welcome.device, offset, syncedAt: meta.syncedAt === null ? null : meta.syncedAt + meta.offset - offset, ...(welcome.resendWithin !== null && { heard: [] }) };
      if (before && before.id !== welcome.device.id && outbox.size > 0) {
        const rows = renamed([...outbox.values()], before.id, welcome.device.id);
        await store.rewriteOutbox(rows, { device: welcome.device });
        replica.withdraw(outbox.keys());
        for (const row of rows) outbox.set(row.group.counter, row);
        meta = { ...meta, device: welcome.device };
        replica.load([], withDevice(rows));
        changed(new Set(rows.flatMap(({ group }) => group.changes.map(({ id }) => id))));
      }
      await store.saveMeta(change);
      meta = { ...meta, ...change };
      await store.forgetSentBefore(now() + meta.offset - RECEIPTS_KEPT_MS);
    },

    /** What was acknowledged in the last so many ms. */
    sentWithin: (ms: number) => store.sentSince(now() + meta.offset - ms),

    /** What is needed to undo an edit, or undefined where this device no longer knows. */
    /** What has become of the edit that makes this record. */
    making(id: string): "waiting" | "refused" | "done" {
      const makes = ({ group }: { readonly group: Group }): boolean => group.changes.some((change) => change.id === id && change.create === true);
      if ([...outbox.values()].some((row) => !row.applied && makes(row))) return "waiting";
      return [...refused.values()].some(makes) ? "refused" : "done";
    },
    undoOf(group: string): Undoable | undefined {
      for (const row of outbox.values()) if (row.group.id === group) return row.undo;
      return done.of(group)?.undo;
    },

    /** What was done here that could be taken back, oldest first. */
    doneHere: () => [...done.all(), ...[...outbox.values()].sort((a, b) => a.group.counter - b.group.counter).flatMap((row) => doneRow(row) ?? [])],
    doneKnown: done.known,

    async dismiss(groups: readonly string[]): Promise<void> {
      await store.forgetRefused(groups);
      for (const id of groups) refused.delete(id);
      changed(NONE);
    },

    /** All records go, and with them the place in the feed. Edits without a verdict stay, and those that were refused. */
    async clear(): Promise<void> {
      const drop = replica.held();
      if ((drop.length === 0 && meta.cursor === null) || planted.has("clear-ignored")) return;
      const nowhere = { cursor: null, complete: false, syncedAt: null, older: null, heard: [] };
      await done.known;
      const kept = done.step([], drop);
      await store.step({ put: [], drop, meta: nowhere, appliedUpTo: 0, done: kept.change });
      meta = { ...meta, ...nowhere };
      replica.restart();
      kept.settled();
      documents.dropped(drop);
      changed(replica.dropAll());
    },

    async wipe(): Promise<void> {
      await store.wipe();
      await marking;
      await sentinel.clear();
      marked = 0;
      meta = FIRST_META;
      outbox.clear();
      refused.clear();
      done.forget();
      documents.forget();
      replica = newReplica();
      changed(NONE);
    },
  };
}

/** Edits without a verdict under the device's new id; those with one keep the origin that the server gave them. */
function renamed(rows: readonly OutboxRow[], from: string, to: string): readonly OutboxRow[] {
  const open = rows.filter(({ applied }) => !applied);
  const groups = new Map<number, Group>(rebrand(open.map(({ group }) => group), from, to).map((group) => [group.counter, group]));
  return rows.map((row) => {
    const group = groups.get(row.group.counter);
    return group ? { ...under(row, to, group), earlier: [...(row.earlier ?? []), { device: from, group: row.group }] } : row;
  });
}

const under = (row: OutboxRow, device: string, group: Group): OutboxRow =>
  ({ ...row, group, undo: { ...row.undo, origin: originOf(device, group.counter), changes: group.changes } });

/** The edit as the server knows it: what was renamed after it had come there stands, and is signed for, under its earlier name. */
function asJudged(row: OutboxRow, verdict: Verdict): OutboxRow {
  if (verdict.result !== "applied" || !isSigned(verdict)) return row;
  const known = row.earlier?.find(({ device }) => device === verdict.receipt.device);
  return known ? under(row, known.device, known.group) : row;
}
