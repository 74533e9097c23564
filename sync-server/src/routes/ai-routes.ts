/** /api/ai and /api/analytics/ai-usage: which model there is, what people made of the assistant's advice, and what it costs. Parse, ask whether they may, call, answer. */
import { adviceFigures, adviceIn } from "@outrider/shared/analytics";
import { DAY_MS } from "@outrider/shared/kernel";
import { textOf } from "@outrider/shared/records";
import { ASSISTANTS, isDay } from "@outrider/shared/schema";
import { Hono } from "hono";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import type { ModelInUse } from "../assistant/model-settings.ts";
import type { AssistantRoom } from "../assistant/open-assistant.ts";
import { type Clock, type Random } from "../platform/clock.ts";
import type { FeedbackGiven, WriteFeedback } from "../rest/feedback.ts";
import type { By } from "../rest/rest-records.ts";
import type { RecordIndexes } from "../rest/record-index.ts";
import { followedBy, liesIn } from "../rest/seen.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { plainLine } from "./plain-line.ts";
import { problem, saidOf } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

export interface AiRoutesDeps { readonly assistant: AssistantRoom; readonly feedback: WriteFeedback; readonly recordIndexes: RecordIndexes; readonly clock: Clock; readonly random: Random }

const place = { workspace: z.uuid().optional() };
const day = z.string().refine(isDay, "must be a day as YYYY-MM-DD");

/** One of the three names the record; what is not said stays as it stands. */
const feedbackBody = z.strictObject({
  suggestionId: plainLine(300), assistant: z.enum(ASSISTANTS).default("coach"), recordId: z.uuid().optional(), dealId: z.uuid().optional(), contactId: z.uuid().optional(), objectionId: z.uuid().optional(),
  useful: z.boolean().optional(), done: z.boolean().optional(), outcome: z.enum(["worked", "failed"]).nullable().optional(), comment: z.string().max(2_000).optional(),
  confidence: z.number().min(0).max(100).nullable().default(null), madeBy: plainLine(200).default("device"),
});
type FeedbackBody = z.infer<typeof feedbackBody>;

const part = z.object({ key: z.string(), requests: z.number(), tokens: z.number(), cost: z.number(), latencyMs: z.number().nullable() });
const bin = z.object({ from: z.number(), to: z.number(), count: z.number(), promised: z.number(), came: z.number() });
const usage = z.object({
  period: z.object({ from: z.string(), to: z.string() }), whose: z.enum(["workspace", "own"]), requests: z.number(), tokensIn: z.number(), tokensOut: z.number(), cost: z.number(), latency: z.object({ half: z.number(), most: z.number() }).nullable(), dropped: z.number(),
  days: z.array(z.object({ day: z.string(), requests: z.number(), tokens: z.number(), cost: z.number() })), outcomes: z.array(part), models: z.array(part), purposes: z.array(part), reasons: z.array(part), people: z.array(part.extend({ name: z.string() })),
  advice: z.object({ given: z.number(), useful: z.number(), notUseful: z.number(), done: z.number(), worked: z.number(), failed: z.number(), acceptance: z.number().nullable(), bins: z.array(bin), error: z.number().nullable() }),
  limit: z.object({ perDay: z.number(), askedToday: z.number() }),
});

export const aiOperations = {
  model: {
    tag: "ai", access: "ai:read", method: "get", path: "/api/ai/model", query: z.strictObject(place), summary: "Which language model the workspace may be answered by, and how often you may still ask it today.",
    data: z.object({ model: z.string().nullable(), perDay: z.number(), askedToday: z.number() }), problems: [],
  },
  feedback: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/feedback", query: z.strictObject(place), summary: "What you made of a suggestion: useful or not, done, what came of it. Said again it is changed.",
    body: feedbackBody, data: z.object({ id: z.string(), useful: z.boolean().nullable(), done: z.boolean(), outcome: z.string().nullable() }), problems: ["not-allowed", "not-found"],
  },
  usage: {
    tag: "analytics", access: "analytics:read", method: "get", path: "/api/analytics/ai-usage", query: z.strictObject({ ...place, from: day.optional(), to: day.optional() }),
    summary: "What the language model was asked, what it cost, and whether its advice held: an admin the workspace's, others their own.", data: usage, problems: [],
  },
} as const satisfies Record<string, Operation>;

