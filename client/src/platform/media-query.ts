// Owns the browser's media queries and the size of a rem. Knows no component.

const lists = new Map<string, MediaQueryList>();

function listOf(query: string): MediaQueryList {
  const list = lists.get(query) ?? window.matchMedia(query);
  lists.set(query, list);
  return list;
}

/** Calls back whenever the answer to the query changes; returns the way to stop. */
export const watchMedia = (query: string, onChange: () => void): (() => void) => {
  const list = listOf(query);
  list.addEventListener("change", onChange);
  return () => list.removeEventListener("change", onChange);
};

export const mediaMatches = (query: string): boolean => listOf(query).matches;

/** Pixels in one rem; follows the text size the person has set. */
export const pixelsPerRem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
