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
const words = z.string().trim().min(1).max(MOST_WORDS_TEXT).optional();
const namedBody = z.strictObject({ text: words, prompt: words, query: words }).refine(({ text, prompt, query: asked }) => [text, prompt, asked].filter((one) => one !== undefined).length === 1, "Give the words as one of text, prompt and query.");
const query = z.strictObject({ workspace: z.uuid().optional(), model: z.enum(["true", "false"]).optional() });
const described = z.object({ rule: z.record(z.string(), z.unknown()).nullable(), unread: z.array(place.extend({ words: z.string() })) });
export const segmentRuleOperations = {
  rule: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/segment-rule", summary: "A rule of a description in words, to be looked at before it is used; what was not understood, and why the model did not help.",
    query, body, problems: [], meta: z.object({ madeBy: z.string(), why: z.string().optional(), cached: z.boolean().optional() }),
    data: described,
  },
  rules: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/rules", summary: "The same by the name that integrations of this kind call it, with the rule as rules_json besides.",
    query, body: namedBody, problems: [], meta: z.object({ madeBy: z.string(), why: z.string().optional(), cached: z.boolean().optional() }), data: described.extend({ rules_json: z.record(z.string(), z.unknown()).nullable() }),
  },
} as const satisfies Record<string, Operation>;

export const segmentRuleRoutes = ({ assistant: room, answers, recordIndexes, clock }: SegmentRuleRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();

  async function describe({ workspace, user }: By, text: string): Promise<Described | null> {
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

  const on = (operation: Operation, both: boolean): void => serve(app, operation, mayAsk(operation), async (c, asked) => {
    const by = placeOf(c, asked);
    const named = asked.body as z.infer<typeof namedBody>;
    const text = named.text ?? named.prompt ?? named.query ?? "";
    const given = by && (await describe(by, text));
    if (by === null || given === null) return problem(c, "no-access");
    const say = (rule: WireRule | null, unread: readonly { readonly start: number; readonly end: number; readonly words: string }[], meta: Readonly<Record<string, unknown>>) => answer(c, { rule, unread, ...(both && { rules_json: rule }) }, meta);
    const read = wordsToRule(given.text, given.names, given.today);
    const unread = read.unread.map(({ start, end }) => ({ start, end, words: text.slice(start, end) }));
    const own = read.rule && writeWireRule(read.rule);
    if (asked.query["model"] === "false" || (own && unread.length === 0)) return say(own, unread, { madeBy: "grammar" });
    const told = await ask(c, by, given);
    if (told.by === "nobody") return say(own, unread, { madeBy: "grammar", why: told.why });
    const [first] = told.statements;
    return say(first ? (JSON.parse(first.text) as WireRule) : null, [], { madeBy: told.model, cached: told.cached });
  });
  on(segmentRuleOperations.rule, false);
  on(segmentRuleOperations.rules, true);
  return app;
};
