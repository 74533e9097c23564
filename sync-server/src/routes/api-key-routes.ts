/** /api/api-keys: keys by which programs call; admins make, list and revoke them. Parse, ask whether they may, call, answer. */
import { DAY_MS } from "@outrider/shared/kernel";
import { Hono } from "hono";
import { z } from "zod";
import type { Audit } from "../auth/audit.ts";
import { placeIn } from "../auth/memberships.ts";
import type { Clock } from "../platform/clock.ts";
import type { ApiKeys } from "../rest/api-keys.ts";
import { type Scope, SCOPES } from "../rest/scopes.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { idParam, type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

type Deps = { readonly apiKeys: ApiKeys; readonly audit: Audit; readonly clock: Clock };

const MOST_DAYS = 730;

const keyView = z.object({
  id: z.string(), name: z.string(), prefix: z.string(), scopes: z.array(z.string()), madeBy: z.string(), createdAt: z.string(),
  expiresAt: z.string().nullable(), lastUsedAt: z.string().nullable(), revokedAt: z.string().nullable(),
});

const at = { tag: "api-keys", access: "admin", query: z.strictObject({ workspace: z.uuid().optional() }) } as const;

export const apiKeyOperations = {
  list: { ...at, method: "get", path: "/api/api-keys", summary: "Lists the workspace's keys, newest first.", data: z.array(keyView), problems: [] },
  make: {
    ...at, method: "post", path: "/api/api-keys", summary: "Makes a key, which is in this answer and never again.", status: 201,
    body: z.strictObject({
      name: z.string().trim().min(1).max(60),
      scopes: z.array(z.enum(SCOPES as [Scope, ...Scope[]])).min(1).max(SCOPES.length),
      /** Null: it does not run out. */
      expiresInDays: z.number().int().min(1).max(MOST_DAYS).nullable().default(90),
    }),
    data: keyView.extend({ key: z.string() }), problems: [],
  },
  revoke: { ...at, method: "delete", path: "/api/api-keys/{id}", params: idParam, summary: "Revokes a key at once.", data: z.null(), problems: [] },
} as const satisfies Record<string, Operation>;

export const apiKeyRoutes = ({ apiKeys, audit, clock }: Deps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const signedIn = (c: Ctx): Response | null => (c.var.caller === undefined ? turnedAway(c) : c.var.caller.memberships.some(({ role }) => role === "admin") ? null : problem(c, "not-allowed"));

  /** The workspace this person administers: the one that is named, or the first. */
  const administered = (c: Ctx, wanted: unknown): { readonly workspaceId: string; readonly userId: string } | undefined => {
    const { caller } = c.var;
    const found = placeIn(caller?.memberships.filter(({ role }) => role === "admin") ?? [], wanted);
    return found && caller && { workspaceId: found.workspaceId, userId: caller.userId };
  };

  serve(app, apiKeyOperations.list, signedIn, async (c, { query }) => {
    const by = administered(c, query["workspace"]);
    return by === undefined ? problem(c, "not-allowed") : answer(c, await apiKeys.list(by.workspaceId));
  });
  serve(app, apiKeyOperations.make, signedIn, async (c, { query, body }) => {
    const by = administered(c, query["workspace"]);
    if (by === undefined) return problem(c, "not-allowed");
    const { name, scopes, expiresInDays } = body as z.infer<typeof apiKeyOperations.make.body>;
    const expiresAt = expiresInDays === null ? null : new Date(clock.now() + expiresInDays * DAY_MS);
    const { key, view } = await apiKeys.make({ ...by, name, scopes: [...new Set(scopes)], expiresAt });
    await audit({ event: "api-key-made", address: c.var.address, ...by, detail: { id: view.id, name, scopes: view.scopes.join(" ") } });
    return c.json({ success: true, data: { ...view, key }, meta: {} }, 201);
  });
  serve(app, apiKeyOperations.revoke, signedIn, async (c, { params, query }) => {
    const by = administered(c, query["workspace"]);
    if (by === undefined) return problem(c, "not-allowed");
    const id = params["id"] ?? "";
    if (!(await apiKeys.revoke(by.workspaceId, id, by.userId))) return problem(c, "not-found");
    await audit({ event: "api-key-revoked", address: c.var.address, ...by, detail: { id } });
    return answer(c, null);
  });
  return app;
};
