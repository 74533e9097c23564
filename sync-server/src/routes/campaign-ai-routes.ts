/**
 * /api/ai/campaign-…: messages for a campaign's goal, and how a campaign did in words. By rules always; in a model's words besides
 * where the workspace has one and has agreed. Invariant: of a model nothing is told that offers what nobody typed or says a
 * number that is not in the data; how many of its lines were left out is told.
 */
import { campaignFacts, type CampaignFacts, checkNumbers, checkTemplate, inventedIn, knownFields, type Offer, plainOffer, styleClaimInEnglish, summaryInEnglish, summaryOf, variantsFor } from "@outrider/shared/campaigns";
import { settingsId } from "@outrider/shared/commands";
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { workspaceGap } from "@outrider/shared/sales";
import { Hono } from "hono";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import type { Told } from "../assistant/assistant.ts";
import type { Brief, Statement } from "../assistant/brief.ts";
import { campaignSummaryBrief, variantsBrief } from "../assistant/campaign-briefs.ts";
import type { AssistantRoom } from "../assistant/open-assistant.ts";
import type { RecordIndexes, Standing } from "../rest/record-index.ts";
import type { By } from "../rest/rest-records.ts";
import { followedBy, liesIn } from "../rest/seen.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { plainLine } from "./plain-line.ts";
import { problem } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

export interface CampaignAiRoutesDeps { readonly assistant: AssistantRoom; readonly recordIndexes: RecordIndexes }

const query = z.strictObject({ workspace: z.uuid().optional(), model: z.enum(["true", "false"]).default("true") });
const line = plainLine(300);
const optional = z.string().max(200).default("");
const variantsBody = z.strictObject({ campaignId: z.uuid(), goal: line, products: z.array(plainLine(200)).max(12).default([]), discount: optional, until: optional, link: optional });
const summaryBody = z.strictObject({ campaignId: z.uuid() });
// As integrations of this kind ask.
const plainQuery = z.strictObject({ workspace: z.uuid().optional() });
const messagesBody = z.strictObject({ goal: line, products: z.array(plainLine(200)).max(12).default([]), discount: optional, until: optional, link: optional });
const toldBody = z.strictObject({ campaign_id: z.uuid() });
const ofModel = { /** Its name; "" where it did not answer. */ model: z.string(), why: z.string(), dropped: z.number() };
const written = z.object({ subject: z.string(), message: z.string(), evidence: z.array(z.string()) });

export const campaignAiOperations = {
  variants: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/campaign-variants", query, body: variantsBody, summary: "Two or three messages for a goal, offering only what is named; for managers and admins.", problems: ["not-allowed"],
    data: z.object({ byRules: z.array(written.extend({ reason: z.string() })), variants: z.array(written), ...ofModel }),
  },
  summary: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/campaign-summary", query, body: summaryBody, summary: "How a campaign did, in words whose numbers are its own.", problems: [],
    data: z.object({ byRules: z.array(z.object({ code: z.string(), text: z.string(), evidence: z.array(z.string()) })), sentences: z.array(z.string()), ...ofModel }),
  },
  messages: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/messages", query: plainQuery, body: messagesBody, summary: "Two or three texts for a goal, by rules, offering only what is named; for managers and admins.", problems: ["not-allowed"], data: z.array(z.string()),
  },
  told: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/summary", query: plainQuery, body: toldBody, summary: "How a campaign did, in words, by rules.", problems: [], data: z.object({ summary: z.string() }),
  },
} as const satisfies Record<string, Operation>;

const factsOf = (state: RecordState): CampaignFacts => campaignFacts(state.id, (field) => valueOf(state, field));
const standingOf = (standing: Standing, kind: RecordState["kind"]): readonly RecordState[] => [...standing.of(kind).values()].map(({ state }) => state).filter((state) => !isDeleted(state));

/** A subject with the message that follows it. */
function paired(statements: readonly Statement[]): readonly { readonly subject: string; readonly message: string; readonly evidence: readonly string[] }[] {
  return statements.flatMap((statement, at) => {
    const next = statements[at + 1];
    return statement.part === "subject" && next?.part === "message" ? [{ subject: statement.text.replaceAll(/\s+/g, " "), message: next.text, evidence: [...new Set([...statement.evidence, ...next.evidence])] }] : [];
  });
}

const MOST_VARIANTS = 3;

