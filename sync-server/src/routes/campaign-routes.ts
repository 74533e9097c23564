/** /api/campaigns/…: starting campaigns, their mails and messages. /api/suppressions: who is written to no more. Parse, ask whether they may, call, answer. */
import type { MessageStatus } from "@outrider/shared/campaigns";
import { Hono } from "hono";
import { problemWhy } from "@outrider/shared/protocol";
import type { Audit } from "../auth/audit.ts";
import type { CreateCounter } from "../auth/counters.ts";
import { memoryCounters } from "../auth/counters.ts";
import { placeIn } from "../auth/memberships.ts";
import type { Commanded } from "../campaigns/commands.ts";
import type { Campaigns } from "../campaigns/open-campaigns.ts";
import type { RecordIndexes } from "../rest/record-index.ts";
import { followedBy, liesIn } from "../rest/seen.ts";
import { answer } from "./answer.ts";
import { campaignOperations as operations } from "./campaign-operations.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { mayAsk } from "./rest-caller.ts";
import { turnedAway } from "./session-guard.ts";

export interface CampaignRoutesDeps {
  readonly campaigns: Campaigns;
  readonly recordIndexes: RecordIndexes;
  readonly audit: Audit;
  readonly limits: { readonly counter?: CreateCounter };
}

/** Who asks, where, and which campaign. */
interface By { readonly workspace: string; readonly user: string; readonly id: string }

const IN_HAND: readonly MessageStatus[] = ["QUEUED", "HANDING"];
const TESTS_AN_HOUR = 30;

function told(c: Ctx, commanded: Commanded): Response {
  if (commanded.ok) return answer(c, { state: commanded.value });
  const { error } = commanded;
  if (error.kind === "not-found") return problem(c, "not-found");
  return error.kind === "not-now" ? problem(c, "not-now", { why: error }) : problem(c, "invalid-fields", { errors: error.faults });
}

