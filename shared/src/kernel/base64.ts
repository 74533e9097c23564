// Bytes as text and back. Invariant: a text is read only if it is what toBase64 writes for its bytes, so that equal
// bytes have equal texts.
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODES = Uint8Array.from(SIGNS, (sign) => sign.charCodeAt(0));
const NO_SIGN = 255;
const VALUES = new Uint8Array(128).fill(NO_SIGN);
CODES.forEach((code, value) => {
  VALUES[code] = value;
});
const PAD = 61;
/** Characters put into one call: an engine takes only so many arguments. */
const CHUNK = 8_192;

/** With padding, by RFC 4648; "" for no bytes. */
export function toBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PAD);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[at++] = CODES[three >> 18] ?? PAD;
    codes[at++] = CODES[(three >> 12) & 63] ?? PAD;
    if (i + 1 < bytes.length) codes[at++] = CODES[(three >> 6) & 63] ?? PAD;
    if (i + 2 < bytes.length) codes[at++] = CODES[three & 63] ?? PAD;
  }
  let text = "";
  for (let i = 0; i < codes.length; i += CHUNK) text += String.fromCharCode(...codes.subarray(i, i + CHUNK));
  return text;
}

/** null for anything that toBase64 does not write. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const pads = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const signs = text.length - pads;
  const bytes = new Uint8Array((text.length / 4) * 3 - pads);
  let at = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < signs; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (VALUES[code] ?? NO_SIGN) : NO_SIGN;
    if (value === NO_SIGN) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  // What is left over of the last sign must be nothing, or two texts would say the same.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
