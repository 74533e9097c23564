// How far two texts are apart: the least number of slips (a letter missing, added, changed, or two swapped) that make one
// of the other. Optimal string alignment, which is Damerau and Levenshtein's distance with no letter touched twice.

/** Stops and answers more than `limit` once it is above it. */
export const distance = (a: string, b: string, limit: number): number => rows(a, b, limit, false);

/** The same to whichever beginning of `word` is nearest: of a word that is still being typed. */
export const distanceToStart = (typed: string, word: string, limit: number): number => rows(typed, word.slice(0, typed.length + limit), limit, true);

/** Three lines are all it takes; they are used again, because it is asked a million times in a row. */
const lines = (length: number): [Uint16Array, Uint16Array, Uint16Array] => [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)];
let spare = lines(64);

function rows(a: string, b: string, limit: number, anyStart: boolean): number {
  if (!anyStart && Math.abs(a.length - b.length) > limit) return limit + 1;
  const [n, m] = [a.length, b.length];
  if (m >= spare[0].length) spare = lines(2 * m);
  let [older, before, row] = spare;
  for (let j = 0; j <= m; j++) row[j] = j;
  for (let i = 1; i <= n; i++) {
    [older, before, row] = [before, row, older];
    row[0] = i;
    let least = i;
    for (let j = 1; j <= m; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((before[j] as number) + 1, (row[j - 1] as number) + 1, (before[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) cost = Math.min(cost, (older[j - 2] as number) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
  }
  if (!anyStart) return row[m] as number;
  let least = limit + 1;
  for (let j = 0; j <= m; j++) least = Math.min(least, row[j] as number);
  return least;
}

/** Which letters occur, a bit each; what is none of a to z shares bits. */
export function lettersIn(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

/** Whether two texts with these letters can be within `limit`: a slip takes at most one letter and brings one. */
export function canBeNear(a: number, b: number, limit: number): boolean {
  let left = a ^ b;
  for (let slips = 2 * limit; left !== 0; slips--) {
    if (slips === 0) return false;
    left &= left - 1;
  }
  return true;
}
