// What a device sends again to a server that has lost it, in the order of its making. It knows no wire.
import type { Applied } from "@outrider/shared/protocol";
import type { SentRow } from "./store.ts";

/** Not so where the verdict came again after it had been confirmed: the server has forgotten the receipt by then. */
export const isSigned = ({ signature }: Pick<Applied, "signature">): boolean => signature !== "";

/** Edits in a row of which all have their receipt or none has. */
export interface Run { readonly signed: boolean; readonly rows: readonly SentRow[] }

/** Each edit once, with its receipt if that came in the end. */
export function runsOf(sent: readonly SentRow[]): readonly Run[] {
  const byGroup = new Map<string, SentRow>();
  for (const row of sent) if (isSigned(row.verdict) || !byGroup.has(row.group.id)) byGroup.set(row.group.id, row);
  const runs: { signed: boolean; rows: SentRow[] }[] = [];
  for (const row of [...byGroup.values()].sort((a, b) => a.group.counter - b.group.counter)) {
    const signed = isSigned(row.verdict);
    const last = runs.at(-1);
    if (last?.signed === signed) last.rows.push(row);
    else runs.push({ signed, rows: [row] });
  }
  return runs;
}
