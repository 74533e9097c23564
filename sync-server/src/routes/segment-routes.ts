/** /api/segments beyond the records themselves: whom a rule finds, how many, and why one is in or out. Parse, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import { isZone, ok, type Result } from "@outrider/shared/kernel";
import { problemSentences } from "@outrider/shared/protocol";
import type { Rule, Value } from "@outrider/shared/schema";
import { segmentPathOf, type Why } from "@outrider/shared/segments";
import type { By, RestRecords, RestRefusal } from "../rest/rest-records.ts";
import { readRuleGiven, ruleFault, segmentCustom, wireRule } from "../rest/segment-rule.ts";
import type { SegmentLook, SegmentRefusal, Segments } from "../segments/index.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Asked, idParam, type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

const customer = z.object({ id: z.string(), name: z.string() });
const timeZone = z.string().max(60).refine(isZone, problemSentences["no-time-zone"]).default("UTC");
const look = { timeZone, workspace: z.uuid().optional() };
const why = z.record(z.string(), z.unknown()).describe("The rule as a tree: each part with holds, each condition with what was found");
const asked = { tag: "segments", access: "segments:read" } as const;

const operations = {
  preview: {
    ...asked, method: "post", path: "/api/segments/preview", summary: "How many customers a rule finds among those you may see, and ten of them.",
    query: z.strictObject(look), body: z.strictObject({ rule: wireRule.nullable() }), data: z.object({ count: z.number().int(), sample: z.array(customer), complete: z.literal(true) }), problems: ["invalid-fields"],
  },
  kept: {
    ...asked, method: "get", path: "/api/segments/{id}/preview", summary: "How many customers a segment finds among those you may see, and ten of them.", params: idParam,
    query: z.strictObject(look), data: z.object({ count: z.number().int(), sample: z.array(customer), complete: z.literal(true) }), problems: ["invalid-fields"],
  },
  customers: {
    ...asked, method: "get", path: "/api/segments/{id}/customers", summary: "Whom a segment finds among those you may see, in pages.", params: idParam,
    query: z.strictObject({ ...look, after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(1_000).default(100) }), data: z.array(customer), meta: z.object({ total: z.number().int(), next: z.string().nullable() }), problems: ["invalid-fields"],
  },
  why: {
    ...asked, method: "get", path: "/api/segments/{id}/why/{contact}", summary: "Why a contact is in a segment or out of it.", params: z.object({ id: z.uuid(), contact: z.uuid() }),
    query: z.strictObject(look), data: why, problems: ["invalid-fields"],
  },
} as const satisfies Record<string, Operation>;
export const segmentOperations: readonly Operation[] = Object.values(operations);

export interface SegmentRoutesDeps { readonly restRecords: RestRecords; readonly segments: Segments }

/** Moments as text; all else as it is. */
const told = (field: string, value: Value): Value => (segmentPathOf(field)?.type === "instant" && typeof value === "number" && Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : value);

function wireWhy(why: Why): Readonly<Record<string, unknown>> {
  const { holds } = why;
  if (why.is === "not") return { holds, not: wireWhy(why.part) };
  if (why.is !== "leaf") return { holds, [why.is]: why.parts.map(wireWhy) };
  const { compared } = why;
  const { field, ...leaf } = why.leaf;
  return { holds, field: segmentPathOf(field)?.wire[0] ?? field, ...leaf, found: why.found.map((value) => told(field, value)), ...(compared !== undefined && { compared }) };
}

export const segmentRoutes = ({ restRecords, segments }: SegmentRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const refused = (c: Ctx, refusal: SegmentRefusal | RestRefusal): Response => {
    if (refusal.kind === "bad-rule") return problem(c, "invalid-fields", { errors: [ruleFault(refusal.fault)] });
    return problem(c, refusal.kind === "not-a-member" ? "no-access" : "not-found");
  };
  const custom = async (workspace: string) => segmentCustom(...(await Promise.all([restRecords.custom(workspace, "contact"), restRecords.custom(workspace, "company")])));

  type Found = { readonly by: By; readonly look: SegmentLook; readonly rule: Rule | null };
  /** Whoever may see the segment; its rule as it is now. */
  async function segmentOf(c: Ctx, given: Asked): Promise<Found | Response> {
    const by = placeOf(c, given);
    if (by === null) return problem(c, "no-access");
    const read = await restRecords.get(by, "segment", given.params["id"] ?? "");
    if (!read.ok) return refused(c, read.error);
    const rule = readRuleGiven(read.value.record["rule"], await custom(by.workspace));
    return rule.ok ? { by, look: lookOf(by, given), rule: rule.value } : problem(c, "invalid-fields", { errors: [rule.error] });
  }
  const lookOf = ({ workspace, user }: By, { query }: Asked): SegmentLook => ({ workspace, viewer: user, zone: String(query["timeZone"]) });
  const answered = <T>(c: Ctx, found: Result<T, SegmentRefusal>, say: (value: T) => Response): Response => (found.ok ? say(found.value) : refused(c, found.error));

  serve(app, operations.preview, mayAsk(operations.preview), async (c, given) => {
    const by = placeOf(c, given);
    if (by === null) return problem(c, "no-access");
    const named = given.body["rule"] ?? null;
    const rule = named === null ? ok(null) : readRuleGiven(named, await custom(by.workspace));
    if (!rule.ok) return problem(c, "invalid-fields", { errors: [rule.error] });
    return answered(c, await segments.preview(lookOf(by, given), rule.value), (preview) => answer(c, preview));
  });
  serve(app, operations.kept, mayAsk(operations.kept), async (c, given) => {
    const found = await segmentOf(c, given);
    return found instanceof Response ? found : answered(c, await segments.preview(found.look, found.rule), (preview) => answer(c, preview));
  });
  serve(app, operations.customers, mayAsk(operations.customers), async (c, given) => {
    const found = await segmentOf(c, given);
    if (found instanceof Response) return found;
    const after = given.query["after"] === undefined ? null : String(given.query["after"]);
    return answered(c, await segments.page(found.look, found.rule, after, Number(given.query["limit"])), ({ customers, ...meta }) => answer(c, customers, meta));
  });
  serve(app, operations.why, mayAsk(operations.why), async (c, given) => {
    const found = await segmentOf(c, given);
    if (found instanceof Response) return found;
    return answered(c, await segments.why(found.look, found.rule, given.params["contact"] ?? ""), (tree) => answer(c, wireWhy(tree)));
  });
  return app;
};
