// A vector of a text as it is kept and travels: each number in eight bits, the largest as 127. The scale goes lost, which
// is well: only angles are compared.

/** What the models of devices have; the server's table has a column of as many, and one of as many as those of elsewhere. */
export const DIMENSIONS = 384;
export const OUTSIDE_DIMENSIONS = 1_536;
const MOST = 127;

export function quantised(vector: ArrayLike<number>): Int8Array {
  let largest = 0;
  for (let at = 0; at < vector.length; at++) largest = Math.max(largest, Math.abs(vector[at] as number));
  const bytes = new Int8Array(vector.length);
  if (largest > 0) for (let at = 0; at < vector.length; at++) bytes[at] = Math.round(((vector[at] as number) / largest) * MOST);
  return bytes;
}

export function lengthOf(vector: Int8Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

/** -1 to 1; 0 where one of them is nothing. */
export function cosine(a: Int8Array, b: Int8Array): number {
  let dot = 0;
  for (let at = 0; at < a.length; at++) dot += (a[at] as number) * (b[at] as number);
  const lengths = lengthOf(a) * lengthOf(b);
  return lengths === 0 ? 0 : dot / lengths;
}
