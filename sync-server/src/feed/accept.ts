// Accepting a batch of edits: judged one after another in the order they came, then written in one transaction, then
// answered. Invariants: an answer exists only for what is committed; a refused edit writes nothing but its verdict; an
// edit that comes again gets the verdict it got. It knows no socket.
import { bucketsOf, judge, refusal, type Refusal, rejoin, viewerOf } from "@outrider/shared/access";
import { err, type Result } from "@outrider/shared/kernel";
import type { Verdict } from "@outrider/shared/protocol";
import { baseOf, type KeptEntry, MAX_GROUP, originOf, pastOf, type Receipt, type RecordState } from "@outrider/shared/records";
import { editWhy, fieldOf, SCHEMA_VERSION } from "@outrider/shared/schema";
import { editTime } from "@outrider/shared/sync";
import type { AuditDue } from "../auth/audit.ts";
import type { Committed, CommittedTyped } from "./committed.ts";
import { addRefused, dependsOnRefused, noneRefused, type RefusedEdits, removeRefused } from "./depends-on-refused.ts";
import type { Entry, EntryResult, Line } from "./entry.ts";
import { auditsOf } from "./audited-edits.ts";
import { feedRows } from "./feed-rows.ts";
import type { Batch, DeviceRow, FeedStore, FeedTx, Head, VerdictRow } from "./feed-store.ts";
import type { Signing } from "./signing.ts";
import { type KnownPlaces, readAhead } from "./read-ahead.ts";
import { authorOf, createTyping, type Typed, type Typing } from "./typing.ts";
import { createWorkingSet, type WorkingSet } from "./working-set.ts";

export interface AcceptDeps { readonly store: FeedStore; readonly signing: Signing; readonly now: () => number; readonly bugs?: AcceptBugs }

/** Planted bugs for the simulator's own test: each breaks one invariant. Never set in production. */
export interface AcceptBugs {
  readonly forgetVerdicts?: boolean;
  readonly unclampedClock?: boolean;
  readonly skipPermission?: boolean;
  readonly removeWithoutPlaces?: boolean;
  readonly acceptDependents?: boolean;
  readonly ackBeforeCommit?: boolean;
  readonly ignoreOwnOrder?: boolean;
  readonly trustCopies?: boolean;
  readonly leavesHanging?: boolean;
  readonly forgetPast?: boolean;
  readonly sharesForEver?: boolean;
  readonly tellsWhatIsThere?: boolean;
  /** A document is written down whatever it was made from. */
  readonly overNewerDocument?: boolean;
  /** A client of a document is nobody's. */
  readonly unboundClients?: boolean;
  /** What is typed may lean on what is not here. */
  readonly acceptGaps?: boolean;
  /** An edit of an older client stands for the whole record: what it does not name is emptied. */
  readonly olderEmpties?: boolean;
  /** An edit of a newer client is judged by what this server knows. */
  readonly judgesNewer?: boolean;
  /** What is typed is told before it is committed. */
  readonly toldBeforeCommit?: boolean;
}

export interface Accepted { readonly results: readonly EntryResult[]; readonly committed: Committed | null }

/** For planted bugs only: who would be told too early. */
export interface Early { readonly answer?: (results: readonly EntryResult[]) => void; readonly committed?: (committed: Committed) => void }

interface Judged { readonly states: readonly RecordState[]; readonly receipt: Receipt; readonly signature: string; readonly conflicts: Extract<Verdict, { result: "applied" }>["conflicts"]; readonly typed: Typed }

