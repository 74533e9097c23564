// Reads numbers and texts from bytes nobody has looked at. Invariant: it never reads past the end, never allocates by a
// count the bytes declare, and never throws: after the first fault every read gives 0 or "" and stands still, so a loop
// that asks `fault` ends.
import type { BodyFaultCode } from "./fault.ts";

export interface ByteReader {
  readonly fault: BodyFaultCode | null;
  readonly at: number;
  readonly left: number;
  /** Keeps the first fault. */
  fail(code: BodyFaultCode): void;
  byte(): number;
  /** A whole number up to 2⁵³-1 in its shortest form, as lib0 writes it; a longer form of the same is malformed. */
  varUint(most: number, code?: BodyFaultCode): number;
  /** Over a whole number with a sign, as lib0 writes it. */
  skipVarInt(): void;
  /** The next bytes, without a copy. */
  take(length: number): Uint8Array;
  /** Over a text: how many UTF-16 units it has. Text that is not UTF-8 is malformed. */
  skipText(): number;
  /** A text of at most so many bytes. */
  text(mostBytes: number, code: BodyFaultCode): string;
}

const NOTHING = new Uint8Array(0);

/** Units of UTF-16 that these bytes of UTF-8 have; -1 where they are no UTF-8 (surrogates written out are none). */
function unitsOf(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  let i = from;
  while (i < to) {
    const first = bytes[i++] ?? 0;
    units += 1;
    if (first < 0x80) continue;
    if (first < 0xc2 || first > 0xf4) return -1;
    const more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (i + more > to) return -1;
    const second = bytes[i] ?? 0;
    if (second < (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80)) return -1;
    if (second > (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf)) return -1;
    for (let j = 1; j < more; j++) if (((bytes[i + j] ?? 0) & 0xc0) !== 0x80) return -1;
    i += more;
    if (more === 3) units += 1;
  }
  return units;
}

/** Of bytes that unitsOf has counted. */
function decoded(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let i = from;
  while (i < to) {
    const first = bytes[i++] ?? 0;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let j = 0; j < more; j++) point = (point << 6) | ((bytes[i++] ?? 0) & 0x3f);
    text += String.fromCodePoint(point);
  }
  return text;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  let at = 0;
  let fault: BodyFaultCode | null = null;
  const fail = (code: BodyFaultCode): void => {
    fault ??= code;
  };
  const byte = (): number => {
    if (fault === null && at < bytes.length) return bytes[at++] ?? 0;
    fail("malformed");
    return 0;
  };
  const varUint = (most: number, code: BodyFaultCode = "malformed"): number => {
    let value = 0;
    let scale = 1;
    for (let length = 1; length <= 8; length++) {
      const part = byte();
      value += (part & 127) * scale;
      scale *= 128;
      if (part >= 128) continue;
      if (part === 0 && length > 1) break;
      if (fault === null && value > most) fail(value > Number.MAX_SAFE_INTEGER ? "malformed" : code);
      return fault === null ? value : 0;
    }
    fail("malformed");
    return 0;
  };
  const skip = (length: number): number => {
    if (fault === null && length <= bytes.length - at) {
      at += length;
      return at - length;
    }
    fail("malformed");
    return -1;
  };
  const length = (): number => varUint(Number.MAX_SAFE_INTEGER);
  return {
    get fault() {
      return fault;
    },
    get at() {
      return at;
    },
    get left() {
      return bytes.length - at;
    },
    fail,
    byte,
    varUint,
    skipVarInt() {
      for (let count = 1; count <= 8; count++) if (byte() < 128) return;
      fail("malformed");
    },
    take(count) {
      const from = skip(count);
      return from === -1 ? NOTHING : bytes.subarray(from, at);
    },
    skipText() {
      const from = skip(length());
      if (from === -1) return 0;
      const units = unitsOf(bytes, from, at);
      if (units === -1) fail("malformed");
      return Math.max(0, units);
    },
    text(mostBytes, code) {
      const from = skip(varUint(mostBytes, code));
      if (from === -1) return "";
      if (unitsOf(bytes, from, at) !== -1) return decoded(bytes, from, at);
      fail("malformed");
      return "";
    },
  };
}
