// What a server has acknowledged and lost since, merged again: as its receipt says it was stamped, and what it asked is
// asked again. It is not judged a second time. It was judged when it was acknowledged, and what it rested on (a record,
// a share, an owner) may come back only after it, from other devices. Who may send it at all is the caller's to say.
// Invariant: whatever the order in which receipts come back, the records are what they were.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { apply, type Group, originOf, type Read, recall, type Receipt, type RecordState, restamp, type Stamp, survivor } from "@outrider/shared/records";
import { checkGroup } from "./check-change.ts";
import { proposalOf } from "./judge.ts";
import { notFound, type Refusal } from "./reason.ts";
import { withRememberedPlace } from "./settled-place.ts";

/** States after the group, by record id, proposals included. A record that is not back yet is begun with what is known of it. */
export function rejoin(group: Group, receipt: Receipt, read: Read): Result<ReadonlyMap<string, RecordState>, Refusal> {
  const misshapen = checkGroup(group);
  if (misshapen) return err(misshapen);
  const after = new Map<string, RecordState>();
  const readNow: Read = (id) => after.get(id) ?? read(id);
  const stamp: Stamp = { at: receipt.at, origin: originOf(receipt.device, receipt.counter), by: receipt.by };
  for (const [index, delta] of restamp(group, receipt).entries()) {
    const standing = readNow(delta.id);
    if (standing && standing.kind !== delta.kind) return err(notFound(index));
    const state = standing ? recall(standing, delta) : withRememberedPlace(delta, receipt, index);
    after.set(delta.id, state);
    for (const [field, { value }] of Object.entries(group.changes[index]?.set ?? {})) {
      if (receipt.except[`${index}.${field}`] !== null) continue;
      // With its own time, and not on what stands: whoever has settled it since did so later.
      const asked = proposalOf(delta.id, survivor(state, readNow), field, value, stamp, readNow, () => undefined);
      after.set(asked.id, apply(readNow(asked.id), asked));
    }
  }
  return ok(after);
}
