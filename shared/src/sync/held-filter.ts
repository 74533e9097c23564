// Which records a device that does not hold everything holds besides what its lanes say, told in few bytes: a Bloom filter.
// Invariant: what was added is never denied. What was not is now and then affirmed (about one in a hundred); then a device
// is sent a row that it need not have, and no more.
import { fromBase64, hash32, toBase64 } from "@outrider/shared/kernel";
import { MAX_HELD_TEXT } from "@outrider/shared/protocol";

/** What a text of that length holds, in bytes. */
const LARGEST = 2 ** Math.floor(Math.log2((MAX_HELD_TEXT / 4) * 3));
/** A smaller one laid out again and again says the same in a larger one, so sizes are powers of two. */
const SMALLEST = 64;
const BITS_EACH = 10;
const MARKS = 7;

export interface HeldFilter { has(id: string): boolean; add(id: string): void }

/** Spreads the bits of a number over all of it: ids that follow one another have hashes that are alike. */
function spread(from: number): number {
  let bits = Math.imul(from ^ (from >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Calls `each` with the places of an id among so many bits, until it answers false. */
function marks(id: string, bits: number, each: (place: number) => boolean): boolean {
  const first = spread(hash32(id));
  const step = spread(first) | 1;
  for (let at = 0, place = first; at < MARKS; at++, place = (place + step) >>> 0) if (!each(place & (bits - 1))) return false;
  return true;
}

const filterOver = (bytes: Uint8Array): HeldFilter => ({
  has: (id) => marks(id, bytes.length * 8, (place) => ((bytes[place >> 3] as number) & (1 << (place & 7))) !== 0),
  add: (id) => void marks(id, bytes.length * 8, (place) => {
    bytes[place >> 3] = (bytes[place >> 3] as number) | (1 << (place & 7));
    return true;
  }),
});

/** These ids as text; null where they are more than can be told so. */
export function heldText(ids: readonly string[]): string | null {
  let size = SMALLEST;
  while (size * 8 < ids.length * BITS_EACH) size *= 2;
  if (size > LARGEST) return null;
  const bytes = new Uint8Array(size);
  const filter = filterOver(bytes);
  for (const id of ids) filter.add(id);
  return toBase64(bytes);
}

/** What a device has told (null: nothing is held besides), with room for as many as can be; null where it is no such text. */
export function readHeld(text: string | null): HeldFilter | null {
  const told = text === null ? new Uint8Array(SMALLEST) : fromBase64(text);
  if (!told || told.length < SMALLEST || told.length > LARGEST || (told.length & (told.length - 1)) !== 0) return null;
  const bytes = new Uint8Array(LARGEST);
  for (let at = 0; at < LARGEST; at += told.length) bytes.set(told, at);
  return filterOver(bytes);
}
