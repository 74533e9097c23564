// What must hold of a device's disk while a run goes on: at each checkpoint, and whenever an edit leaves the outbox.
import type { PackedRecord } from "@outrider/shared/records";
import type { MemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import { isAhead, isToBeHeld } from "./bound.ts";
import type { DeviceNode } from "./device-node.ts";
import type { Findings } from "./findings.ts";
import type { History } from "./history.ts";

export interface DiskChecksDeps {
  readonly history: History;
  readonly findings: Findings;
  readonly store: MemoryFeedStore;
  /** Devices whose disk has lost something. */
  readonly damaged: ReadonlySet<string>;
}

const heldTexts = new WeakMap<PackedRecord, string>();
/** The record as a device holds it, as text. */
function heldText(record: PackedRecord): string {
  let text = heldTexts.get(record);
  if (text === undefined) heldTexts.set(record, (text = JSON.stringify(record)));
  return text;
}

export const createDiskChecks = ({ history, findings, store, damaged }: DiskChecksDeps) => ({
  /** At a checkpoint a device holds exactly what its person may see there, but for what it need not hold by itself. */
  checkpoint({ name, user, disk }: DeviceNode): void {
    const lanes = disk.meta.cursor?.lanes ?? [];
    const seq = lanes[0]?.seq ?? 0;
    const arrived = lanes.length > 0 && lanes.every((lane) => lane.seq === seq && (lane.below === undefined || lane.rest !== undefined));
    const visible = arrived && !damaged.has(name) ? history.visible(user, seq) : null;
    if (!visible) return;
    for (const [id, text] of visible) {
      const held = disk.confirmed.get(id);
      if (held ? heldText(held.record) !== text && !isAhead(held, seq) : isToBeHeld(store, lanes, id)) return findings.report("I-visible", `at checkpoint ${seq} ${name} has ${held ? "another" : "no"} ${history.records.get(id)?.kind} ${id}`);
    }
    for (const { body } of disk.meta.heard) if (!visible.has(body)) return findings.report("I-visible", `at checkpoint ${seq} ${name} keeps what was typed into ${body}, which its person may not see`);
    for (const [id, held] of disk.confirmed) if (!visible.has(id) && !isAhead(held, seq)) return findings.report("I-visible", `at checkpoint ${seq} ${name} holds ${id}, which its person may not see`);
  },

  /** An edit waits in the outbox, and so on the screen, until the device holds what came of it. */
  left({ name, disk }: DeviceNode, groups: readonly string[]): void {
    const reached = Math.min(...(disk.meta.cursor?.lanes ?? []).map(({ seq }) => seq));
    for (const group of history.rewinds > 0 ? [] : groups) {
      const given = history.verdicts.get(group)?.verdict;
      if (given?.result === "applied" && given.seq > reached) findings.report("I-saved", `${name} has forgotten edit ${given.counter}, which came to stand at ${given.seq}, and has read up to ${reached}`);
    }
  },
});
