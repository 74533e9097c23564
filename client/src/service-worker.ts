// Owns the offline copy of the app's files, and takes in what other apps share. Invariant: it answers only for files of
// one release, for navigations and for shares; it never touches /api or /sync, and never takes over a page before the
// person agrees. Knows no records.
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { receiveShare, SHARE_TARGET } from "./platform/receive-share.ts";
import { browserInbox } from "./platform/shared-inbox.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[];
};

// The first visit is served by this worker too, so that it already works offline.
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);

// Server pages (API, its documentation, sign-in redirects, health) must reach the network.
const SERVER_PATHS = [/^\/api(\/|-docs|$)/, /^\/sync(\/|\?)/, /^\/auth\//, /^\/docs(\/|$)/, /^\/(health|ready|metrics)$/];

registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: SERVER_PATHS }));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE_TARGET,
  async ({ request }) => {
    const inbox = browserInbox();
    return Response.redirect(inbox === undefined ? "/share?failed=true" : await receiveShare(request, inbox), 303);
  },
  "POST",
);

self.addEventListener("message", (event) => {
  const data: unknown = event.data;
  if (typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING") void self.skipWaiting();
});
