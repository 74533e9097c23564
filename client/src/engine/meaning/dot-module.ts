// A WebAssembly module of one function, written byte by byte: the dot products of one vector of int8 with many, sixteen
// numbers at a time. It has no memory of its own; whoever makes it an instance gives it one.
//
//   scan(query, vectors, count, out, width): for each of `count` vectors, `width` bytes each and one behind the other, a
//   sum of 32 bits at `out`. Places are bytes; `width` is a multiple of 16. 384 * 127 * 127 is far within 32 bits.

const I32 = 0x7f;
const V128 = 0x7b;
const [BLOCK, LOOP, END, BRANCH_IF, BRANCH, EMPTY] = [0x02, 0x03, 0x0b, 0x0d, 0x0c, 0x40];
const [ADD, SUB, BELOW, IS_ZERO] = [0x6a, 0x6b, 0x49, 0x45];
const SIMD = 0xfd;

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
/** Signed LEB128. */
const number = (value: number): number[] => {
  const bytes: number[] = [0x41];
  let left = value;
  for (;;) {
    const low = left & 0x7f;
    left >>= 7;
    if ((left === 0 && (low & 0x40) === 0) || (left === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
};
const step = (local: number, by: number): number[] => [...get(local), ...number(by), ADD, ...set(local)];

const [QUERY, VECTORS, COUNT, OUT, WIDTH, AT, SUM] = [0, 1, 2, 3, 4, 5, 6];
const load = (base: number): number[] => [...get(base), ...get(AT), ADD, SIMD, 0x00, 0, 0];
const pair = [...load(QUERY), ...load(VECTORS)];
const [MULTIPLY_LOW, MULTIPLY_HIGH] = [[SIMD, 0x9c, 0x01], [SIMD, 0x9d, 0x01]] as const;
const ADD_PAIRS = [SIMD, 0x7e];
const ADD_FOUR = [SIMD, 0xae, 0x01];
const lane = (place: number): number[] => [...get(SUM), SIMD, 0x1b, place];

const body = [
  // Locals beside the five parameters: a number, a vector.
  2, 1, I32, 1, V128,
  BLOCK, EMPTY, LOOP, EMPTY,
  ...get(COUNT), IS_ZERO, BRANCH_IF, 1,
  SIMD, 0x0c, ...Array.from({ length: 16 }, () => 0), ...set(SUM),
  ...number(0), ...set(AT),
  LOOP, EMPTY,
  ...get(SUM),
  ...pair, ...MULTIPLY_LOW, ...ADD_PAIRS, ...ADD_FOUR,
  ...pair, ...MULTIPLY_HIGH, ...ADD_PAIRS, ...ADD_FOUR,
  ...set(SUM),
  ...step(AT, 16), ...get(AT), ...get(WIDTH), BELOW, BRANCH_IF, 0,
  END,
  ...get(OUT), ...lane(0), ...lane(1), ADD, ...lane(2), ADD, ...lane(3), ADD, 0x36, 2, 0,
  ...get(VECTORS), ...get(WIDTH), ADD, ...set(VECTORS),
  ...step(OUT, 4),
  ...get(COUNT), ...number(1), SUB, ...set(COUNT),
  BRANCH, 0,
  END, END, END,
];

/** Unsigned LEB128 of what is below 16,384. */
const size = (value: number): number[] => (value < 128 ? [value] : [(value & 0x7f) | 0x80, value >> 7]);
const section = (id: number, content: readonly number[]): number[] => [id, ...size(content.length), ...content];
const name = (text: string): number[] => [text.length, ...[...text].map((sign) => sign.charCodeAt(0))];

export const dotModule = (): Uint8Array<ArrayBuffer> => Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(2, [1, ...name("e"), ...name("m"), 0x02, 0x00, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...name("scan"), 0x00, 0]),
  ...section(10, [1, ...size(body.length), ...body]),
]);
