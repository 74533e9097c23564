// Moments at which the network may be back: the browser says so, or the person has come back to the page. Only hints:
// a browser that says it is online may still reach nothing.

/** Answers the way to stop. */
export function watchNetworkHints(hint: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") hint();
  };
  window.addEventListener("online", hint);
  window.addEventListener("pageshow", hint);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", hint);
    window.removeEventListener("pageshow", hint);
    document.removeEventListener("visibilitychange", seen);
  };
}
