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

/** In the length: the sum was made in four lanes. Frames without it are of the time before, and are summed as then. */
const LANES = 0x80000000;

const step = (sum: number, word: number): number => {
  const mixed = Math.imul(sum ^ word, 0x85ebca77);
  return (mixed << 13) | (mixed >>> 19);
};

/**
 * 32 bits. Each step is a bijection, so that a change within one word of four bytes never goes unnoticed. Of four sums,
 * each over every fourth word, none waits for the other: a start reads all there is, and this takes half the time.
 */
function checksum(bytes: Uint8Array, inLanes: boolean): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let sum = 0x9e3779b1 ^ bytes.length;
  let from = 0;
  if (inLanes) {
    let [a, b, c, d] = [sum, ~sum, Math.imul(sum, 5), Math.imul(sum, 9)];
    for (; from + 3 < words.length; from += 4) {
      a = step(a, words[from] as number);
      b = step(b, words[from + 1] as number);
      c = step(c, words[from + 2] as number);
      d = step(d, words[from + 3] as number);
    }
    sum = step(step(step(a, b), c), d);
  }
  for (; from < words.length; from += 1) sum = step(sum, words[from] as number);
  for (let at = words.length * 4; at < bytes.length; at += 1) sum = Math.imul(sum ^ (bytes[at] as number), 0xc2b2ae3d);
  return (sum ^ (sum >>> 15)) >>> 0;
}

export function frameOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = encoder.encode(text);
  const frame = new Uint8Array(HEAD + bytes.length);
  frame.set(bytes, HEAD);
  const head = new DataView(frame.buffer);
  head.setUint32(0, (bytes.length | LANES) >>> 0);
  head.setUint32(4, checksum(frame.subarray(HEAD), true));
  return frame;
}
export const toFrame = (value: unknown): Uint8Array<ArrayBuffer> => frameOf(JSON.stringify(value));

/** Throws `Damaged` where the value is not as it was stored. */
export function textOfFrame(stored: unknown): string {
  if (!(stored instanceof Uint8Array) || stored.length < HEAD) throw new Damaged("no frame");
  // A seal may hand out a view into something larger; words need their place.
  const frame = stored.byteOffset % 4 === 0 ? stored : stored.slice();
  const head = new DataView(frame.buffer, frame.byteOffset);
  const body = frame.subarray(HEAD);
  const length = head.getUint32(0);
  const inLanes = (length & LANES) !== 0;
  if (length !== (inLanes ? (body.length | LANES) >>> 0 : body.length)) throw new Damaged("length");
  if (head.getUint32(4) !== checksum(body, inLanes)) throw new Damaged("checksum");
  return decoder.decode(body);
}
export const fromFrame = (stored: unknown): unknown => JSON.parse(textOfFrame(stored)) as unknown;

export interface Framing {
  /** What is to be stored for a value. */
  close(value: unknown): Promise<unknown>;
  closeAll(values: readonly unknown[]): Promise<unknown[]>;
  /** Rejects where the stored value is damaged. */
  open(stored: unknown): Promise<unknown>;
  /** The same for what is text already. */
  closeText(text: string): Promise<unknown>;
  openText(stored: unknown): Promise<string>;
}

export function createFraming(seal: Seal): Framing {
  const close = (value: unknown): Promise<unknown> => seal.seal(toFrame(value));
  return {
    close, closeAll: (values) => Promise.all(values.map(close)), open: async (stored) => fromFrame(await seal.open(stored)),
    closeText: (text) => seal.seal(frameOf(text)), openText: async (stored) => textOfFrame(await seal.open(stored)),
  };
}
