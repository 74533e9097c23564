// What y-websocket's provider says of a document: a step of a sync, an update, who is there. It is answered in the frames
// of shared/bodies.
// Invariant: what cannot be read is nothing. It knows neither documents nor seats.
import * as decoding from "lib0/decoding";

const SYNC = 0;
const AWARENESS = 1;
const STEP_1 = 0;

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