export const campaignRoutes = ({ campaigns, recordIndexes, audit, limits }: CampaignRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const tests = (limits.counter ?? memoryCounters)({ name: "campaign-test", points: TESTS_AN_HOUR, seconds: 3600 });

  /** For managers and admins, and for programs of theirs. */
  const serveTo = (operation: Operation, handle: (c: Ctx, by: By, asked: Asked) => Promise<Response>): void =>
    serve(app, operation, mayAsk(operation), async (c, asked) => {
      const { caller, program } = c.var;
      const place = placeIn(caller?.memberships ?? (program === undefined ? [] : [program.membership]), asked.query["workspace"]);
      const user = caller?.userId ?? program?.userId;
      if (place === undefined || user === undefined) return problem(c, "no-access");
      if (place.role === "exec") return problem(c, "not-allowed");
      return await handle(c, { workspace: place.workspaceId, user, id: asked.params["id"] ?? "" }, asked);
    });

  async function seer({ workspace, user }: By): Promise<(contact: string) => boolean> {
    const standing = await recordIndexes.look(workspace);
    const followed = followedBy(standing, user);
    return (id) => {
      const entry = standing.get(id);
      return entry !== undefined && followed !== null && liesIn(entry, followed);
    };
  }
  const note = (c: Ctx, { workspace, user, id }: By, what: string): Promise<void> => audit({ event: "campaign-commanded", address: c.var.address, userId: user, workspaceId: workspace, detail: { what, campaign: id } });

  serveTo(operations.start, async (c, by, { body }) => {
    const done = await campaigns.start(by, by.id, String(body["timeZone"] ?? "UTC"));
    if (done.ok) await note(c, by, "start");
    return told(c, done);
  });
  for (const name of ["pause", "resume", "cancel"] as const) {
    serveTo(operations[name], async (c, by) => {
      const done = await campaigns[name](by.workspace, by.id);
      if (done.ok) await note(c, by, name);
      return told(c, done);
    });
  }
  serveTo(operations.preview, async (c, by, { query }) => {
    const contact = String(query["contact"]);
    const found = (await seer(by))(contact) ? await campaigns.preview(by.workspace, by.id, contact) : null;
    return found === null ? problem(c, "not-found") : answer(c, found);
  });
  serveTo(operations.test, async (c, by, { body }) => {
    const contact = String(body["contact"]);
    if (!(await seer(by))(contact)) return problem(c, "not-found");
    const count = await tests.add(by.user);
    if (!count.allowed) return problem(c, "too-many-attempts", { retryAfterSeconds: Math.max(1, Math.ceil(count.msBeforeNext / 1000)) });
    const sent = await campaigns.test(by.workspace, by.id, contact, by.user);
    if (sent === null) return problem(c, "not-found");
    switch (sent.is) {
      case "sent":
        return answer(c, { to: sent.to });
      case "failed":
        return problem(c, "not-now", { detail: sent.why });
      case "no-address":
        return problem(c, "not-now", { why: problemWhy("no-own-email") });
      case "not-made":
        return problem(c, "invalid-fields", { errors: [...sent.preview.faults, ...sent.preview.missing.map((name) => ({ field: "message", ...problemWhy("nothing-known", { name }) }))] });
    }
  });
  serveTo(operations.messages, async (c, by, { query }) => {
    const status = query["status"] as MessageStatus | undefined;
    const { lines, next } = await campaigns.messages({
      workspace: by.workspace, campaign: by.id, maySee: await seer(by), after: String(query["after"] ?? ""), limit: Number(query["limit"]),
      status: status === undefined ? null : status === "QUEUED" ? IN_HAND : [status],
    });
    return answer(c, lines, { next });
  });
  serveTo(operations.hours, async (c, by) => {
    const hours = await campaigns.hours(by.workspace, by.id);
    return hours === null ? problem(c, "not-found") : answer(c, hours);
  });
  serveTo(operations.retry, async (c, by, { params }) => {
    const done = await campaigns.retry(by.workspace, by.id, params["contact"] ?? "");
    if (done.ok) await note(c, by, "retry");
    return told(c, done);
  });

  /** For admins alone, who are signed in. */
  const serveAdmins = (operation: Operation, handle: (c: Ctx, by: By, asked: Asked) => Promise<Response>): void =>
    serve(app, operation, (c) => (c.var.caller === undefined ? turnedAway(c) : null), async (c, asked) => {
      const { caller } = c.var;
      const place = placeIn(caller?.memberships ?? [], asked.query["workspace"]);
      if (place === undefined || caller === undefined) return problem(c, "no-access");
      if (place.role !== "admin") return problem(c, "not-allowed");
      return await handle(c, { workspace: place.workspaceId, user: caller.userId, id: "" }, asked);
    });
  const noteList = (c: Ctx, { workspace, user }: By, detail: Readonly<Record<string, string>>): Promise<void> => audit({ event: "suppression-changed", address: c.var.address, userId: user, workspaceId: workspace, detail });

  serveAdmins(operations.suppressed, async (c, by, { query }) => {
    const { items, total } = await campaigns.suppressions.list(by.workspace, { words: String(query["q"] ?? ""), page: Number(query["page"]), limit: Number(query["limit"]) });
    return answer(c, items.map((item) => ({ ...item, at: new Date(item.at).toISOString() })), { total });
  });
  serveAdmins(operations.suppress, async (c, by, { body }) => {
    const added = await campaigns.suppressions.add(by.workspace, by.user, String(body["address"]), String(body["note"]));
    // No address stands in the log, which outlives it.
    if (added) await noteList(c, by, { what: "added", reason: String(body["note"]) });
    return answer(c, { added });
  });
  serveAdmins(operations.unsuppress, async (c, by, { params, query }) => {
    if (!(await campaigns.suppressions.remove(by.workspace, params["hash"] ?? ""))) return problem(c, "not-found");
    await noteList(c, by, { what: "removed", reason: String(query["reason"]) });
    return answer(c, null);
  });
  return app;
};
