// When the person comes to this page again, from another window, tab or app.

/** Calls back each time; returns the way to stop. */
export function watchComingBack(onBack: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") onBack();
  };
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("focus", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("focus", seen);
  };
}

/** Calls back for each link that is followed, anywhere in the page. */
export function watchLinks(onFollow: (link: HTMLAnchorElement) => void): () => void {
  const heard = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link !== null) onFollow(link);
  };
  document.addEventListener("click", heard, { capture: true });
  return () => document.removeEventListener("click", heard, { capture: true });
}
