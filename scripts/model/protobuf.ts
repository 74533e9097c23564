// The few forms of protocol buffers that an ONNX file is made of, written straight out: varints, 32-bit floats, bytes.

/** One field of a message as bytes. */
export type Field = Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left > 127) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return [...bytes, left];
}

/** Of -1 the ten bytes that two's complement takes in 64 bits; of whole numbers from 0 on as many as they need. */
const signed = (value: number): number[] => (value === -1 ? [...Array.from({ length: 9 }, () => 255), 1] : varint(value));

const tag = (field: number, form: 0 | 2 | 5): number[] => varint(field * 8 + form);

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** -1 and whole numbers from 0 on. */
export const whole = (field: number, value: number): Field => Uint8Array.from([...tag(field, 0), ...signed(value)]);
export const float = (field: number, value: number): Field => joined([Uint8Array.from(tag(field, 5)), new Uint8Array(Float32Array.of(value).buffer)]);
export const bytes = (field: number, content: Uint8Array): Field => joined([Uint8Array.from([...tag(field, 2), ...varint(content.length)]), content]);
export const string = (field: number, content: string): Field => bytes(field, new TextEncoder().encode(content));
export const message = (field: number, fields: readonly Field[]): Field => bytes(field, joined(fields));
