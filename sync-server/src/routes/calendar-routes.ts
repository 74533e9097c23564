/**
 * /api/calendar-links: the links by which one's own calendar program reads one's days. /api/calendar/<secret>.ics: what it
 * reads. Parse, ask whether they may, call, answer. Invariant: the secret stands in no log, and opens nothing else.
 */
import { calendarText } from "@outrider/shared/icalendar";
import { Hono } from "hono";
import { z } from "zod";
import { problemSentences, problemWhy } from "@outrider/shared/protocol";
import type { Audit } from "../auth/audit.ts";
import { hashToken } from "../auth/hash-token.ts";
import { type Memberships, placeIn } from "../auth/memberships.ts";
import type { OwesFactor } from "../auth/owed-factor.ts";
import type { CalendarEntries } from "../calendar/calendar-entries.ts";
import { type CalendarLinks, MOST_LINKS, showsSchema } from "../calendar/calendar-links.ts";
import type { Clock } from "../platform/clock.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { idParam, type Operation, serve } from "./operation.ts";
import { plainLine } from "./plain-line.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

export interface CalendarRoutesDeps {
  readonly calendarLinks: CalendarLinks;
  readonly calendarEntries: CalendarEntries;
  readonly memberships: Memberships;
  readonly owesFactor: OwesFactor;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Where the app is reached, for the links in a calendar. */
  readonly frontendUrl: string;
}

const link = z.object({ id: z.string(), name: z.string(), shows: showsSchema, createdAt: z.string(), lastUsedAt: z.string().nullable() });
const at = { tag: "calendar", access: "signed-in", query: z.strictObject({ workspace: z.uuid().optional() }) } as const;
const FILE = /^[\w-]{43}\.ics$/;

export const calendarOperations = {
  list: { ...at, method: "get", path: "/api/calendar-links", summary: "The links by which calendar programs read your days.", data: z.array(link), problems: ["no-access"] },
  make: {
    ...at, method: "post", path: "/api/calendar-links", summary: "Makes one. Its path is in this answer and never again.", status: 201,
    body: z.strictObject({ name: plainLine(60), shows: showsSchema.refine(({ tasks, meetings, closeDates }) => tasks || meetings || closeDates, problemSentences["link-shows-nothing"]) }),
    data: link.extend({ path: z.string() }), problems: ["no-access"],
  },
  revoke: { ...at, method: "delete", path: "/api/calendar-links/{id}", params: idParam, summary: "Revokes one at once.", data: z.null(), problems: ["no-access"] },
  read: {
    tag: "calendar", access: "anybody", method: "get", path: "/api/calendar/{file}", params: z.object({ file: z.string().regex(FILE) }),
    summary: "A person's tasks, meetings and close dates as iCalendar, by a secret link of theirs. Has an ETag.", data: z.string(), problems: ["not-found"], media: "text/calendar",
  },
} as const satisfies Record<string, Operation>;

export const calendarRoutes = ({ calendarLinks, calendarEntries, memberships, owesFactor, audit, clock, frontendUrl }: CalendarRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const signedIn = (c: Ctx): Response | null => (c.var.caller === undefined ? turnedAway(c) : null);
  /** One's own, in the workspace that is named, or the first. */
  const own = (c: Ctx, wanted: unknown): { readonly workspaceId: string; readonly userId: string } | undefined => {
    const { caller } = c.var;
    const place = placeIn(caller?.memberships ?? [], wanted);
    return place && caller && { workspaceId: place.workspaceId, userId: caller.userId };
  };

  serve(app, calendarOperations.list, signedIn, async (c, { query }) => {
    const whose = own(c, query["workspace"]);
    return whose === undefined ? problem(c, "no-access") : answer(c, await calendarLinks.list(whose));
  });
  serve(app, calendarOperations.make, signedIn, async (c, { query, body }) => {
    const whose = own(c, query["workspace"]);
    if (whose === undefined) return problem(c, "no-access");
    const { name, shows } = body as z.infer<typeof calendarOperations.make.body>;
    const made = await calendarLinks.make({ ...whose, name, shows });
    if (made === null) return problem(c, "invalid-fields", { errors: [{ field: "name", ...problemWhy("links-most", { most: MOST_LINKS }) }] });
    await audit({ event: "calendar-link-made", address: c.var.address, ...whose, detail: { id: made.view.id } });
    return c.json({ success: true, data: { ...made.view, path: `/api/calendar/${made.token}.ics` }, meta: {} }, 201);
  });
  serve(app, calendarOperations.revoke, signedIn, async (c, { params, query }) => {
    const whose = own(c, query["workspace"]);
    if (whose === undefined) return problem(c, "no-access");
    const id = params["id"] ?? "";
    if (!(await calendarLinks.revoke(whose, id))) return problem(c, "not-found");
    await audit({ event: "calendar-link-revoked", address: c.var.address, ...whose, detail: { id } });
    return answer(c, null);
  });
  serve(app, calendarOperations.read, () => null, async (c, { params }) => {
    const holder = await calendarLinks.identify((params["file"] ?? "").slice(0, -".ics".length));
    if (holder === null) return problem(c, "not-found");
    const { workspaceId, userId, shows } = holder;
    const places = await memberships(userId);
    const place = placeIn(places, workspaceId);
    // Who has left, or owes the second step, is told as little as somebody who guesses.
    if (place === undefined || (await owesFactor(userId, places))) return problem(c, "not-found");
    const entries = await calendarEntries({ workspaceId, userId, shows, now: clock.now(), app: frontendUrl });
    if (entries === null) return problem(c, "not-found");
    const text = calendarText({ name: place.workspaceName === "" ? "Outrider" : `Outrider: ${place.workspaceName}`, tasks: shows.todos ? "todos" : "days", entries });
    const etag = `"${hashToken(text)}"`;
    const headers = { ETag: etag, "Referrer-Policy": "no-referrer" };
    if (c.req.header("If-None-Match")?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag)) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": 'attachment; filename="outrider.ics"' });
  });
  return app;
};
