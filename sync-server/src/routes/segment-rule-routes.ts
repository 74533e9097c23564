/**
 * A description of customers in words as a rule: by the grammar that the app has too, and what that does not understand whole by
 * the workspace's model, where there is one and the workspace has agreed. Parse, ask whether they may, call, answer.
 */
import type { WireRule } from "@outrider/shared/segments";
import { MOST_WORDS_TEXT, wordNamesIn, wordsToRule, writeWireRule } from "@outrider/shared/segments";
import { Hono } from "hono";
import { z } from "zod";
import type { Told } from "../assistant/assistant.ts";
import type { AssistantRoom } from "../assistant/open-assistant.ts";
import { type Described, segmentBrief } from "../assistant/segment-shape.ts";
import type { Clock } from "../platform/clock.ts";
import type { Answers } from "../rest/answers.ts";
import type { RecordIndexes } from "../rest/record-index.ts";
import type { By } from "../rest/rest-records.ts";
import { followedBy, liesIn } from "../rest/seen.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

export interface SegmentRuleRoutesDeps { readonly assistant: AssistantRoom; readonly answers: Answers; readonly recordIndexes: RecordIndexes; readonly clock: Clock }

const body = z.strictObject({ text: z.string().trim().min(1).max(MOST_WORDS_TEXT) });
const place = z.object({ start: z.number().int(), end: z.number().int() });
export const segmentRuleOperations = {
  rule: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/segment-rule", summary: "A rule of a description in words, to be looked at before it is used; what was not understood, and why the model did not help.",
    query: z.strictObject({ workspace: z.uuid().optional(), model: z.enum(["true", "false"]).optional() }), body, problems: [], meta: z.object({ madeBy: z.string(), why: z.string().optional(), cached: z.boolean().optional() }),
    data: z.object({ rule: z.record(z.string(), z.unknown()).nullable(), unread: z.array(place.extend({ words: z.string() })) }),
  },
} as const satisfies Record<string, Operation>;

export const segmentRuleRoutes = ({ assistant: room, answers, recordIndexes, clock }: SegmentRuleRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();

  async function described({ workspace, user }: By, text: string): Promise<Described | null> {
    const standing = await recordIndexes.look(workspace);
    const followed = followedBy(standing, user);
    if (!followed) return null;
    function* seen(kind: Parameters<typeof standing.of>[0]) {
      for (const entry of standing.of(kind).values()) if (liesIn(entry, followed as NonNullable<typeof followed>)) yield entry.state;
    }
    return { text, names: wordNamesIn(seen), today: new Date(clock.now()).toISOString().slice(0, 10) };
  }

  /** Only the description leaves, so only the workspace is asked. */
  const ask = (c: Ctx, by: By, given: Described): Promise<Told> =>
    room.assistant.ask({ ...by, address: c.var.address, brief: segmentBrief(given), consent: () => answers.gapOf(by, { of: "objection", text: given.text, deal: "" }) });

  serve(app, segmentRuleOperations.rule, mayAsk(segmentRuleOperations.rule), async (c, asked) => {
    const by = placeOf(c, asked);
    const { text } = asked.body as z.infer<typeof body>;
    const given = by && (await described(by, text));
    if (by === null || given === null) return problem(c, "no-access");
    const read = wordsToRule(given.text, given.names, given.today);
    const unread = read.unread.map(({ start, end }) => ({ start, end, words: text.slice(start, end) }));
    const own = read.rule && writeWireRule(read.rule);
    if (asked.query["model"] === "false" || (own && unread.length === 0)) return answer(c, { rule: own, unread }, { madeBy: "grammar" });
    const told = await ask(c, by, given);
    if (told.by === "nobody") return answer(c, { rule: own, unread }, { madeBy: "grammar", why: told.why });
    const [first] = told.statements;
    return answer(c, { rule: first ? (JSON.parse(first.text) as WireRule) : null, unread: [] }, { madeBy: told.model, cached: told.cached });
  });
  return app;
};
