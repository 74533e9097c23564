/**
 * /api/delivery-receipt: what vendors tell of campaigns' messages. /api/delivery: how delivery does, for admins.
 * /api/delivery/vendor: by whom, for managers too. /api/mock-send: what the simulated vendor would say. Parse, ask whether they may, call, answer.
 * Invariant: a receipt is not somebody's: no session, key or origin is looked at, only its signature; and its limits are
 * its own, so that a vendor who tells much keeps nobody out, and nobody who asks much keeps receipts out.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import { memoryCounters } from "../auth/counters.ts";
import { placeIn } from "../auth/memberships.ts";
import type { Delivery } from "../campaigns/open-delivery.ts";
import { receiptsBody } from "../campaigns/receipts/read-receipts.ts";
import { simulatedFails } from "../campaigns/vendors/simulated-vendor.ts";
import type { Random } from "../platform/clock.ts";
import { SIGNATURE_HEADER } from "../platform/signature.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

export interface DeliveryRoutesDeps {
  readonly delivery: Pick<Delivery, "receive" | "report" | "vendor">;
  readonly random: Random;
  /** Requests with receipts in a minute from each address. */
  readonly receiptLimit: number;
}

/** Bytes of a body of receipts. */
const MAX_RECEIPTS = 1024 * 1024;
const MINUTE_SECONDS = 60;

const many = z.number().int();
const place = z.object({ workspace: z.uuid().optional() });

export const deliveryOperations = {
  receipt: {
    access: "anybody", tag: "campaigns", method: "post", path: "/api/delivery-receipt", summary: "Receipts of a vendor of campaigns, signed: one, or at most 1,000. Kept when it answers.",
    headers: z.object({ [SIGNATURE_HEADER]: z.string().optional().meta({ description: "t=<seconds>,v1=<hex of HMAC-SHA256 over `<seconds>.<body>`>, at most five minutes old." }) }),
    body: receiptsBody, data: z.object({ taken: many, repeated: many, uncounted: many, unknown: many, unknown_messages: z.array(z.string()) }), status: 202, problems: ["bad-signature", "not-found", "busy"],
  },
  report: {
    access: "admin", tag: "campaigns", method: "get", path: "/api/delivery", query: place, summary: "Who delivers campaigns, and what came of it: receipts, dead letters.", problems: ["no-access"],
    data: z.object({
      vendor: z.string().nullable(), simulated: z.boolean(), tellsLater: z.boolean(), dead: many, unknown: many,
      receipts: z.object({ taken: many, lastAt: z.string().nullable(), unknown: many, forged: many, lastRefusedAt: z.string().nullable() }),
    }),
  },
  vendor: {
    access: "admin", tag: "campaigns", method: "get", path: "/api/delivery/vendor", query: place, summary: "Who delivers campaigns, and whether that is only simulated; for managers and admins.", problems: ["no-access"],
    data: z.object({ vendor: z.string().nullable(), simulated: z.boolean() }),
  },
  mockSend: {
    access: "admin", tag: "campaigns", method: "post", path: "/api/mock-send", query: place, summary: "What the simulated vendor says of a message: nothing is sent, and nothing is kept. There only where it is the vendor.", problems: ["no-access", "not-found"],
    body: z.object({ message: z.string().min(1).max(50_000), customer_id: z.string().max(200).optional(), campaign_id: z.string().max(200).optional() }),
    data: z.object({ vendor_message_id: z.string(), status: z.enum(["SENT", "FAILED"]) }),
  },
} as const satisfies Record<string, Operation>;

/** To be served before anything that asks who calls. */
export const receiptRoutes = ({ delivery, receiptLimit }: DeliveryRoutesDeps): Hono<AppEnv> => {
  const requests = memoryCounters({ name: "receipts", points: receiptLimit, seconds: MINUTE_SECONDS });
  return new Hono<AppEnv>().post(
    deliveryOperations.receipt.path,
    async (c, next) => {
      const { allowed, msBeforeNext } = await requests.add(c.var.address);
      return allowed ? await next() : problem(c, "too-many-requests", { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
    },
    bodyLimit({ maxSize: MAX_RECEIPTS, onError: (c) => problem(c, "too-large", { why: problemWhy("most-bytes", { most: MAX_RECEIPTS }) }) }),
    async (c) => {
      if (c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase() !== "application/json") return problem(c, "not-json");
      const received = await delivery.receive({ body: await c.req.text(), signature: c.req.header(SIGNATURE_HEADER) ?? "", address: c.var.address });
      switch (received.is) {
        case "forged":
          return problem(c, "bad-signature");
        case "not-json":
          return problem(c, "bad-json");
        case "busy":
          return problem(c, "busy", { retryAfterSeconds: 1 });
        case "invalid":
          return problem(c, "invalid-fields", { errors: received.faults });
        case "taken": {
          const { kept, unknown } = received;
          if (kept.taken + kept.repeated + kept.uncounted === 0) return problem(c, "not-found", { detail: `No message is called ${unknown.slice(0, 10).join(", ")}.` });
          return c.json({ success: true, data: { ...kept, unknown_messages: unknown }, meta: {} }, 202);
        }
      }
    },
  );
};

const signedIn = (c: Ctx): Response | null => (c.var.caller === undefined ? turnedAway(c) : null);
/** Of the workspace that is named or the first, where they are an admin there, or one of `roles`. */
const workspaceOf = (c: Ctx, named: unknown, roles: readonly string[] = ["admin"]): string | Response => {
  const found = placeIn(c.var.caller?.memberships ?? [], typeof named === "string" ? named : undefined);
  if (found === undefined) return problem(c, "no-access");
  return roles.includes(found.role) ? found.workspaceId : problem(c, "not-allowed");
};

export const deliveryRoutes = ({ delivery, random }: DeliveryRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  serve(app, deliveryOperations.report, signedIn, async (c, { query }) => {
    const workspace = workspaceOf(c, query["workspace"]);
    return typeof workspace === "string" ? answer(c, await delivery.report(workspace)) : workspace;
  });
  // Whoever starts a campaign is told whether it goes out.
  serve(app, deliveryOperations.vendor, signedIn, (c, { query }) => {
    const workspace = workspaceOf(c, query["workspace"], ["admin", "manager"]);
    const name = delivery.vendor?.name ?? null;
    return Promise.resolve(typeof workspace === "string" ? answer(c, { vendor: name, simulated: name === "simulated" }) : workspace);
  });
  serve(app, deliveryOperations.mockSend, signedIn, (c, { query }) => {
    const workspace = workspaceOf(c, query["workspace"]);
    if (typeof workspace !== "string") return Promise.resolve(workspace);
    if (delivery.vendor?.name !== "simulated") return Promise.resolve(problem(c, "not-found", { why: problemWhy("not-simulated") }));
    const key = random.uuid();
    return Promise.resolve(answer(c, { vendor_message_id: `simulated-${key}`, status: simulatedFails(key) ? "FAILED" : "SENT" }));
  });
  return app;
};
