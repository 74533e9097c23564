// Owns how the page learns that the browser has nothing to do just now.
const USUAL_MS = 200;

/** Calls back when the browser has nothing else to do, after `mostMs` at the latest; answers the way to call it off. */
export function whenQuiet(work: () => void, mostMs: number): () => void {
  if ("requestIdleCallback" in globalThis) {
    const asked = requestIdleCallback(work, { timeout: mostMs });
    return () => cancelIdleCallback(asked);
  }
  // A browser that does not say so (WebKit): soon.
  const timer = setTimeout(work, Math.min(USUAL_MS, mostMs));
  return () => clearTimeout(timer);
}
