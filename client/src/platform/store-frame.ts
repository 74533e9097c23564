// The form of every value on the disk: JSON as UTF-8 behind its length and a checksum, so that a value that was
// damaged is known for one before anything of it is believed. The seal goes around it. It knows no database.
import type { Seal } from "../engine/seal.ts";

/** The value on the disk is not what was put there. */
export class Damaged extends Error {
  constructor(why: string) {
    super(`a stored value is damaged: ${why}`);
    this.name = "Damaged";
  }
}

const HEAD = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** 32 bits. Each step is a bijection, so that a change within one word of four bytes never goes unnoticed. */
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let sum = 0x9e3779b1 ^ bytes.length;
  for (const word of words) {
    sum = Math.imul(sum ^ word, 0x85ebca77);
    sum = (sum << 13) | (sum >>> 19);
  }
  for (let at = words.length * 4; at < bytes.length; at += 1) sum = Math.imul(sum ^ (bytes[at] as number), 0xc2b2ae3d);
  return (sum ^ (sum >>> 15)) >>> 0;
}

export function toFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(value));
  const frame = new Uint8Array(HEAD + text.length);
  frame.set(text, HEAD);
  const head = new DataView(frame.buffer);
  head.setUint32(0, text.length);
  head.setUint32(4, checksum(frame.subarray(HEAD)));
  return frame;
}

/** Throws `Damaged` where the value is not as it was stored. */
export function fromFrame(stored: unknown): unknown {
  if (!(stored instanceof Uint8Array) || stored.length < HEAD) throw new Damaged("no frame");
  // A seal may hand out a view into something larger; words need their place.
  const frame = stored.byteOffset % 4 === 0 ? stored : stored.slice();
  const head = new DataView(frame.buffer, frame.byteOffset);
  const body = frame.subarray(HEAD);
  if (head.getUint32(0) !== body.length) throw new Damaged("length");
  if (head.getUint32(4) !== checksum(body)) throw new Damaged("checksum");
  return JSON.parse(decoder.decode(body)) as unknown;
}

export interface Framing {
  /** What is to be stored for a value. */
  close(value: unknown): Promise<unknown>;
  closeAll(values: readonly unknown[]): Promise<unknown[]>;
  /** Rejects where the stored value is damaged. */
  open(stored: unknown): Promise<unknown>;
}

export function createFraming(seal: Seal): Framing {
  const close = (value: unknown): Promise<unknown> => seal.seal(toFrame(value));
  return { close, closeAll: (values) => Promise.all(values.map(close)), open: async (stored) => fromFrame(await seal.open(stored)) };
}
