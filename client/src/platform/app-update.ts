// Owns the service worker's life as the page sees it: registered once, a new version waits until the person agrees.
// Invariant: no page reloads by itself; the tab where the person agreed reloads, others say that they are old.
import type { Workbox } from "workbox-window";

export type UpdateState = "none" | "waiting" | "elsewhere";

export type AppUpdate = {
  readonly read: () => UpdateState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Takes the new version and reloads this page. */
  readonly accept: () => void;
};

const CHECK_EVERY_MS = 60 * 60 * 1000;

export const createAppUpdate = ({ enabled }: { readonly enabled: boolean }): AppUpdate => {
  let state: UpdateState = "none";
  let accepted = false;
  let workbox: Workbox | undefined;
  const listeners = new Set<() => void>();
  const become = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  // A page of an old version asks for a file that is gone: only a reload helps, and that is the person's to say.
  window.addEventListener("vite:preloadError", () => become("elsewhere"));

  const start = async () => {
    const { Workbox } = await import("workbox-window");
    workbox = new Workbox("/service-worker.js", { scope: "/" });
    workbox.addEventListener("waiting", () => become("waiting"));
    workbox.addEventListener("controlling", (event) => {
      if (event.isUpdate !== true) return;
      if (accepted) location.reload();
      else become("elsewhere");
    });
    await workbox.register();
    const check = () => void workbox?.update().catch(() => undefined); // Offline: asked again later.
    setInterval(check, CHECK_EVERY_MS);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") check();
    });
  };
  // Registration can be refused (private windows, no secure origin); the app then works without an offline start.
  if (enabled && "serviceWorker" in navigator) void start().catch((error: unknown) => console.warn("No offline start on this browser", error));

  return {
    read: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    accept: () => {
      if (state === "elsewhere" || workbox === undefined) return location.reload();
      accepted = true;
      workbox.messageSkipWaiting();
    },
  };
};
