// Owns the offline copy of the app's files, takes in what other apps share, and shows what is pushed. Invariant: it answers only for files of
// one release, for navigations and for shares; it never touches /api or /sync, and never takes over a page before the
// person agrees. Knows no records.
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { MODEL_CACHE } from "./platform/model-files.ts";
import { receiveShare, SHARE_TARGET } from "./platform/receive-share.ts";
import { browserInbox } from "./platform/shared-inbox.ts";
import { pathWithin, shownPush } from "./platform/shown-push.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[];
};

// The first visit is served by this worker too, so that it already works offline.
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);

// Server pages (API, its documentation, sign-in redirects, health) must reach the network.
const SERVER_PATHS = [/^\/api(\/|-docs|$)/, /^\/sync(\/|\?)/, /^\/auth\//, /^\/docs(\/|$)/, /^\/(models|ort)(\/|$)/, /^\/[uoc]\//, /^\/(health|ready|metrics)$/];

registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: SERVER_PATHS }));

// What runs the model of meaning is large and not everybody's: it is kept once it was used, beside the model.
const MODEL_SCRIPT = /^\/assets\/(?:embed\.worker|model)-[\w-]+\.js$/;
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && MODEL_SCRIPT.test(url.pathname),
  async ({ request }) => {
    const cache = await caches.open(MODEL_CACHE);
    const kept = await cache.match(request.url);
    if (kept) return kept;
    const fetched = await fetch(request);
    if (fetched.ok) await cache.put(request.url, fetched.clone());
    return fetched;
  },
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE_TARGET,
  async ({ request }) => {
    const inbox = browserInbox();
    return Response.redirect(inbox === undefined ? "/share?failed=true" : await receiveShare(request, inbox), 303);
  },
  "POST",
);

self.addEventListener("push", (event) => {
  const message: unknown = (() => {
    try {
      return event.data?.json() as unknown;
    } catch {
      return null;
    }
  })();
  const { title, body, tag, path } = shownPush(message);
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: "/icons/icon-192.png", badge: "/icons/icon-192.png", data: { path } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  const path = pathWithin(typeof data === "object" && data !== null && "path" in data && typeof data.path === "string" ? data.path : "");
  event.waitUntil((async () => {
    const [open] = await self.clients.matchAll({ type: "window" });
    // A page of an earlier release may not be this worker's to steer.
    const led = await open?.navigate(path).catch(() => null);
    await (led ?? open)?.focus();
    if (!led) await self.clients.openWindow(path);
  })());
});

self.addEventListener("message", (event) => {
  const data: unknown = event.data;
  if (typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING") void self.skipWaiting();
});
