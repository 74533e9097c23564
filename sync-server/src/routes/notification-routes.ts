/** /api/notifications: what one was told, how one wants to be, and telling others. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { maySee, viewerOf } from "@outrider/shared/access";
import { textOf } from "@outrider/shared/records";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import { type ActiveMembership, placeIn } from "../auth/memberships.ts";
import { type Notice, noticeId } from "../notifications/find-notices.ts";
import type { Notifications } from "../notifications/open-notifications.ts";
import { settingsSchema } from "../notifications/preferences.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { answer, fieldErrors, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { plainLine } from "./plain-line.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly notifications: Notifications; readonly clock: Clock; readonly random: Random };

const MOST_TOLD = 500;
export const notificationsQuery = z.object({
  page: z.coerce.number().int().min(1).max(1000).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  unread: z.enum(["true", "false"]).default("false").transform((text) => text === "true"),
});
const said = { text: plainLine(300), type: z.enum(["message", "campaign"]).default("message"), about: z.uuid().optional() };
export const notificationBody = z.strictObject({ ...said, user: z.uuid() });
export const emitBody = z.strictObject({ ...said, users: z.union([z.literal("all"), z.array(z.uuid()).min(1).max(MOST_TOLD)]) });
export const subscriptionBody = z.strictObject({
  endpoint: z.url().max(1000),
  keys: z.strictObject({ p256dh: z.string().regex(/^[\w-]{87}=?$/, "is no public key"), auth: z.string().regex(/^[\w-]{22}(==)?$/, "is no secret of a subscription") }),
});
export const endpointBody = z.strictObject({ endpoint: z.string().min(1).max(1000) });

export const notificationRoutes = ({ notifications, clock, random }: Deps): Hono<AppEnv> => {
  const { centre, preferences, push, pushKey, notifier, reader } = notifications;
  /** In one workspace of the caller's: the one that is named, or the first. */
  const within = (route: (c: Ctx, place: ActiveMembership, caller: Person) => Promise<Response>) =>
    signedIn((c, caller) => {
      const place = placeIn(caller.memberships, c.req.query("workspace"));
      return place === undefined ? Promise.resolve(problem(c, "no-access")) : route(c, place, caller);
    });
  const idOf = (c: Ctx): string => c.req.param("id") ?? "";
  const isId = (id: string): boolean => z.uuid().safeParse(id).success;

  type Said = { readonly text: string; readonly type: "message" | "campaign"; readonly about?: string | undefined };
  /** Managers tell their team, admins everybody; nobody names a record that they do not see. */
  async function tell(c: Ctx, { workspaceId, role }: ActiveMembership, caller: Person, users: readonly string[] | "all", { text, type, about }: Said): Promise<Response> {
    if (role === "exec") return problem(c, "not-allowed");
    const members = await reader.members(workspaceId);
    const known = new Map(members.map((state) => [state.id, state]));
    const viewer = viewerOf(caller.userId, (id) => known.get(id));
    if (!viewer) return problem(c, "no-access");
    const reached = members.filter((state) => viewerOf(state.id, (id) => known.get(id)) && (role === "admin" || state.id === caller.userId || (viewer.team !== "" && textOf(state, "team") === viewer.team)));
    const wanted = users === "all" ? reached.map(({ id }) => id) : [...new Set(users)];
    if (wanted.some((id) => !reached.some((state) => state.id === id))) return problem(c, "invalid-fields", { errors: [{ field: "users", ...problemWhy("persons-not-seen") }] });
    if (about !== undefined) {
      for (const [id, state] of await reader.records(workspaceId, [about])) known.set(id, state);
      const named = known.get(about);
      const root = named && textOf(named, "root");
      if (root) for (const [id, state] of await reader.records(workspaceId, [root])) known.set(id, state);
      if (!named || named.kind === "notification" || !maySee(viewer, named, (id) => known.get(id))) return problem(c, "invalid-fields", { errors: [{ field: "about", ...problemWhy("record-not-seen") }] });
    }
    const event = random.uuid();
    const notices = wanted.map((person): Notice => ({ id: noticeId(person, type, event), person, what: type, about: about ?? "", by: caller.userId, text, at: clock.now() }));
    await notifier.tell(workspaceId, notices);
    return answer(c, notices.map(({ id, person }) => ({ id, user: person })));
  }

  return new Hono<AppEnv>()
    .get("/", within(async (c, { workspaceId }, { userId }) => {
      const asked = notificationsQuery.safeParse(c.req.query());
      if (!asked.success) return problem(c, "invalid-fields", { errors: fieldErrors(asked.error) });
      const { page, limit } = asked.data;
      const { items, total, unread } = await centre.list(workspaceId, userId, asked.data);
      return answer(c, items, { page, limit, total, unread });
    }))
    .post("/", within(async (c, place, caller) => {
      const read = await readBody(c, notificationBody);
      return read.ok ? tell(c, place, caller, [read.body.user], read.body) : read.response;
    }))
    .post("/emit", within(async (c, place, caller) => {
      const read = await readBody(c, emitBody);
      return read.ok ? tell(c, place, caller, read.body.users, read.body) : read.response;
    }))
    .put("/read-all", within(async (c, { workspaceId }, { userId }) => answer(c, { read: await centre.readAll(workspaceId, userId) })))
    .get("/preferences", within(async (c, { workspaceId }, { userId }) => answer(c, (await preferences.of(workspaceId, [userId])).get(userId))))
    .put("/preferences", within(async (c, { workspaceId }, { userId }) => {
      const read = await readBody(c, settingsSchema);
      if (!read.ok) return read.response;
      await preferences.set(workspaceId, userId, read.body);
      return answer(c, read.body);
    }))
    .get("/push", signedIn((c) => Promise.resolve(answer(c, { key: pushKey }))))
    .post("/push", within(async (c, { workspaceId }, { userId, sessionId }) => {
      const read = await readBody(c, subscriptionBody);
      if (!read.ok) return read.response;
      const { endpoint, keys: { p256dh, auth } } = read.body;
      const added = await push.add(workspaceId, userId, sessionId, { endpoint, p256dh, auth });
      return "id" in added ? answer(c, added) : problem(c, "invalid-fields", { errors: [{ field: "endpoint", message: added.fault }] });
    }))
    .delete("/push", within(async (c, { workspaceId }, { userId }) => {
      const read = await readBody(c, endpointBody);
      if (!read.ok) return read.response;
      return (await push.remove(workspaceId, userId, read.body.endpoint)) ? answer(c, null) : problem(c, "not-found");
    }))
    .get("/:id", within(async (c, { workspaceId }, { userId }) => {
      const found = isId(idOf(c)) ? await centre.get(workspaceId, userId, idOf(c)) : null;
      return found === null ? problem(c, "not-found") : answer(c, found);
    }))
    .delete("/:id", within(async (c, { workspaceId }, { userId }) => (isId(idOf(c)) && (await centre.remove(workspaceId, userId, idOf(c))) ? answer(c, null) : problem(c, "not-found"))))
    .put("/:id/read", within(async (c, { workspaceId }, { userId }) => (isId(idOf(c)) && (await centre.read(workspaceId, userId, idOf(c))) ? answer(c, await centre.get(workspaceId, userId, idOf(c))) : problem(c, "not-found"))));
};
