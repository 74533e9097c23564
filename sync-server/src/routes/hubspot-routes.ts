/**
 * /api/hubspot: what a workspace has at HubSpot, for an import, page by page; for admins. Parse, ask whether they may, call,
 * answer. Invariant: the token comes in and never goes out again.
 */
import { Hono } from "hono";
import { z } from "zod";
import { problemSentences, problemWhy } from "@outrider/shared/protocol";
import type { Audit } from "../auth/audit.ts";
import { placeIn } from "../auth/memberships.ts";
import { HUBSPOT_LISTS, type HubspotClient, type HubspotFault, type HubspotList } from "../hubspot/hubspot-client.ts";
import type { HubspotTokens } from "../hubspot/hubspot-token.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

export interface HubspotRoutesDeps {
  readonly hubspot: HubspotClient;
  readonly hubspotTokens: HubspotTokens;
  readonly audit: Audit;
}

const place = { workspace: z.uuid().optional() };
const at = { access: "admin", tag: "hubspot", query: z.object(place) } as const;
const standing = z.object({ since: z.string().nullable() });
const ids = z.array(z.string());

export const hubspotOperations = {
  standing: { ...at, method: "get", path: "/api/hubspot", summary: "Whether a token for HubSpot is kept, and since when.", data: standing, problems: ["no-access"] },
  keep: {
    ...at, method: "put", path: "/api/hubspot", summary: "Keeps the token of a private app at HubSpot, where HubSpot takes it.",
    // Letters that a header may have.
    body: z.strictObject({ token: z.string().trim().min(10).max(500).regex(/^[\w.~+/=-]+$/, problemSentences["hubspot-token"]) }), data: standing, problems: ["no-access", "not-now"],
  },
  forget: { ...at, method: "delete", path: "/api/hubspot", summary: "Forgets it.", data: z.null(), problems: ["no-access"] },
  read: {
    ...at, method: "get", path: "/api/hubspot/{list}", params: z.object({ list: z.enum(HUBSPOT_LISTS) }), query: z.object({ ...place, after: z.string().max(200).optional() }),
    summary: "One page of what is there. next is the cursor of the next.",
    data: z.object({ items: z.array(z.object({ id: z.string(), values: z.record(z.string(), z.string()), companies: ids, contacts: ids, deals: ids })), next: z.string().nullable() }), problems: ["no-access", "not-found", "not-now"],
  },
} as const satisfies Record<string, Operation>;


export const hubspotRoutes = ({ hubspot, hubspotTokens, audit }: HubspotRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const signedIn = (c: Ctx): Response | null => (c.var.caller === undefined ? turnedAway(c) : null);
  const workspaceOf = (c: Ctx, named: unknown): string | Response => {
    const found = placeIn(c.var.caller?.memberships ?? [], typeof named === "string" ? named : undefined);
    if (found === undefined) return problem(c, "no-access");
    return found.role === "admin" ? found.workspaceId : problem(c, "not-allowed");
  };
  const told = async (workspace: string) => {
    const since = await hubspotTokens.since(workspace);
    return { since: since === null ? null : new Date(since).toISOString() };
  };
  const note = (c: Ctx, workspaceId: string, which: string) =>
    audit({ event: "hubspot-token-changed", address: c.var.address, userId: c.var.caller?.userId ?? "", workspaceId, detail: { which } });
  const failed = (c: Ctx, fault: HubspotFault): Response => {
    if (fault.is === "refused") return problem(c, "not-now", { why: problemWhy("hubspot-refuses") });
    if (fault.is === "busy") return problem(c, "not-now", { retryAfterSeconds: fault.seconds, why: problemWhy("hubspot-busy") });
    return problem(c, "not-now", { why: problemWhy("hubspot-no-answer") });
  };

  serve(app, hubspotOperations.standing, signedIn, async (c, { query }) => {
    const workspace = workspaceOf(c, query["workspace"]);
    return typeof workspace === "string" ? answer(c, await told(workspace)) : workspace;
  });
  serve(app, hubspotOperations.keep, signedIn, async (c, { query, body }) => {
    const workspace = workspaceOf(c, query["workspace"]);
    if (typeof workspace !== "string") return workspace;
    const { token } = body as z.infer<typeof hubspotOperations.keep.body>;
    const tried = await hubspot.page(token, "owners", null);
    if (!tried.ok && tried.error.is === "refused") return problem(c, "invalid-fields", { errors: [{ field: "token", ...problemWhy("hubspot-refuses") }] });
    if (!tried.ok) return failed(c, tried.error);
    await hubspotTokens.keep(workspace, token);
    await note(c, workspace, "kept");
    return answer(c, await told(workspace));
  });
  serve(app, hubspotOperations.forget, signedIn, async (c, { query }) => {
    const workspace = workspaceOf(c, query["workspace"]);
    if (typeof workspace !== "string") return workspace;
    if (await hubspotTokens.forget(workspace)) await note(c, workspace, "forgotten");
    return answer(c, null);
  });
  serve(app, hubspotOperations.read, signedIn, async (c, { params, query }) => {
    const workspace = workspaceOf(c, query["workspace"]);
    if (typeof workspace !== "string") return workspace;
    const token = await hubspotTokens.token(workspace);
    if (token === null) return problem(c, "not-found");
    const after = query["after"];
    const page = await hubspot.page(token, params["list"] as HubspotList, typeof after === "string" ? after : null);
    return page.ok ? answer(c, page.value) : failed(c, page.error);
  });
  return app;
};
