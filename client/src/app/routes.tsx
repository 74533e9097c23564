// Owns the addresses of the app and who may go there: pages of the shell are for someone signed in (remembered is
// enough, so that a start without network works), the pages of sign-in for the others.
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from "@tanstack/react-router";
import type { DashboardSearch } from "./dashboard-search.ts";
import { activitySearch } from "./activity-search.ts";
import { agendaSearch } from "./agenda-search.ts";
import { duplicatesSearch } from "./duplicates-search.ts";
import { listSearch } from "./list-search.ts";
import { BrokenPage, NotFoundPage, PendingPage } from "./page-states.tsx";
import { page } from "./pages.ts";
import { recordSearch } from "./record-route.ts";
import type { Session } from "./session.ts";
import { Shell } from "./shell.tsx";

type RouterContext = { readonly session: Session };

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  beforeLoad: async ({ context }) => {
    const state = await context.session.ready();
    if (state.kind === "needs-set-up") throw redirect({ to: "/setup" });
    if (state.kind !== "signed-in") throw redirect({ to: "/sign-in" });
    if (state.owes === "now") throw redirect({ to: "/second-step" });
  },
});

const inShell = <const Path extends string>(path: Path, name: string) =>
  createRoute({ getParentRoute: () => shell, path, component: page(name) });

const inList = <const Path extends string>(path: Path, name: string) =>
  createRoute({ getParentRoute: () => shell, path, validateSearch: listSearch, component: page(name) });

/** On a record, what is being logged. */
const inRecord = <const Path extends string>(path: Path, name: string) =>
  createRoute({ getParentRoute: () => shell, path, validateSearch: recordSearch, component: page(name) });

const search = createRoute({
  getParentRoute: () => shell,
  path: "/search",
  validateSearch: (given: Record<string, unknown>): { q?: string } => (typeof given["q"] === "string" && given["q"] !== "" ? { q: given["q"] } : {}),
  component: page("search/search"),
});

/** Of which kind; with two records, those two side by side. */
const duplicates = createRoute({
  getParentRoute: () => shell,
  path: "/duplicates",
  validateSearch: duplicatesSearch,
  component: page("duplicates/duplicates"),
});

/** Whether it is being changed, or all of whom it finds are looked at. */
const segment = createRoute({
  getParentRoute: () => shell,
  path: "/segments/$id",
  validateSearch: ({ edit, members }: Record<string, unknown>): { edit?: boolean; members?: boolean } => ({ ...(edit === true && { edit }), ...(members === true && { members }) }),
  component: page("segments/segment"),
});

/** On which deal, and which objection where it is kept already. */
const objection = createRoute({
  getParentRoute: () => shell,
  path: "/objection",
  validateSearch: ({ deal, objection: id }: Record<string, unknown>): { deal?: string; objection?: string } => ({ ...(typeof deal === "string" && deal !== "" && { deal }), ...(typeof id === "string" && id !== "" && { objection: id }) }),
  component: page("assistant/objection"),
});

/** What another app shared with this one could not be kept. */
const share = createRoute({
  getParentRoute: () => shell,
  path: "/share",
  validateSearch: (given: Record<string, unknown>): { failed?: boolean } => (given["failed"] === true ? { failed: true } : {}),
  component: page("share/share"),
});

/** Which shared file is to be imported. */
const importing = createRoute({
  getParentRoute: () => shell,
  path: "/import",
  validateSearch: (given: Record<string, unknown>): { shared?: string } => (typeof given["shared"] === "string" ? { shared: given["shared"] } : {}),
  component: page("import/import"),
});

/** Whose devices, where they are not one's own. */
const devices = createRoute({
  getParentRoute: () => shell,
  path: "/settings/devices",
  validateSearch: (given: Record<string, unknown>): { user?: string } => (typeof given["user"] === "string" ? { user: given["user"] } : {}),
  component: page("devices/devices"),
});

/** Which person is looked at. */
const privacy = createRoute({
  getParentRoute: () => shell,
  path: "/settings/privacy",
  validateSearch: (given: Record<string, unknown>): { person?: string } => (typeof given["person"] === "string" ? { person: given["person"] } : {}),
  component: page("privacy/privacy"),
});

