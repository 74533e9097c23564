// The frames that y-websocket speaks: sync, awareness and what else it may send, read with bounds and written. Invariant:
// nothing is allocated by a number that a frame names; what is not a frame of the kind is null and never an error thrown.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

export interface AwareState { readonly client: number; readonly clock: number; readonly state: Readonly<Record<string, unknown>> | null }

export type YMessage =
  /** What the other side has, as a vector: it wants the rest. */
  | { readonly is: "step1"; readonly vector: Uint8Array }
  /** What it has beyond ours; what it has just typed. */
  | { readonly is: "step2" | "update"; readonly update: Uint8Array }
  | { readonly is: "awareness"; readonly states: readonly AwareState[] }
  | { readonly is: "query-awareness" }
  /** Something else that may be passed over. */
  | { readonly is: "other" };

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** More than a room has places: a program may say again whom all it was told of. */
const MOST_STATES = 512;

export function readYMessage(frame: Uint8Array): YMessage | null {
  try {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === QUERY_AWARENESS) return { is: "query-awareness" };
    if (type === AWARENESS) return readAwareness(decoding.readVarUint8Array(decoder));
    if (type !== SYNC) return { is: "other" };
    const step = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (step === STEP_1) return { is: "step1", vector: bytes };
    if (step === STEP_2 || step === UPDATE) return { is: step === STEP_2 ? "step2" : "update", update: bytes };
    return null;
  } catch {
    return null;
  }
}

function readAwareness(bytes: Uint8Array): YMessage | null {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count > MOST_STATES) return null;
  const states: AwareState[] = [];
  for (let one = 0; one < count; one++) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    if (typeof state !== "object" || Array.isArray(state)) return null;
    states.push({ client, clock, state: state as AwareState["state"] });
  }
  return { is: "awareness", states };
}

function syncFrame(step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

export const step1Frame = (vector: Uint8Array): Uint8Array => syncFrame(STEP_1, vector);
export const step2Frame = (update: Uint8Array): Uint8Array => syncFrame(STEP_2, update);
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(UPDATE, update);

export function awarenessFrame(states: readonly (Omit<AwareState, "state"> & { readonly state: unknown })[]): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, states.length);
  for (const { client, clock, state } of states) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, JSON.stringify(state));
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}