export async function acceptBatch(deps: AcceptDeps, workspace: string, entries: readonly Entry[], early: Early = {}): Promise<Accepted> {
  return await deps.store.transact(workspace, async (tx) => {
    const set = createWorkingSet(tx);
    const [head, ahead] = await Promise.all([tx.head(), readAhead(tx, set, entries), set.loadMembers()]);
    const { refused, erased, places, devices: found } = ahead;
    const known = new Map(deps.bugs?.forgetVerdicts ? [] : ahead.known);
    const devices = new Map(ahead.own);
    const verdicts: VerdictRow[] = [];
    const past: KeptEntry[] = [];
    const audits: AuditDue[] = [];
    const results: EntryResult[] = [];
    const senders = new Map<number, string>();
    const typing = createTyping(ahead.bodies, deps.bugs);
    const written: Batch["written"][number][] = [];
    const now = deps.now();
    let seq = head.seq;

    const stop = (entry: Entry, by: NonNullable<Line["stopped"]>["by"]): void => {
      results.push({ kind: by });
      if (entry.from === "device" && entry.line && !entry.line.stopped) entry.line.stopped = { at: entry.group.counter, by };
    };

    for (const entry of entries) {
      const stopped = entry.from === "device" ? entry.line?.stopped : undefined;
      if (stopped && entry.group.counter > stopped.at) {
        stop(entry, stopped.by);
        continue;
      }
      const before = known.get(entry.group.id);
      const device = entry.from === "system" || entry.from === "guest" ? null : (devices.get(entry.device) ?? null);
      if (before && !outranks(entry, before)) {
        // A copy of a profile brings the same edits under its new name: they are the same person's, and applied once.
        const same = before.device === entry.device || (found.get(before.device)?.user ?? writerOf(before.verdict)) === entry.user;
        if (same) results.push({ kind: "verdict", verdict: before.verdict, seq: before.verdict.result === "applied" ? before.verdict.seq : 0 });
        else stop(entry, "cloned");
        if (same && device) devices.set(entry.device, { ...device, applied: Math.max(device.applied, entry.group.counter) });
        continue;
      }
      if (entry.from === "device" && (!device || (entry.group.counter <= device.applied && !deps.bugs?.trustCopies))) {
        stop(entry, "cloned");
        continue;
      }
      if (entry.group.schema > SCHEMA_VERSION && !deps.bugs?.judgesNewer) {
        stop(entry, "wait");
        continue;
      }
      const edits = refused.get(entry.device) ?? noneRefused();
      const at = timeOf(entry, device, now, deps.bugs);
      const verdict = await judgeEntry(deps, workspace, entry, at, { set, edits, erased, typing });
      const { id: group, counter } = entry.group;
      let row: VerdictRow;
      if (verdict.ok) {
        seq += 1;
        const { states, receipt, signature, conflicts } = verdict.value;
        const after = new Map(states.map((state) => [state.id, state]));
        if (!deps.bugs?.forgetPast) past.push(...pastOf(entry.group, receipt, set.read, (id) => after.get(id)));
        // What is told of the past was not done by those of whom it is told.
        if (entry.from !== "system" || entry.at === undefined) audits.push(...auditsOf(entry.group, set.read, (id) => after.get(id)).map((audit) => ({ ...audit, seq, at: now, user: entry.user })));
        for (const state of deps.bugs?.olderEmpties && entry.group.schema < SCHEMA_VERSION ? states.map((one) => emptied(one, originOf(entry.device, counter))) : states) set.put(state, seq);
        typing.keep(verdict.value.typed, seq);
        senders.set(seq, entry.device);
        if (entry.from === "system" && entry.writes) written.push(entry.writes);
        row = { device: entry.device, creates: [], verdict: { group, counter, result: "applied", seq, receipt, signature, conflicts } };
        if (before) removeRefused(refused.get(before.device), before.device, before.verdict.counter);
      } else {
        const creates = entry.group.changes.flatMap((change) => (change.create ? [change.id] : []));
        addRefused(edits, entry.device, { counter, creates });
        row = { device: entry.device, creates, verdict: { group, counter, result: "refused", refusal: verdict.error } };
      }
      known.set(group, row);
      verdicts.push(row);
      results.push({ kind: "verdict", verdict: row.verdict, seq: verdict.ok ? seq : 0 });
      if (device) devices.set(entry.device, { ...device, applied: Math.max(device.applied, counter), lastEdit: Math.max(device.lastEdit, at), lastContact: now });
    }
    const counted = [...devices.values()].some(({ id, applied }) => applied !== found.get(id)?.applied);
    if (verdicts.length === 0 && !counted) return { results, committed: null };
    if (deps.bugs?.ackBeforeCommit) early.answer?.(results);
    const rejoined = ahead.orphans || entries.some(({ from }) => from === "receipt");
    const committed = await write(tx, set, { head, seq, verdicts, past, audits, devices, places, now, rejoined, typing, written, senders }, deps.bugs);
    if (deps.bugs?.toldBeforeCommit) early.committed?.(committed);
    return { results, committed };
  });
}