/** Which days, and whose. */
/** Its page reads what the address holds: what knows ranges and days is no part of the frame. */
const dashboard = createRoute({ getParentRoute: () => shell, path: "/dashboard", validateSearch: (given: Record<string, unknown>) => given as DashboardSearch, component: page("dashboard/dashboard") });

/** Which days are looked at, and whose. */
const agenda = createRoute({ getParentRoute: () => shell, path: "/agenda", validateSearch: agendaSearch, component: page("agenda/agenda") });

const activities = createRoute({ getParentRoute: () => shell, path: "/activities", validateSearch: activitySearch, component: page("records/activities") });

const more = inShell("/more", "more/more");

const signInPage = page("auth/sign-in");
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: signInPage,
  beforeLoad: async ({ context }) => {
    // Fetched while the server is asked who this is; where it cannot be had the route says so.
    void signInPage.preload?.();
    const state = await context.session.ready();
    if (state.kind === "needs-set-up") throw redirect({ to: "/setup" });
    if (state.kind === "signed-in" && !state.expired) throw redirect({ to: "/" });
  },
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: page("auth/set-up"),
  beforeLoad: async ({ context }) => {
    const state = await context.session.ready();
    if (state.kind === "signed-in") throw redirect({ to: "/" });
  },
});

/** Setting up the second step that the workspace requires. */
const secondStep = createRoute({
  getParentRoute: () => root,
  path: "/second-step",
  component: page("security/second-step"),
  beforeLoad: async ({ context }) => {
    const state = await context.session.ready();
    // Whose step is there meanwhile still reads the recovery codes.
    if (state.kind !== "signed-in") throw redirect({ to: "/sign-in" });
  },
});

const outside = <const Path extends string>(path: Path, name: string) => createRoute({ getParentRoute: () => root, path, component: page(name) });

const tree = root.addChildren([
  shell.addChildren([
    inShell("/", "home/home"),
    agenda,
    activities,
    inList("/deals", "records/deals"),
    inRecord("/deals/$id", "records/deal"),
    inList("/board", "board/board"),
    inList("/forecast", "forecast/forecast"),
    dashboard,
    inList("/leads", "records/leads"),
    inRecord("/leads/$id", "records/lead"),
    inList("/contacts", "records/contacts"),
    inRecord("/contacts/$id", "records/contact"),
    inList("/companies", "records/companies"),
    inRecord("/companies/$id", "records/company"),
    importing,
    duplicates,
    objection,
    inShell("/win-loss", "assistant/win-loss"),
    inShell("/campaigns", "campaigns/campaigns"),
    inShell("/campaigns/suppressed", "campaigns/suppressed"),
    inShell("/campaigns/$id", "campaigns/campaign"),
    share,
    inShell("/edits", "edits/edits"),
    inShell("/sync", "sync/sync"),
    inShell("/segments", "segments/segments"),
    inShell("/segments/new", "segments/segment-new"),
    segment,
    inShell("/people", "people/people"),
    inShell("/settings", "settings/settings"),
    devices,
    inShell("/settings/$screen", "admin/admin"),
    inShell("/settings/lost-device", "devices/lost-device"),
    inShell("/settings/system", "system/system"),
    inShell("/settings/security", "security/security"),
    inShell("/settings/api-keys", "api-keys/api-keys"),
    inShell("/notifications", "notifications/notifications"),
    inShell("/settings/notifications", "notifications/notification-settings"),
    inShell("/settings/calendar", "agenda/calendar-links"),
    inShell("/settings/webhooks", "webhooks/webhooks"),
    privacy,
    search,
    more,
  ]),
  signIn,
  setUp,
  secondStep,
  // The secrets of links are in the fragment, which no server and no log of one sees.
  outside("/invitation", "auth/accept-invitation"),
  outside("/forgot-password", "auth/forgot-password"),
  outside("/reset", "auth/reset-password"),
  outside("/verify", "auth/verify"),
  outside("/register", "auth/register"),
  outside("/design", "design/design"),
]);

export const createAppRouter = (session: Session) =>
  createRouter({
    routeTree: tree,
    context: { session },
    defaultPreload: "intent",
    defaultPendingMs: 200,
    defaultPendingComponent: PendingPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenPage,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
