// Whether a device holds what its person may see. At every checkpoint that it takes in, what lies on its disk is compared
// with may-see over the records as they stood at the checkpoint's sequence, ids and every field; a little later the same
// of what it shows. What it asked for when the server was further on than itself may stand in a later state: then in
// exactly one that its person might see at a later commit.
// What belongs to nobody but the person stays: what was typed (edits that wait, that were sent, that were refused, with
// what their records were called when they were made).
import { hasFacts, pack, type RecordState } from "@outrider/shared/records";
import { KINDS } from "@outrider/shared/schema";
import type { Confirmed } from "../../../../client/src/engine/index.ts";
import type { MemoryFeedStore } from "../../../../sync-server/src/feed/memory-feed-store.ts";
import { isAhead, isToBeHeld } from "../bound.ts";
import type { DeviceNode } from "../device-node.ts";
import type { Findings } from "../findings.ts";
import type { History } from "../history.ts";
import type { Scheduler } from "../scheduler.ts";

export interface HeldCheck {
  /** The device's disk has taken a checkpoint in. */
  checkpoint(device: DeviceNode): void;
  /** Everything has come to rest. */
  finally(device: DeviceNode): void;
  readonly looked: { readonly checkpoints: number; readonly records: number; readonly shown: number; readonly withheld: number };
}

export interface HeldCheckDeps {
  readonly history: History;
  readonly store: MemoryFeedStore;
  readonly findings: Findings;
  readonly scheduler: Scheduler;
}

/** Looking at all that a device shows is dear: at each so many checkpoints. */
const EACH = 5;
const textOf = (state: RecordState): string => JSON.stringify(pack(state));
const textOfField = (state: RecordState | undefined, field: string): unknown => state?.fields[field]?.value;

