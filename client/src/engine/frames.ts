// Messages as frames the server takes: JSON arrays, each at most MAX_FRAME bytes; a list too long for one is split.
import { MAX_FRAME, type Up } from "@outrider/shared/protocol";

const MOST_ITEMS = 500;
/** Room for what stands around the items. */
const AROUND = 512;
const encoder = new TextEncoder();

export const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;
/** The largest group that fits a frame of its own. */
const MOST_BYTES = MAX_FRAME - AROUND;

export const frameOf = (message: Up): string => JSON.stringify([message]);

/** Splits items so that each part fits a frame; an item is never split. */
export function parts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const all: T[][] = [];
  let [part, bytes]: [T[], number] = [[], 0];
  for (const item of items) {
    const size = bytesOf(item) + 1;
    if (part.length > 0 && (part.length >= MOST_ITEMS || bytes + size > MOST_BYTES)) {
      all.push(part);
      [part, bytes] = [[], 0];
    }
    part.push(item);
    bytes += size;
  }
  if (part.length > 0) all.push(part);
  return all;
}