const USUAL_DAYS = 30;
const MOST_DAYS = 800;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const aiRoutes = ({ assistant, feedback, recordIndexes, clock, random }: AiRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();

  serve(app, aiOperations.feedback, mayAsk(aiOperations.feedback), async (c, asked) => {
    const by = placeOf(c, asked);
    if (by === null) return problem(c, "no-access");
    const { recordId, dealId, contactId, objectionId, suggestionId, comment, useful, done, outcome, ...rest } = asked.body as FeedbackBody;
    const root = recordId ?? dealId ?? contactId;
    if (root === undefined) return problem(c, "invalid-fields", { errors: [{ field: "recordId", message: "Name the record that the suggestion was about." }] });
    const given: FeedbackGiven = { ...rest, root, suggestion: suggestionId, about: objectionId ?? null, comment, useful, done, outcome };
    const written = await feedback(by, given, random.uuid());
    if (written.ok) return answer(c, written.value);
    if (written.error === "not-found" || written.error.code === "not-found" || written.error.code === "erased") return problem(c, "not-found");
    if (written.error.code === "not-allowed") return problem(c, "not-allowed", { why: written.error });
    return problem(c, "invalid-fields", { errors: [{ ...saidOf(written.error), field: written.error.field ?? "" }] });
  });

  const limitOf = async ({ workspace, user }: By, inUse: ModelInUse | null) => ({ perDay: Math.min(assistant.perDay, inUse?.perDay ?? assistant.perDay), askedToday: await assistant.askedToday(workspace, user) });

  serve(app, aiOperations.model, mayAsk(aiOperations.model), async (c, asked) => {
    const by = placeOf(c, asked);
    if (by === null) return problem(c, "no-access");
    const inUse = await assistant.settings.of(by.workspace);
    // Its name alone: where it is and what it costs are an admin's to know.
    return answer(c, { model: inUse?.model ?? null, ...(await limitOf(by, inUse)) });
  });

  const daysOf = (c: Ctx, { query }: Pick<Asked, "query">): { readonly from: string; readonly to: string } | Response => {
    const to = typeof query["to"] === "string" ? query["to"] : iso(clock.now());
    const from = typeof query["from"] === "string" ? query["from"] : iso(Date.parse(to) - (USUAL_DAYS - 1) * DAY_MS);
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
    return days < 0 || days > MOST_DAYS ? problem(c, "invalid-fields", { errors: [{ field: "from", ...problemWhy("days-most", { days: MOST_DAYS }) }] }) : { from, to };
  };

  serve(app, aiOperations.usage, mayAsk(aiOperations.usage), async (c, asked) => {
    const by = placeOf(c, asked);
    if (by === null) return problem(c, "no-access");
    const period = daysOf(c, asked);
    if (period instanceof Response) return period;
    const standing = await recordIndexes.look(by.workspace);
    const followed = followedBy(standing, by.user);
    const me = standing.get(by.user)?.state;
    if (!followed || !me) return problem(c, "no-access");
    const isAdmin = textOf(me, "role") === "admin";
    const seen = [...standing.of("feedback").values()].filter((entry) => liesIn(entry, followed)).map(({ state }) => state);
    const advice = adviceFigures((isAdmin ? seen : seen.filter((state) => textOf(state, "by") === by.user)).map(adviceIn), { from: Date.parse(period.from), until: Date.parse(period.to) + DAY_MS });
    const named = new Map([...standing.of("member").values()].map(({ state }) => [state.id, textOf(state, "name")]));
    const { people, ...use } = await assistant.use({ workspace: by.workspace, ...period, user: isAdmin ? null : by.user });
    const inUse = await assistant.settings.of(by.workspace);
    return answer(c, {
      period, whose: isAdmin ? "workspace" : "own", ...use, people: people.map((row) => ({ ...row, name: named.get(row.key) ?? "" })), advice,
      limit: await limitOf(by, inUse),
    });
  });
  return app;
};
