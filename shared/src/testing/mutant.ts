// Bytes damaged as an accident or a fuzzer does it: flipped, cut, put in twice, with numbers that mean something to Yjs.
import type { Random } from "@outrider/shared/kernel";

const NUMBERS: readonly (readonly number[])[] = [[0], [1], [127], [128, 1], [255, 255, 255, 255, 15], [255, 255, 255, 255, 255, 255, 255, 15], [0x80], [10], [7], [8], [4, 1, 97]];

/** One to four changes of `of`; some put in pieces of `other`. */
export function mutant(random: Random, of: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = [...of];
  for (let change = random.between(1, 4); change > 0; change--) {
    const at = random.int(bytes.length);
    const way = random.int(7);
    if (way === 0) bytes[at] = random.int(256);
    else if (way === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
    else if (way === 2) bytes.splice(at, random.between(1, 4));
    else if (way === 3) bytes.splice(at, 1, ...random.pick(NUMBERS));
    else if (way === 4) bytes.splice(at, 0, ...random.pick(NUMBERS));
    else if (way === 5) bytes.splice(at, 0, ...other.subarray(random.int(other.length)).subarray(0, 12));
    else bytes[at] = ((bytes[at] ?? 0) + random.pick([1, 255])) & 255;
  }
  return Uint8Array.from(bytes);
}
