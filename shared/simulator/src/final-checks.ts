// What must hold once the faults have stopped and everything has come to rest.
import { bucketsOf, mergeEnd, proposalId, viewerOf } from "@outrider/shared/access";
import { later, loserOf, originOf, pack, type Receipt, type RecordState, type Register, type Stamp, textOf } from "@outrider/shared/records";
import { KINDS } from "@outrider/shared/schema";
import type { MemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import type { SentRow } from "../../../client/src/engine/store.ts";
import { isToBeHeld } from "./bound.ts";
import type { DeviceNode } from "./device-node.ts";
import type { Findings } from "./findings.ts";
import { type History, textOfRecord } from "./history.ts";
import type { Random } from "@outrider/shared/kernel";
import { checkPast } from "./past-checks.ts";
import { WORKSPACE } from "./server-node.ts";

export interface FinalDeps {
  readonly devices: readonly DeviceNode[];
  readonly history: History;
  readonly store: MemoryFeedStore;
  readonly findings: Findings;
  readonly random: Random;
  /** Devices whose disk has lost something. */
  readonly damaged: ReadonlySet<string>;
}

const text = (state: RecordState): string => JSON.stringify(pack(state));

export async function checkFinally(deps: FinalDeps): Promise<void> {
  await checkFeed(deps);
  await checkPast(deps);
  checkMerges(deps);
  for (const device of deps.devices) {
    checkSaved(device, deps);
    checkAcked(device, deps);
    if (isMember(device, deps.history)) checkShown(device, deps);
  }
}

export const isMember = (device: DeviceNode, history: History): boolean => viewerOf(device.user, (id) => history.records.get(id)) !== null;

/** No record stands for another one that stands for it. (After a rewind what took two apart may be nowhere any more.) */
function checkMerges({ history, findings }: FinalDeps): void {
  if (history.rewinds > 0) return;
  for (const { id } of history.records.values()) {
    if (mergeEnd(textOf(history.records.get(id) as RecordState, "mergedInto"), id, (one) => history.records.get(one)) === "ring") findings.report("I-converged", `${id} is merged into a ring`);
  }
}

/** Reads the whole feed by pages of chance length: it must give the committed records, each where it belongs. */
async function checkFeed({ history, store, findings, random }: FinalDeps): Promise<void> {
  const read = (id: string): RecordState | undefined => history.records.get(id);
  const buckets = new Set([...history.records.values()].flatMap((state) => bucketsOf(state, read)));
  const found = new Map<string, { text: string; places: Set<string> }>();
  for (let seq = 0, head = -1; seq !== head; ) {
    const page = await store.page(WORKSPACE, [{ buckets: [...buckets], seq }], random.between(1, 40));
    for (const { record, bucket } of page.gone) found.get(record)?.places.delete(bucket);
    for (const { record, packed, places } of page.rows) {
      const before = found.get(record)?.places ?? new Set();
      found.set(record, { text: packed, places: new Set([...before, ...places.map(({ bucket }) => bucket)]) });
    }
    if (page.upTo <= seq && page.upTo !== page.head) return findings.report("I-gapless", `a page from ${seq} ends at ${page.upTo}`);
    ({ upTo: seq, head } = page);
  }
  for (const [id, state] of history.records) {
    const row = found.get(id);
    if (row?.text !== textOfRecord(state)) findings.report("I-gapless", `${state.kind} ${id} is not in the feed as it was committed`);
    else if ([...row.places].sort().join(" ") !== bucketsOf(state, read).join(" ")) findings.report("I-gapless", `${state.kind} ${id} lies in ${[...row.places].join(" ")} and belongs in ${bucketsOf(state, read).join(" ")}`);
  }
}

/** What a device shows is what the server holds of what its person may see, and nothing waits. */
function checkShown({ name, user, engine, disk, release }: DeviceNode, { history, store, findings, damaged }: FinalDeps): void {
  if (!engine) return findings.report("I-drained", `${name} is not running`);
  const visible = history.visible(user, history.seq) ?? new Map<string, string>();
  // What a device's release does not know it keeps as it came, and shows nothing of it.
  const unknown = (kind: string | undefined): boolean => release.withheld.kinds.some((one) => one === kind);
  const shown = new Set(KINDS.filter((kind) => !unknown(kind)).flatMap((kind) => [...engine.view.ids(kind)]));
  for (const [id, expected] of visible) {
    const held = disk.confirmed.get(id);
    const isKept = held !== undefined && unknown(held.record.kind) && engine.view.read(id) === undefined;
    const state = isKept ? history.records.get(id) : engine.view.read(id);
    if (!state && !held && !isToBeHeld(store, disk.meta.cursor?.lanes ?? [], id)) continue;
    if (!state || !held) findings.report("I-converged", `${name} lacks ${history.records.get(id)?.kind} ${id}`);
    else if (text(state) !== expected) findings.report("I-converged", `${name} shows another ${state.kind} ${id} than the server has`);
    else if (JSON.stringify(held.record) !== expected) findings.report("I-converged", `${name} shows another ${state.kind} ${id} than its disk has`);
  }
  for (const kind of KINDS) {
    if (unknown(kind)) continue;
    let complete = false;
    engine.watch("query", { kind, limit: 0 }, (answer) => void (complete = answer.complete))();
    // Damage to what was asked for shows in no checksum of the server's, where it is not counted.
    const lacking = complete && !damaged.has(name) ? [...visible.keys()].filter((id) => history.records.get(id)?.kind === kind && !disk.confirmed.has(id)) : [];
    if (lacking.length > 0) findings.report("I-converged", `${name} says that it has every ${kind}, and lacks ${lacking.join(" ")}`);
  }
  for (const id of [...shown, ...disk.confirmed.keys()]) if (!visible.has(id)) findings.report("I-visible", `${name} holds ${id}, which its person may not see: ${JSON.stringify(engine.view.read(id))}`);
}

/** What was shown as saved is on the server, waits, or was refused. */
function checkSaved({ name, saved, disk }: DeviceNode, { history, findings }: FinalDeps): void {
  const waiting = new Set([...disk.outbox.values()].map(({ group }) => group.id));
  for (const group of saved.keys()) {
    if (history.verdicts.get(group)?.verdict.result === "applied" || waiting.has(group) || disk.refused.has(group)) continue;
    if (disk.sent.has(group)) continue;
    findings.report("I-saved", `${name} has shown edit ${group} as saved, and it is nowhere`);
  }
}

/** What the server acknowledged stands, or gave way as the rules of merging say. */
function checkAcked(device: DeviceNode, deps: FinalDeps): void {
  const invariant = deps.history.rewinds > 0 ? "I-rewind" : "I-acked";
  if (deps.history.rewinds > 0 && !isMember(device, deps.history)) return;
  for (const row of device.disk.sent.values()) {
    // After a rewind another copy of the profile may have brought the same edit first, as a new one: it is applied once.
    const given = deps.history.verdicts.get(row.group.id)?.verdict;
    const { device: origin, at } = row.verdict.receipt;
    if (given?.result === "applied" && (given.receipt.device !== origin || given.receipt.at !== at)) continue;
    // Without a receipt it is judged anew, and may be refused by what stands.
    if (row.verdict.signature === "" && !given) deps.findings.report(invariant, `${device.name}: ${row.group.command} (edit ${row.group.counter}) was acknowledged, and never came back`);
    const wrong = lost(row, device.disk.meta.device?.id ?? "", deps.history);
    if (wrong !== null) deps.findings.report(invariant, `${device.name}: ${row.group.command} (edit ${row.group.counter}) was acknowledged, and ${wrong}`);
  }
}

/** Of two values that met in a race, one still stands and the other (or one that gave way after it) is not shown as the other value. */
function isHidden(state: RecordState, field: string, mine: Stamp, [at, origin]: NonNullable<Receipt["met"]>[string], { rewinds }: History): boolean {
  const other = { at, origin, by: "" };
  const [winner, loser] = later(mine, other) ? [mine, other] : [other, mine];
  if (state.fields[field]?.origin !== winner.origin) return false;
  const shown = loserOf(state, field);
  // Where several gave way to one value, the latest of them is shown, of those that are known.
  if (shown) return loser === mine && later(mine, shown) && shown.origin !== mine.origin;
  // After a rewind the other one may be nowhere any more.
  return loser === mine || rewinds === 0;
}

function lost({ group, verdict }: SentRow, device: string, history: History): string | null {
  const { records } = history;
  const { receipt, conflicts } = verdict;
  if (receipt.by === "") return null;
  const origin = originOf(receipt.device, receipt.counter);
  const stands = (register: Register | undefined, at: number): boolean => register !== undefined && !later({ at, origin, by: "" }, register);
  for (const [index, change] of group.changes.entries()) {
    const state = records.get(change.id);
    if (!state) return `${change.kind} ${change.id} is not there`;
    for (const field of Object.keys(change.set ?? {})) {
      const key = `${index}.${field}`;
      const at = Object.hasOwn(receipt.except, key) ? receipt.except[key] : receipt.at;
      const result = conflicts.find((conflict) => conflict.record === change.id && conflict.field === field)?.result;
      // Half a millisecond marks what agreed with a value that stood: there was nothing to be lost.
      if (typeof at === "number" && Number.isInteger(at) && !stands(state.fields[field], at)) return `its ${field} of ${change.kind} ${change.id} neither stands nor gave way`;
      const met = receipt.met?.[key];
      if (typeof at === "number" && met && isHidden(state, field, { at, origin, by: receipt.by }, met, history)) return `its ${field} of ${change.kind} ${change.id} met ${met[1]}, and the one that gave way is not shown beside the one that stands`;
      if ((result === "won" || result === "lost") && !met) return `its ${field} of ${change.kind} ${change.id} met another value, and the receipt does not say which`;
      if (at === null && result === "asked") {
        const proposal = records.get(proposalId(change.id, field, receipt.by));
        if (!proposal) return `its ${field} of ${change.kind} ${change.id} is not proposed`;
      }
    }
    for (const [field, elements] of Object.entries(change.add ?? {})) {
      for (const element of elements) if (!state.sets[field]?.[element]?.adds.includes(origin)) return `${field} lacks ${element}`;
    }
    for (const [field, elements] of Object.entries(change.remove ?? {})) {
      for (const [element, origins] of Object.entries(elements)) {
        // What a device sends under a new name is named anew, and the server may know it by its first name.
        if (receipt.device === device && !origins.every((named) => state.sets[field]?.[element]?.removes.includes(named))) return `${field} still has ${element}`;
      }
    }
  }
  return null;
}
