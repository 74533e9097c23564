// The stored form of a state as JSON text, made once though it is written to the database and sent to devices. States
// never change; a text lives as long as its state does.
import { pack, type RecordState } from "@outrider/shared/records";

const texts = new WeakMap<RecordState, string>();

export function packedText(state: RecordState): string {
  const made = texts.get(state);
  if (made !== undefined) return made;
  const text = JSON.stringify(pack(state));
  texts.set(state, text);
  return text;
}