/**
 * A receipt is this server's own word that the edit was permitted. After a rewind a copy of the profile that has no verdict
 * yet may have brought the same edit first, and had it refused for lack of what was still to come back.
 */
const outranks = (entry: Entry, before: VerdictRow): boolean => entry.from === "receipt" && before.verdict.result === "refused";

const writerOf = (verdict: Verdict): string => (verdict.result === "applied" ? verdict.receipt.by : "");

function timeOf(entry: Entry, device: DeviceRow | null, now: number, bugs: AcceptBugs | undefined): number {
  if (entry.from === "receipt") return entry.receipt.at;
  if (entry.from === "guest") return now;
  if (entry.from === "system") return Math.min(entry.at ?? now, now);
  if (bugs?.unclampedClock) return entry.group.at;
  return editTime({ age: entry.age, now, floor: entry.floor, previous: bugs?.ignoreOwnOrder ? 0 : (device?.lastEdit ?? 0) });
}

const DEACTIVATED = refusal("deactivated", editWhy("not-a-member"));

interface Around { readonly set: WorkingSet; readonly edits: RefusedEdits; readonly erased: ReadonlySet<string>; readonly typing: Typing }

async function judgeEntry(deps: AcceptDeps, workspace: string, entry: Entry, at: number, { set, edits, erased, typing }: Around): Promise<Result<Judged, Refusal>> {
  const { group } = entry;
  const text = JSON.stringify(group);
  if (text.length > MAX_GROUP) return err(refusal("too-large", editWhy("too-much", { most: MAX_GROUP / 1024 })));
  const gone = group.changes.findIndex(({ id }) => erased.has(id));
  if (gone >= 0) return err(refusal("erased", editWhy("erased"), gone));
  if (entry.from === "receipt") {
    if (!viewerOf(entry.user, set.read)) return err(DEACTIVATED);
    const rejoined = await set.settled(() => rejoin(group, entry.receipt, set.read));
    return rejoined.ok ? { ok: true, value: { states: [...rejoined.value.values()], receipt: entry.receipt, signature: entry.signature, conflicts: [], typed: typing.recall(group, authorOf(entry.user, entry.receipt.device)) } } : rejoined;
  }
  const dependent = await set.settled(() => dependsOnRefused(group, edits, set.read));
  if (dependent && !deps.bugs?.acceptDependents) return err(refusal("depends-on-refused", editWhy("depends-on-refused")));
  const viewer = entry.from === "system" || deps.bugs?.skipPermission ? null : viewerOf(entry.user, set.read);
  if (!viewer && entry.from !== "system" && !deps.bugs?.skipPermission) return err(DEACTIVATED);
  const stamp = { at, origin: originOf(entry.device, group.counter), by: entry.user };
  const verdict = await set.settled(() => judge(group, { viewer, read: set.read, stamp }));
  if (!verdict.ok) return deps.bugs?.tellsWhatIsThere ? telling(verdict.error, group, set) : verdict;
  const fault = (entry.from === "device" || entry.from === "guest") && !deps.bugs?.acceptGaps ? entry.fault : null;
  if (fault) return err(fault);
  if (entry.from === "system" && entry.writes && entry.writes.over !== baseOf(set.read(entry.writes.body), "doc") && !deps.bugs?.overNewerDocument) return err(refusal("bad-change", editWhy("written-meanwhile")));
  const typed = typing.judge(group, authorOf(entry.user, entry.device));
  if (!typed.ok) return typed;
  const { after, conflicts, except, met, places } = verdict.value;
  const receipt: Receipt = {
    group: group.id, device: entry.device, by: entry.user, counter: group.counter, at, except, ...(isFilled(met) && { met }), ...(isFilled(places) && { places }),
  };
  return { ok: true, value: { states: [...after.values()], receipt, signature: deps.signing.receipt(workspace, text, receipt), conflicts, typed: typed.value } };
}

