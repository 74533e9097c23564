// Which cards of a column are in the page: those in view, some around them, and the one that is being dragged. All cards
// are equally high, so this takes a division; the library for rows of any height would cost the first screen 10 KB.
import { useEffect, useRef, useState, type RefObject } from "react";

const AROUND = 4;

/** Indices to draw, ascending. `first` and `visible`: what is in view; `kept`: drawn wherever it is, -1 for none. */
export function indicesToDraw(count: number, first: number, visible: number, kept: number): readonly number[] {
  const start = Math.max(0, Math.min(first, count) - AROUND);
  const end = Math.min(count, first + visible + AROUND);
  const shown = Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
  if (kept < 0 || kept >= count || (kept >= start && kept < end)) return shown;
  return kept < start ? [kept, ...shown] : [...shown, kept];
}

/** step: pixels from one card to the next. */
export function useCardWindow(count: number, step: number, kept: number): { readonly box: RefObject<HTMLDivElement | null>; readonly indices: readonly number[]; readonly onScroll: () => void } {
  const box = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [visible, setVisible] = useState(6);
  const onScroll = () => setFirst(Math.max(0, Math.floor((box.current?.scrollTop ?? 0) / step)));
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = new ResizeObserver(() => setVisible(Math.ceil(element.clientHeight / step) + 1));
    measure.observe(element);
    return () => measure.disconnect();
  }, [step]);
  return { box, indices: indicesToDraw(count, first, visible, kept), onScroll };
}
