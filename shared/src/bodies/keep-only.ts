// A step of a sync handshake without the structs of other clients. Whoever answers "what have you that I lack?" sends
// what he holds of everybody; only his own is his to send.
import * as encoding from "lib0/encoding";
import { LIMITS } from "./limits.ts";
import { readSections } from "./read-sections.ts";

/**
 * The structs of the clients that are kept, and the deletions of everybody's text: deleting another's words is an edit
 * like any, and a step tells all deletions there are. knownTo: clocks the body has of a client; deletions beyond, of
 * structs that were taken out here, are left out with them. null where nothing is left or the bytes cannot be read.
 */
export function keepOnly(update: Uint8Array, keep: (client: number) => boolean, knownTo?: (client: number) => number): Uint8Array | null {
  const sections = readSections(update, LIMITS.bodyBytes);
  if (!sections.ok) return null;
  const structs = sections.value.structs.filter(({ client }) => keep(client));
  const deletes = sections.value.deletes
    .map(({ client, ranges }) => ({ client, ranges: knownTo === undefined || keep(client) ? ranges : below(ranges, knownTo(client)) }))
    .filter(({ ranges }) => ranges.length > 0);
  if (structs.length === 0 && deletes.length === 0) return null;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, structs.length);
  for (const { start, end } of structs) encoding.writeUint8Array(encoder, update.subarray(start, end));
  encoding.writeVarUint(encoder, deletes.length);
  for (const { client, ranges } of deletes) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length / 2);
    for (const number of ranges) encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}

/** The ranges as far as they lie below a clock. */
function below(ranges: readonly number[], clock: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    const from = ranges[i] ?? 0;
    const to = Math.min(clock, from + (ranges[i + 1] ?? 0));
    if (to > from) kept.push(from, to - from);
  }
  return kept;
}
