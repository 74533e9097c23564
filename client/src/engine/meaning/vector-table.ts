// All vectors of this device in one piece of memory, and which of them are closest to one. WebAssembly where the browser
// allows it, plain script otherwise: both give the same. It knows ids and bytes, not what they stand for.
import { lengthOf } from "@outrider/shared/search";
import { dotModule } from "./dot-module.ts";

export interface Near { readonly id: string; /** Cosine, -1 to 1. */ readonly score: number }

export interface VectorTable {
  /** Takes the place of what this id had. */
  set(id: string, vector: Int8Array): void;
  delete(id: string): void;
  get(id: string): Int8Array | undefined;
  readonly size: number;
  /** The closest, best first, ties by id; only those that `among` lets through and that are at least so close. */
  closest(vector: Int8Array, count: number, options?: { readonly among?: (id: string) => boolean; readonly least?: number }): readonly Near[];
  clear(): void;
}

const PAGE = 65_536;
const FIRST = 1_024;

type Scan = (query: number, vectors: number, count: number, out: number, width: number) => void;

/** Undefined where it may not run (a policy without it, a browser without its vectors). */
export function openScan(memory: WebAssembly.Memory): Scan | undefined {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(dotModule()), { e: { m: memory } }).exports["scan"] as Scan;
  } catch {
    return undefined;
  }
}

/** What the module does, in script. */
export const scanInScript = (memory: WebAssembly.Memory): Scan => (query, vectors, count, out, width) => {
  const bytes = new Int8Array(memory.buffer);
  const sums = new Int32Array(memory.buffer, out, count);
  for (let at = 0; at < count; at++) {
    let sum = 0;
    const base = vectors + at * width;
    for (let i = 0; i < width; i++) sum += (bytes[query + i] as number) * (bytes[base + i] as number);
    sums[at] = sum;
  }
};

/** `width`: numbers in a vector, a multiple of 16. Memory lies as: the question, all sums, all vectors. */
export function createVectorTable(width: number, open: (memory: WebAssembly.Memory) => Scan | undefined = openScan): VectorTable {
  let room = 0;
  let memory = new WebAssembly.Memory({ initial: 1 });
  let scan: Scan = scanInScript(memory);
  const ids: string[] = [];
  const lengths: number[] = [];
  const places = new Map<string, number>();

  const sumsAt = (): number => width;
  const vectorsAt = (): number => width + room * 4;
  const at = (place: number): Int8Array => new Int8Array(memory.buffer, vectorsAt() + place * width, width);

  function grow(): void {
    const before = new Int8Array(memory.buffer, vectorsAt(), ids.length * width);
    room = Math.max(FIRST, room * 2);
    memory = new WebAssembly.Memory({ initial: Math.ceil((width + room * (4 + width)) / PAGE) });
    new Int8Array(memory.buffer).set(before, vectorsAt());
    scan = open(memory) ?? scanInScript(memory);
  }

  return {
    get size() {
      return ids.length;
    },
    set(id, vector) {
      if (vector.length !== width) throw new Error(`a vector of ${vector.length} numbers among those of ${width}`);
      const place = places.get(id) ?? ids.length;
      if (place === room) grow();
      at(place).set(vector);
      ids[place] = id;
      lengths[place] = lengthOf(vector);
      places.set(id, place);
    },
    delete(id) {
      const place = places.get(id);
      if (place === undefined) return;
      // The last one takes its place.
      const last = ids.length - 1;
      if (place !== last) {
        at(place).set(at(last));
        ids[place] = ids[last] as string;
        lengths[place] = lengths[last] as number;
        places.set(ids[place] as string, place);
      }
      ids.pop();
      lengths.pop();
      places.delete(id);
    },
    get(id) {
      const place = places.get(id);
      return place === undefined ? undefined : at(place).slice();
    },
    closest(vector, count, { among = () => true, least = Number.EPSILON } = {}) {
      const length = lengthOf(vector);
      if (ids.length === 0 || length === 0 || vector.length !== width) return [];
      new Int8Array(memory.buffer, 0, width).set(vector);
      scan(0, vectorsAt(), ids.length, sumsAt(), width);
      const sums = new Int32Array(memory.buffer, sumsAt(), ids.length);
      const found: Near[] = [];
      let floor = least;
      for (let place = 0; place < ids.length; place++) {
        const score = (sums[place] as number) / ((lengths[place] as number) * length);
        if (!(score >= floor)) continue;
        const id = ids[place] as string;
        if (!among(id)) continue;
        found.push({ id, score });
        // Now and then the best so far are set apart, and the rest need only be better than those.
        if (found.length >= 4 * count + 64) {
          found.sort(byScore).length = count;
          floor = (found[count - 1] as Near).score;
        }
      }
      return found.sort(byScore).slice(0, count);
    },
    clear() {
      ids.length = lengths.length = 0;
      places.clear();
    },
  };
}

const byScore = (a: Near, b: Near): number => b.score - a.score || (a.id < b.id ? -1 : 1);
