/** /api/webhooks: where other systems are told of what happens, for admins. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import type { Audit, AuditEvent } from "../auth/audit.ts";
import { EVENTS } from "../webhooks/events.ts";
import type { Webhooks } from "../webhooks/open-webhooks.ts";
import { SHAPES } from "../webhooks/webhook-store.ts";
import { placeIn } from "../auth/memberships.ts";
import { answer, fieldErrors, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { plainLine } from "./plain-line.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly webhooks: Webhooks; readonly audit: Audit };

const name = plainLine(100);
const url = plainLine(1000);
const uuid = z.uuid();
const events = z.array(z.enum(EVENTS as [string, ...string[]])).min(1).max(EVENTS.length).transform((given) => [...new Set(given)]);
const shape = z.enum(SHAPES);
export const newWebhookBody = z.strictObject({ name, url, events, shape: shape.optional() });
export const webhookBody = z.strictObject({ name, url, events, shape, active: z.boolean() }).partial();
export const deliveriesQuery = z.object({ page: z.coerce.number().int().min(1).max(1000).default(1), limit: z.coerce.number().int().min(1).max(200).default(50) });

export const webhookRoutes = ({ webhooks, audit }: Deps): Hono<AppEnv> => {
  type Within = { readonly c: Ctx; readonly workspace: string; readonly caller: Person; readonly id: string; note(event: AuditEvent, which: string): Promise<void> };
  /** For admins of the workspace that is named, or of the first. */
  const asAdmin = (route: (within: Within) => Promise<Response>) =>
    signedIn((c, caller) => {
      const place = placeIn(caller.memberships, c.req.query("workspace"));
      if (place === undefined) return Promise.resolve(problem(c, "no-access"));
      if (place.role !== "admin") return Promise.resolve(problem(c, "not-allowed"));
      const { workspaceId: workspace } = place;
      const names = [c.req.param("id"), c.req.param("delivery")];
      if (names.some((given) => given !== undefined && !uuid.safeParse(given).success)) return Promise.resolve(problem(c, "not-found"));
      return route({ c, workspace, caller, id: c.req.param("id") ?? "", note: (event, which) => audit({ event, address: c.var.address, userId: caller.userId, workspaceId: workspace, detail: { which } }) });
    });
  const wrongAddress = (c: Ctx, given: string | undefined): Response | null => {
    const fault = given === undefined ? null : webhooks.addressFault(given);
    return fault === null ? null : problem(c, "invalid-fields", { errors: [{ field: "url", message: fault }] });
  };

  return new Hono<AppEnv>()
    .get("/", asAdmin(async ({ c, workspace }) => answer(c, await webhooks.list(workspace), { events: EVENTS })))
    .post("/", asAdmin(async ({ c, workspace, caller, note }) => {
      const read = await readBody(c, newWebhookBody);
      if (!read.ok) return read.response;
      const wrong = wrongAddress(c, read.body.url);
      if (wrong) return wrong;
      const { webhook, secret } = await webhooks.create(workspace, caller.userId, read.body);
      await note("webhook-made", webhook.id);
      return answer(c, { ...webhook, secret });
    }))
    .patch("/:id", asAdmin(async ({ c, workspace, id, note }) => {
      const read = await readBody(c, webhookBody);
      if (!read.ok) return read.response;
      const wrong = wrongAddress(c, read.body.url);
      if (wrong) return wrong;
      const given = Object.fromEntries(Object.entries(read.body).filter(([, value]) => value !== undefined));
      const changed = await webhooks.change(workspace, id, given);
      if (changed === null) return problem(c, "not-found");
      await note("webhook-changed", id);
      return answer(c, changed);
    }))
    .delete("/:id", asAdmin(async ({ c, workspace, id, note }) => {
      if (!(await webhooks.remove(workspace, id))) return problem(c, "not-found");
      await note("webhook-removed", id);
      return answer(c, null);
    }))
    .post("/:id/secret", asAdmin(async ({ c, workspace, id, note }) => {
      const secret = await webhooks.renewSecret(workspace, id);
      if (secret === null) return problem(c, "not-found");
      await note("webhook-changed", id);
      return answer(c, { secret });
    }))
    .post("/:id/ping", asAdmin(async ({ c, workspace, id }) => {
      const delivery = await webhooks.ping(workspace, id);
      return delivery === null ? problem(c, "not-found") : answer(c, { delivery });
    }))
    .get("/:id/deliveries", asAdmin(async ({ c, workspace, id }) => {
      const asked = deliveriesQuery.safeParse(c.req.query());
      if (!asked.success) return problem(c, "invalid-fields", { errors: fieldErrors(asked.error) });
      if (!(await webhooks.list(workspace)).some((one) => one.id === id)) return problem(c, "not-found");
      const { page, limit } = asked.data;
      const { items, total } = await webhooks.deliveries(workspace, id, page, limit);
      return answer(c, items, { page, limit, total });
    }))
    .post("/:id/deliveries/:delivery/again", asAdmin(async ({ c, workspace, id }) =>
      (await webhooks.again(workspace, id, c.req.param("delivery") ?? "")) ? answer(c, null) : problem(c, "not-found")));
};