/** What was typed, with who may be told of it live. */
async function typedOut(set: WorkingSet, typing: Typing, senders: ReadonlyMap<number, string>): Promise<Committed["typed"]> {
  const out: CommittedTyped[] = [];
  for (const { body, seq, update } of typing.typed) {
    const state = set.read(body);
    out.push({ body, seq, update, device: senders.get(seq) ?? "", buckets: state ? await set.settled(() => bucketsOf(state, set.read)) : [] });
  }
  return out;
}

/** Planted: what an edit does not name is empty after it, where it may be. */
const emptied = (state: RecordState, origin: string): RecordState =>
  ({ ...state, fields: Object.fromEntries(Object.entries(state.fields).map(([name, register]) => [name, register.origin === origin || fieldOf(state.kind, name)?.required ? register : { ...register, value: null }])) });

/** Planted: what one may not see is called by its name. */
function telling(refused: Refusal, group: Entry["group"], set: WorkingSet): Result<never, Refusal> {
  const named = set.read(group.changes[refused.change ?? 0]?.id ?? "");
  return err(refused.code === "not-found" && named ? { ...refused, message: `You may not see this ${named.kind}.` } : refused);
}

const isFilled = (map: object): boolean => Object.keys(map).length > 0;

interface Writing { readonly head: Head; readonly places: KnownPlaces; readonly seq: number; readonly verdicts: readonly VerdictRow[]; readonly past: readonly KeptEntry[]; readonly audits: readonly AuditDue[]; readonly devices: ReadonlyMap<string, DeviceRow>; readonly now: number; readonly rejoined: boolean; readonly typing: Typing; readonly written: Batch["written"]; readonly senders: ReadonlyMap<number, string> }

async function write(tx: FeedTx, set: WorkingSet, { head, places, seq, verdicts, past, audits, devices, now, rejoined, typing, written, senders }: Writing, bugs: AcceptBugs | undefined): Promise<Committed> {
  const found = await feedRows(tx, set, places, { rejoined, alone: bugs?.leavesHanging === true });
  const stays = bugs?.removeWithoutPlaces ? "" : bugs?.sharesForEver ? "s:" : null;
  const feed = stays === null ? found : { ...found, writes: found.writes.filter(({ removed, bucket }) => !removed || !bucket.startsWith(stays)), gone: found.gone.filter(({ bucket }) => !bucket.startsWith(stays)) };
  const changed = set.changed();
  const membersChanged = [...changed.keys()].some((id) => set.read(id)?.kind === "member");
  await tx.write({
    seq, ...(membersChanged && { membersSeq: seq }),
    records: [...changed].map(([id, at]) => ({ state: set.read(id) as RecordState, seq: at })),
    feed: feed.writes, sums: feed.sums, verdicts, past, devices: [...devices.values()], bodies: [...typing.bodies.values()], typed: typing.typed, written, now, ...(audits.length > 0 && { audits }),
  });
  return {
    after: head.seq, upTo: seq, boot: head.boot, rows: feed.rows, gone: feed.gone, typed: await typedOut(set, typing, senders), membersChanged, membersSeq: membersChanged ? seq : head.membersSeq,
    applied: new Map([...devices.values()].map(({ id, applied }) => [id, applied])),
  };
}
