// The history of fields once everything has come to rest: every value that was acknowledged is told, once, as what it was,
// whatever crashed in between and however often history was put back.
import { viewerOf } from "@outrider/shared/access";
import { gathered, originOf, toldBy } from "@outrider/shared/records";
import type { MemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import type { DeviceNode } from "./device-node.ts";
import type { Findings } from "./findings.ts";
import type { History } from "./history.ts";
import { WORKSPACE } from "./server-node.ts";

const ALL = 100_000;

interface PastDeps { readonly devices: readonly DeviceNode[]; readonly history: History; readonly store: MemoryFeedStore; readonly findings: Findings }

export async function checkPast({ devices, history, store, findings }: PastDeps): Promise<void> {
  const invariant = history.rewinds > 0 ? "I-rewind" : "I-acked";
  for (const device of devices) {
    if (history.rewinds > 0 && !viewerOf(device.user, (id) => history.records.get(id))) continue;
    for (const { group, verdict } of device.disk.sent.values()) {
      const given = history.verdicts.get(group.id)?.verdict;
      const { receipt } = verdict;
      if (receipt.by === "" || given?.result !== "applied" || given.receipt.device !== receipt.device || given.receipt.at !== receipt.at) continue;
      const origin = originOf(receipt.device, receipt.counter);
      for (const [index, change] of group.changes.entries()) {
        const state = history.records.get(change.id);
        if (!state || change.kind === "proposal" || change.kind === "body") continue;
        for (const [field, { value }] of Object.entries(change.set ?? {})) {
          if (receipt.except[`${index}.${field}`] === null) continue;
          const told = gathered(await store.past(WORKSPACE, { record: change.id, field, most: ALL }), toldBy(state, field)).filter((entry) => entry.origin === origin);
          const [entry] = told;
          if (told.length === 1 && entry && JSON.stringify(entry.value) === JSON.stringify(value) && entry.by === receipt.by) continue;
          findings.report(invariant, `${device.name}: the history of ${field} of ${change.kind} ${change.id} tells edit ${group.counter} (${group.command}) ${told.length} times: ${JSON.stringify(told)}`);
        }
      }
    }
  }
}
