// A 32-bit FNV-1a hash of text: fast, for checksums that find accidents. It is no defence against an attacker.
/** A whole number from 0 to 2^32 - 1, over the UTF-16 units of the text. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