export const campaignAiRoutes = ({ assistant: room, recordIndexes }: CampaignAiRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();

  const on = (operation: Operation, work: (c: Ctx, by: By, asked: Asked, standing: Standing) => Promise<Response>): void =>
    serve(app, operation, mayAsk(operation), async (c, asked) => {
      const by = placeOf(c, asked);
      return by === null ? problem(c, "no-access") : await work(c, by, asked, await recordIndexes.look(by.workspace));
    });

  /** Null: it is not there for this person. */
  function campaignOf(standing: Standing, { user }: By, id: string): RecordState | null {
    const [entry, followed] = [standing.get(id), followedBy(standing, user)];
    return entry?.state.kind === "campaign" && followed !== null && liesIn(entry, followed) && !isDeleted(entry.state) ? entry.state : null;
  }

  async function ask(c: Ctx, by: By, brief: Brief, wanted: boolean): Promise<Told> {
    if (!wanted) return { by: "nobody", why: "no-model" };
    const consent = async () => workspaceGap((await recordIndexes.look(by.workspace)).get(settingsId(by.workspace))?.state, "anywhere");
    return await room.assistant.ask({ ...by, address: c.var.address, brief, consent });
  }
  const said = (told: Told, left: number) => (told.by === "model" ? { model: left > 0 ? told.model : "", why: left > 0 ? "" : "empty" } : { model: "", why: told.why });
  const noCampaign = (c: Ctx) => problem(c, "invalid-fields", { errors: [{ field: "campaignId", ...problemWhy("no-such-campaign") }] });

  on(campaignAiOperations.variants, async (c, by, asked, standing) => {
    const { campaignId, goal, ...given } = asked.body as z.infer<typeof variantsBody>;
    const campaign = campaignOf(standing, by, campaignId);
    if (!campaign) return noCampaign(c);
    const me = standing.get(by.user)?.state;
    if (!me || textOf(me, "role") === "exec") return problem(c, "not-allowed");
    const offer: Offer = plainOffer(given);
    const past = standingOf(standing, "campaign").map(factsOf);
    const byRules = variantsFor({ goal, offer, past }).map(({ subject, message, claim }) => ({ subject, message, reason: claim === null ? "" : styleClaimInEnglish(claim), evidence: claim?.campaigns ?? [] }));
    const told = await ask(c, by, variantsBrief(campaignId, goal, offer, past), asked.query["model"] !== "false");
    const all = told.by === "model" ? paired(told.statements).slice(0, MOST_VARIANTS) : [];
    const [known, typed] = [knownFields([]), [goal, ...offer.products, offer.discount, offer.until].join(" ")];
    const sold = [...new Set(standingOf(standing, "lineItem").map((state) => textOf(state, "product")))];
    const fit = all.filter(({ subject, message }) => checkTemplate(subject, known).length + checkTemplate(message, known).length === 0 && inventedIn(`${subject}\n${message}`, typed, sold) === null);
    const variants = fit.map(({ message, ...rest }) => ({ ...rest, message: offer.link === "" ? message : `${message}\n\n${offer.link}` }));
    return answer(c, { byRules, variants, ...said(told, variants.length), dropped: (told.by === "model" ? told.dropped : 0) + all.length - fit.length });
  });

  on(campaignAiOperations.summary, async (c, by, asked, standing) => {
    const campaign = campaignOf(standing, by, (asked.body as z.infer<typeof summaryBody>).campaignId);
    if (!campaign) return noCampaign(c);
    const facts = factsOf(campaign);
    const past = standingOf(standing, "campaign").map(factsOf);
    const parts = summaryOf(facts, past);
    const byRules = parts.map((part) => ({ code: part.code, text: summaryInEnglish(part), evidence: part.evidence }));
    const told: Told = parts.length === 0 ? { by: "nobody", why: "no-evidence" } : await ask(c, by, campaignSummaryBrief(facts, past), asked.query["model"] !== "false");
    const all = told.by === "model" ? told.statements.map(({ text }) => text) : [];
    const sentences = all.filter((text) => checkNumbers(text, facts, past) === null);
    return answer(c, { byRules, sentences, ...said(told, sentences.length), dropped: (told.by === "model" ? told.dropped : 0) + all.length - sentences.length });
  });
  on(campaignAiOperations.messages, async (c, by, asked, standing) => {
    const { goal, ...given } = asked.body as z.infer<typeof messagesBody>;
    const me = standing.get(by.user)?.state;
    if (!me || textOf(me, "role") === "exec") return problem(c, "not-allowed");
    return answer(c, variantsFor({ goal, offer: plainOffer(given), past: standingOf(standing, "campaign").map(factsOf) }).map(({ message }) => message));
  });

  on(campaignAiOperations.told, async (c, by, asked, standing) => {
    const campaign = campaignOf(standing, by, (asked.body as z.infer<typeof toldBody>).campaign_id);
    if (!campaign) return problem(c, "invalid-fields", { errors: [{ field: "campaign_id", ...problemWhy("no-such-campaign") }] });
    return answer(c, { summary: summaryOf(factsOf(campaign), standingOf(standing, "campaign").map(factsOf)).map(summaryInEnglish).join(" ") });
  });
  return app;
};
