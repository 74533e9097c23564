// Walks the bytes of a file once, before it is decoded: is it UTF-8, where does it stop being UTF-8, which line ends
// does it use, is it text at all. Keeps counts only, never the bytes.

export interface ByteFacts {
  readonly bytes: number;
  readonly nulsEven: number;
  readonly nulsOdd: number;
  /** Characters of several bytes that are right: proof that UTF-8 was meant. */
  readonly multibyte: number;
  /** The line (from 1) of the first byte that no UTF-8 text has, or null. */
  readonly brokenLine: number | null;
  readonly crlf: number;
  readonly lf: number;
  readonly cr: number;
}

export interface ByteScan { readonly push: (bytes: Uint8Array) => void; readonly facts: () => ByteFacts }

/** The bytes that may follow a leading byte first, and how many follow; null where the byte cannot lead. */
function leading(byte: number): readonly [left: number, low: number, high: number] | null {
  if (byte >= 0xc2 && byte <= 0xdf) return [1, 0x80, 0xbf];
  if (byte >= 0xe0 && byte <= 0xef) return [2, byte === 0xe0 ? 0xa0 : 0x80, byte === 0xed ? 0x9f : 0xbf];
  if (byte >= 0xf0 && byte <= 0xf4) return [3, byte === 0xf0 ? 0x90 : 0x80, byte === 0xf4 ? 0x8f : 0xbf];
  return null;
}

export function scanBytes(): ByteScan {
  let [bytes, nulsEven, nulsOdd, multibyte, crlf, lf, cr] = [0, 0, 0, 0, 0, 0, 0];
  let [left, low, high, afterCr] = [0, 0x80, 0xbf, false];
  let brokenLine: number | null = null;
  const broken = () => {
    brokenLine ??= 1 + crlf + lf + cr;
    left = 0;
  };
  const start = (byte: number) => {
    const found = leading(byte);
    if (!found) return broken();
    [left, low, high] = found;
  };
  const push = (chunk: Uint8Array) => {
    for (const byte of chunk) {
      const even = bytes % 2 === 0;
      bytes += 1;
      if (left > 0) {
        if (byte >= low && byte <= high) {
          left -= 1;
          [low, high] = [0x80, 0xbf];
          if (left === 0) multibyte += 1;
          continue;
        }
        broken();
      }
      if (byte < 0x80) {
        if (byte === 0x0a) {
          if (afterCr) {
            cr -= 1;
            crlf += 1;
          } else lf += 1;
        } else if (byte === 0x0d) cr += 1;
        else if (byte === 0) {
          if (even) nulsEven += 1;
          else nulsOdd += 1;
        }
        afterCr = byte === 0x0d;
      } else {
        afterCr = false;
        start(byte);
      }
    }
  };
  const facts = (): ByteFacts => {
    if (left > 0) broken();
    return { bytes, nulsEven, nulsOdd, multibyte, brokenLine, crlf, lf, cr };
  };
  return { push, facts };
}
