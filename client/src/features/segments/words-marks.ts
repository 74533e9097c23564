// A sentence cut where it was not understood, to be underlined there. Pure.
import type { Span } from "@outrider/shared/segments";

export interface Marked { readonly text: string; readonly unread: boolean }

/** In order, nothing left out; spans that lie over one another or outside the sentence are taken as far as they reach. */
export function markedOf(sentence: string, unread: readonly Span[]): readonly Marked[] {
  const parts: Marked[] = [];
  let at = 0;
  for (const { start, end } of unread.toSorted((a, b) => a.start - b.start)) {
    const [from, to] = [Math.max(at, start), Math.min(end, sentence.length)];
    if (to <= from) continue;
    if (from > at) parts.push({ text: sentence.slice(at, from), unread: false });
    parts.push({ text: sentence.slice(from, to), unread: true });
    at = to;
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at), unread: false });
  return parts;
}
