// How y-protocols are written down, as far as a room speaks them: a step of a sync, an update, who is there.
// Invariant: what cannot be read is nothing. It knows neither documents nor seats.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const SYNC = 0;
const AWARENESS = 1;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export interface Shown { readonly client: number; readonly clock: number; readonly state: unknown }

export type Said =
  /** What have you that I lack, who hold this? */
  | { readonly t: "asks"; readonly vector: Uint8Array }
  | { readonly t: "update"; readonly update: Uint8Array }
  | { readonly t: "aware"; readonly shown: readonly Shown[] };

export function readSaid(bytes: Uint8Array): Said | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) {
      const step = decoding.readVarUint(decoder);
      const content = decoding.readVarUint8Array(decoder);
      return step === STEP_1 ? { t: "asks", vector: content } : { t: "update", update: content };
    }
    if (type !== AWARENESS) return null;
    const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    const count = decoding.readVarUint(inner);
    const shown: Shown[] = [];
    for (let i = 0; i < count; i++) shown.push({ client: decoding.readVarUint(inner), clock: decoding.readVarUint(inner), state: JSON.parse(decoding.readVarString(inner)) });
    return { t: "aware", shown };
  } catch {
    return null;
  }
}

function sync(step: number, content: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, content);
  return encoding.toUint8Array(encoder);
}

export const stepTwo = (update: Uint8Array): Uint8Array => sync(STEP_2, update);
export const updateMessage = (update: Uint8Array): Uint8Array => sync(UPDATE, update);

export function awareMessage(shown: readonly Shown[]): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, shown.length);
  for (const { client, clock, state } of shown) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, JSON.stringify(state));
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}
