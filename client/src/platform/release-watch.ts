// Owns the service worker's life as the page sees it: registered once, asked now and then whether there is a new
// version, which waits until it is told to take over. Decides nothing.
import type { Workbox } from "workbox-window";

export interface ReleaseEvents { waiting(): void; taken(): void }
/** Calls back when a new version waits and when one has taken over; `take` makes the waiting one take over. */
export type WatchRelease = (events: ReleaseEvents) => { readonly take: () => void };

const CHECK_EVERY_MS = 60 * 60 * 1000;
const FIRST_VISIT_MS = 500;

/** The page's own files come first. */
const loaded = (): Promise<unknown> => (document.readyState === "complete" ? Promise.resolve() : new Promise((done) => window.addEventListener("load", done, { once: true })));

/** enabled: false where the app is not built, and has no service worker. */
export const watchRelease = (enabled: boolean): WatchRelease => (events) => {
  let workbox: Workbox | undefined;
  // A page of an old version asks for a file that is gone: only a reload helps, and that is the person's to say.
  window.addEventListener("vite:preloadError", events.taken);

  const start = async () => {
    // The first one to control this page is no update. The library asks whether one did when the page was loaded, and
    // so would miss the update of a page that has been open since the first visit.
    let controlled = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (controlled) events.taken();
      controlled = true;
    });
    const first = !controlled;
    await loaded();
    // On the first visit it fetches the whole app: the page that is being looked at is drawn before.
    if (first) await new Promise((done) => setTimeout(done, FIRST_VISIT_MS));
    const { Workbox } = await import("workbox-window");
    workbox = new Workbox("/service-worker.js", { scope: "/" });
    workbox.addEventListener("waiting", events.waiting);
    await workbox.register();
    const check = () => void workbox?.update().catch(() => undefined); // Offline: asked again later.
    setInterval(check, CHECK_EVERY_MS);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") check();
    });
  };
  // Registration can be refused (private windows, no secure origin); the app then works without an offline start.
  if (enabled && "serviceWorker" in navigator) void start().catch((error: unknown) => console.warn("No offline start on this browser", error));
  return { take: () => workbox?.messageSkipWaiting() };
};
