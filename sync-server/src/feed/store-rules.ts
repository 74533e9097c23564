// Rules that every feed store keeps, whatever it stores in: what a batch must be, how a device's row is overwritten,
// what is left of a verdict that the device has kept.
import type { Batch, DeviceRow, VerdictRow } from "./feed-store.ts";

/** Throws where a batch would break the feed for those who read it. */
export function checkBatch(seq: number, batch: Batch): void {
  const beyond = (written: number): boolean => written > batch.seq || written <= seq;
  if (batch.seq < seq) throw new Error(`sequence ${batch.seq} after ${seq}: the feed never goes back`);
  if (batch.feed.some((row) => beyond(row.facts ?? row.seq))) throw new Error(`a row of the feed lies outside of ${seq + 1}..${batch.seq}`);
  if (batch.membersSeq === undefined && batch.records.some(({ state }) => state.kind === "member")) {
    throw new Error("a member changed without membersSeq: those who keep members would not notice");
  }
}

/** Two who write a device at once (its edits, its greeting) never undo a revocation or count an edit twice. */
export const mergeDevice = (before: DeviceRow | undefined, next: DeviceRow): DeviceRow => ({
  ...next,
  rotation: Math.max(next.rotation, before?.rotation ?? 0),
  applied: Math.max(next.applied, before?.applied ?? 0),
  lastEdit: Math.max(next.lastEdit, before?.lastEdit ?? 0),
  revoked: next.revoked || (before?.revoked ?? false),
});

/** A refusal stays whole, for what depends on it; of what was applied it stays known that it was, and as what. */
export function afterConfirm(row: VerdictRow): VerdictRow {
  const { verdict, device } = row;
  if (verdict.result === "refused") return row;
  return { ...row, verdict: appliedOnce(device, verdict.group, verdict.counter, verdict.seq) };
}

/** The verdict of a group whose receipt the device has and the server no longer. */
export const appliedOnce = (device: string, group: string, counter: number, seq: number): VerdictRow["verdict"] => ({
  group, counter, result: "applied", seq, receipt: { group, device, by: "", counter, at: 0, except: {} }, signature: "", conflicts: [],
});
