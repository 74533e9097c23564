// Updates put together, taken apart and asked what they hold. Invariant: everything here is Yjs's first format, and
// every update was walked before: Yjs believes what it reads.
import { type Result, ok } from "@outrider/shared/kernel";
import * as Y from "yjs";
import { createByteReader } from "./byte-reader.ts";
import { type BodyFault, refuse } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import { readClient } from "./walk-struct.ts";

const NOTHING = Uint8Array.of(0, 0);

/** One update that says what all say. It forgets nothing, so it is not the smallest: `settle` is. */
export const mergeBodies = (updates: readonly Uint8Array[]): Uint8Array => (updates.length === 0 ? NOTHING : Y.mergeUpdates([...updates]));

/** The clocks another holds, as they arrive from outside. */
export function readVector(bytes: Uint8Array): Result<ReadonlyMap<number, number>, BodyFault> {
  const reader = createByteReader(bytes);
  const clocks = new Map<number, number>();
  const count = reader.varUint(LIMITS.clients, "too-many-clients");
  for (let i = 0; i < count && reader.fault === null; i++) clocks.set(readClient(reader), reader.varUint(LIMITS.clock));
  if (reader.left > 0) reader.fail("malformed");
  return reader.fault === null ? ok(clocks) : refuse(reader.fault);
}

/** What a state holds beyond a vector, and all its deletions. A vector that cannot be read counts as that of an empty body. */
export const missingFrom = (state: Uint8Array, vector: Uint8Array): Uint8Array => (readVector(vector).ok ? Y.diffUpdate(state, vector) : state);

export const vectorOf = (state: Uint8Array): Uint8Array => Y.encodeStateVectorFromUpdate(state);

/** Per client the next clock. */
export const clocksOf = (state: Uint8Array): ReadonlyMap<number, number> => Y.decodeStateVector(vectorOf(state));
