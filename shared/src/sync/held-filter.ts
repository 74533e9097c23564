// Which records a device that does not hold everything holds besides what its lanes say, told in few bytes: a Bloom filter.
// Invariant: what was added is never denied. What was not is now and then affirmed (about one in a hundred); then a device
// is sent a row that it need not have, and no more.
import { fromBase64, hash32, toBase64 } from "@outrider/shared/kernel";
import { MAX_HELD_TEXT } from "@outrider/shared/protocol";

/** What a text of that length holds, in bytes. */
const LARGEST = 2 ** Math.floor(Math.log2((MAX_HELD_TEXT / 4) * 3));
const SMALLEST = 64;
const BITS_EACH = 10;
const MARKS = 7;
/** What is noted after it was told goes into parts of its own, each larger than the one before, so that it costs memory only as it comes; more bits for each, because all of them are asked. */
const PARTS = [256, 1024, 4096, 16_384, 65_536];
const BITS_EACH_NOTED = 16;

export interface HeldFilter {
  has(id: string): boolean;
  /** False: it takes no more, and does not affirm this one. */
  add(id: string): boolean;
}

/** Spreads the bits of a number over all of it: ids that follow one another have hashes that are alike. */
function spread(from: number): number {
  let bits = Math.imul(from ^ (from >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const firstMark = (id: string): number => spread(hash32(id));

/** bytes: so many that their number is a power of two. */
function isMarked(bytes: Uint8Array, first: number): boolean {
  const [step, last] = [spread(first) | 1, bytes.length * 8 - 1];
  for (let at = 0, place = first; at < MARKS; at++, place += step) if (((bytes[(place & last) >> 3] as number) & (1 << (place & 7))) === 0) return false;
  return true;
}

function mark(bytes: Uint8Array, first: number): void {
  const [step, last] = [spread(first) | 1, bytes.length * 8 - 1];
  for (let at = 0, place = first; at < MARKS; at++, place += step) bytes[(place & last) >> 3] = (bytes[(place & last) >> 3] as number) | (1 << (place & 7));
}

/** These ids as text; null where they are more than can be told so. */
export function heldText(ids: readonly string[]): string | null {
  let size = SMALLEST;
  while (size * 8 < ids.length * BITS_EACH) size *= 2;
  if (size > LARGEST) return null;
  const bytes = new Uint8Array(size);
  for (const id of ids) mark(bytes, firstMark(id));
  return toBase64(bytes);
}

/** What a device has told (null: nothing is held besides), to which some 40,000 can be added; null where it is no such text. */
export function readHeld(text: null): HeldFilter;
export function readHeld(text: string | null): HeldFilter | null;
export function readHeld(text: string | null): HeldFilter | null {
  const told = text === null ? null : fromBase64(text);
  if (text !== null && (!told || told.length < SMALLEST || told.length > LARGEST || (told.length & (told.length - 1)) !== 0)) return null;
  const parts: Uint8Array[] = told ? [told] : [];
  const further = PARTS.values();
  let part: Uint8Array | null = null;
  let room = 0;
  return {
    has(id) {
      const first = firstMark(id);
      return parts.some((bytes) => isMarked(bytes, first));
    },
    add(id) {
      const first = firstMark(id);
      if (parts.some((bytes) => isMarked(bytes, first))) return true;
      if (part === null || room === 0) {
        const { value: size } = further.next();
        if (size === undefined) return false;
        parts.push((part = new Uint8Array(size)));
        room = (size * 8) / BITS_EACH_NOTED;
      }
      mark(part, first);
      room -= 1;
      return true;
    },
  };
}
