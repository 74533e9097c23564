// Names as people write them, made comparable: case, accents, spaces and punctuation set aside, and the distance
// between two of them. It only compares; nothing here changes a value.

/** "  Déjà  Vu " → "deja vu": equal names read the same, whatever their case and spacing. */
export const normal = (name: string): string =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\u00a0]+/gu, " ").trim();

/** Case and spacing set aside, nothing else: what counts as the same name when records are linked. */
export const sameName = (name: string): string => name.normalize("NFC").toLowerCase().replace(/[\s\u00a0]+/gu, " ").trim();

/** Letters and digits alone: "GTX Pro" and "GTXPro" are one. */
export const squashed = (name: string): string => normal(name).replace(/[^\p{L}\p{N}]+/gu, "");

/** "InvoiceNo", "close_date", "E-Mail " → "invoice no", "close date", "e mail". */
export const headerWords = (header: string): string =>
  normal(header.replace(/([a-z0-9])([A-Z])/g, "$1 $2")).replace(/[^\p{L}\p{N}%]+/gu, " ").trim();

const digits = (name: string): string => name.replace(/\D+/g, " ").trim();

/** Whether two squashed names differ by one slip (a letter missing, added, changed or swapped), two in long ones. */
export function nearlySame(a: string, b: string): boolean {
  const allowed = Math.min(a.length, b.length) >= 12 ? 2 : Math.min(a.length, b.length) >= 5 ? 1 : 0;
  if (a === b || allowed === 0 || Math.abs(a.length - b.length) > allowed) return false;
  // "Unit 1" and "Unit 2" are two things.
  if (digits(a) !== digits(b)) return false;
  return distance(a, b, allowed) <= allowed;
}

/** Optimal string alignment distance; stops and answers more than `limit` once it is above it. */
function distance(a: string, b: string, limit: number): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
