// What a finger on a line means, by how far it has gone: nothing yet, a scroll of the page, or a swipe to one side. Pure.

/** px before anything is meant. */
const SLOP = 10;
/** So much more to the side than up or down: what is less is a scroll. */
const FLATNESS = 1.5;
/** The way that counts, as a part of the line, and at most px. */
const FAR = 0.35;
const FAR_PX = 120;

export type Meaning = "unclear" | "scroll" | "swipe";

/** dx, dy: px since the finger came down. Once it is one of the last two it stays so: ask no more. */
export function meaningOf(dx: number, dy: number): Meaning {
  if (Math.hypot(dx, dy) < SLOP) return "unclear";
  return Math.abs(dx) > Math.abs(dy) * FLATNESS ? "swipe" : "scroll";
}

/** Whether letting go here does what the swipe is for. width: of the line, px. */
export const isFar = (dx: number, width: number): boolean => Math.abs(dx) >= Math.min(FAR_PX, width * FAR);