export function createHeldCheck({ history, store, findings, scheduler }: HeldCheckDeps): HeldCheck {
  const looked = { checkpoints: 0, records: 0, shown: 0, withheld: 0 };
  const texts = new WeakMap<object, string>();
  const heldText = ({ record }: Confirmed): string => {
    let text = texts.get(record);
    if (text === undefined) texts.set(record, (text = JSON.stringify(record)));
    return text;
  };

  /** Facts leave a record where it lies, so its places do not say that it was asked for when the server was further on. */
  const hasLaterFacts = (held: Confirmed, user: string, seq: number): boolean =>
    hasFacts(held.record.kind) && Array.from({ length: history.seq - seq }, (_, at) => seq + 1 + at).some((at) => history.visible(user, at)?.get(held.record.id) === heldText(held));

  function checkDisk({ name, user, disk }: DeviceNode): void {
    const lanes = disk.meta.cursor?.lanes ?? [];
    const seq = lanes[0]?.seq ?? 0;
    if (lanes.length === 0 || lanes.some((lane) => lane.seq !== seq || (lane.below !== undefined && lane.rest === undefined))) {
      return findings.report("I-visible", `${name} took a checkpoint in and stands at ${JSON.stringify(lanes)}`);
    }
    const visible = history.visible(user, seq);
    if (!visible) return findings.report("I-visible", `${name} took in the checkpoint ${seq}, at which nothing was committed`);
    looked.checkpoints += 1;
    looked.records += visible.size;
    looked.withheld += (history.at(seq)?.size ?? 0) - visible.size;
    for (const [id, text] of visible) {
      const held = disk.confirmed.get(id);
      if (held ? heldText(held) !== text && !isAhead(held, seq) && !hasLaterFacts(held, user, seq) : isToBeHeld(store, lanes, id)) return findings.report("I-visible", `at checkpoint ${seq} ${name} has ${held ? "another" : "no"} ${id}`);
    }
    for (const [id, held] of disk.confirmed) {
      if (isAhead(held, seq)) {
        const from = Math.max(...Object.values(held.places));
        let later = false;
        for (let at = from; at <= history.seq && !later; at++) later = history.visible(user, at)?.get(id) === heldText(held);
        if (!later) return findings.report("I-visible", `at checkpoint ${seq} ${name} holds ${id} in a state that its person could never see`);
      } else if (!visible.has(id)) return findings.report("I-visible", `at checkpoint ${seq} ${name} holds ${id}, which its person may not see`);
    }
  }

  /** Records that the person made or works on and that no checkpoint has brought yet may be shown as the device has them. */
  const typedOn = ({ disk }: DeviceNode): ReadonlySet<string> => new Set([...disk.outbox.values()].flatMap(({ group }) => group.changes.map(({ id }) => id)));

  function checkShown(device: DeviceNode, visible: ReadonlyMap<string, string>): void {
    const { name, user, engine, disk } = device;
    if (!engine) return;
    const typed = typedOn(device);
    const still = typed.size === 0 && !device.writing;
    // What one asks for by an edit that waits is a proposal of one's own; what only this device knows is nobody else's.
    const asked = (id: string): boolean => !history.records.has(id) || textOfField(engine.view.peek(id), "author") === user;
    const hidden = (id: string): boolean => !visible.has(id) && !disk.confirmed.has(id) && !typed.has(id) && !asked(id);
    looked.shown += 1;
    for (const kind of KINDS) for (const id of engine.view.ids(kind)) if (hidden(id)) findings.report("I-shown", `${name} lists ${kind} ${id}, which its person may not see`);
    for (const [id, held] of disk.confirmed) {
      const state = engine.view.peek(id);
      // Proposals that a pending edit makes have ids of their own: what stands beneath is compared where nothing waits.
      // A rich text is shown with what was heard of it and is not written down yet.
      if (still && held.record.kind !== "body" && (!state || textOf(state) !== heldText(held))) findings.report("I-shown", `${name} shows another ${id} than it holds`);
    }
    for (const id of history.records.keys()) {
      if (!still || !hidden(id)) continue;
      if (engine.view.read(id) !== undefined) findings.report("I-shown", `${name} can read ${id}, which its person may not see`);
    }
    engine.watch("query", { kind: KINDS, search: "e", limit: 1000 }, ({ rows }) => {
      const found = rows.find(({ id }) => hidden(id));
      if (found && still) findings.report("I-shown", `${name} finds ${found.id} (${found.title}), which its person may not see`);
    })();
    for (const { asked, value } of device.keptForStart) {
      const ids = JSON.stringify(value);
      const found = still && [...history.records.keys()].find((id) => hidden(id) && (ids.includes(`"id":"${id}"`)));
      if (found) findings.report("I-shown", `${name} keeps ${found} for its next start (${asked.slice(0, 80)}), which its person may not see`);
    }
  }

  return {
    looked,
    checkpoint(device) {
      checkDisk(device);
      const { cursor } = device.disk.meta;
      if (looked.checkpoints % EACH !== 0) return;
      // The disk comes first; the memory has it by the next event.
      scheduler.after(0, () => {
        const visible = history.visible(device.user, cursor?.lanes[0]?.seq ?? 0);
        if (device.on && visible && device.disk.meta.cursor === cursor) checkShown(device, visible);
      });
    },
    finally(device) {
      const visible = history.visible(device.user, history.seq) ?? new Map<string, string>();
      for (const id of device.disk.confirmed.keys()) if (!visible.has(id)) findings.report("I-visible", `at the end ${device.name} holds ${id}, which its person may not see`);
      checkShown(device, visible);
      const refusedHere = new Map([...device.disk.refused.values()].map((row) => [row.group.id, row]));
      for (const group of device.saved.keys()) {
        const given = history.verdicts.get(group)?.verdict;
        const row = refusedHere.get(group);
        const waits = [...device.disk.outbox.values()].some((waiting) => waiting.group.id === group);
        // Whoever is of the workspace no more is told nothing: what was typed waits where it was.
        if (given?.result !== "refused" || waits) continue;
        if (!row) findings.report("I-typed", `${device.name}: edit ${given.counter} was refused and is not among what was refused`);
        const typed = row?.group.changes.some(({ set = {}, add = {} }) => Object.keys({ ...set, ...add }).length > 0) ?? false;
        let listed = false;
        device.engine?.watch("refused", null, (all) => void (listed = all.some((edit) => edit.group === group && (edit.typed.length > 0 || !typed))))();
        if (!listed) findings.report("I-typed", `${device.name}: edit ${given.counter} was refused and is not shown with what was typed`);
      }
    },
  };
}
