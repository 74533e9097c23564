// The operations of the four assistants, as they are described and checked.
import { OBJECTION_CATEGORIES } from "@outrider/shared/sales";
import { ASSISTANTS } from "@outrider/shared/schema";
import { z } from "zod";
import { idParam, type Operation } from "./operation.ts";

/** `model=false`: from evidence alone, which costs no request. */
const query = z.strictObject({ workspace: z.uuid().optional(), model: z.enum(["true", "false"]).default("true") });
const handleBody = z.strictObject({ objectionText: z.string().trim().min(1).max(4_000), dealId: z.uuid().optional(), category: z.enum(OBJECTION_CATEGORIES as readonly [string, ...string[]]).optional(), severity: z.enum(["low", "medium", "high"]).optional() });
/** An objection may be raised on no deal; a report is of the deals closed in some days, 12 months unless told; the others are about a record. */
const streamBody = z.strictObject({ assistant: z.enum([...ASSISTANTS, "report"]), from: z.iso.date().optional(), to: z.iso.date().optional(), recordId: z.uuid().optional(), objectionText: z.string().trim().max(4_000).default("") });
export type HandleBody = Omit<z.infer<typeof handleBody>, "category"> & { readonly category?: (typeof OBJECTION_CATEGORIES)[number] };
export type StreamBody = z.infer<typeof streamBody>;

const said = z.object({ text: z.string(), evidence: z.array(z.string()) });
const trait = z.object({ value: z.union([z.string(), z.number()]).nullable(), confidence: z.number(), because: z.array(said) });
const ofModel = z.array(z.object({ part: z.string(), text: z.string(), angle: z.string().nullable(), evidence: z.array(z.string()), unproven: z.boolean() }));
const advised = z.object({ id: z.string(), text: z.string(), evidence: z.array(z.string()) });
const suggestion = z.object({ id: z.string(), action: z.string(), priority: z.enum(["high", "medium", "low"]), confidence: z.number(), reasoning: z.string(), evidence: z.array(z.string()), due: z.string().nullable() });
const similar = z.object({ dealId: z.string(), similarity: z.number(), industry: z.string(), outcome: z.string(), value: z.number(), currency: z.string() });

/** `madeBy`: `evidence`, or the model's name. `why`: why it was not the model. */
const meta = z.object({ madeBy: z.string(), why: z.string().optional(), cached: z.boolean().optional() });
const ai = { tag: "ai", query, meta, problems: ["assistant-off"] } as const;

export const answerOperations = {
  coach: { ...ai, access: "ai:read", method: "get", path: "/api/deals/{id}/coach", params: idParam, summary: "The next actions on an open deal, each with the records it rests on.", data: z.object({ suggestions: z.array(suggestion), ragContext: z.array(similar) }) },
  winLoss: {
    ...ai, access: "ai:write", method: "post", path: "/api/deals/{id}/win-loss", params: idParam, summary: "Why a closed deal was won or lost.",
    data: z.object({ dealId: z.string(), outcome: z.string(), timeline: z.array(said), objections: z.array(said), stakeholders: z.array(said), competition: z.array(said), reason: z.array(said), lessons: z.array(advised), confidence: z.number(), modelFindings: ofModel }),
  },
  persona: {
    ...ai, access: "ai:read", method: "get", path: "/api/contacts/{id}/persona", params: idParam, summary: "How to talk to a contact, as far as what took place tells.",
    data: z.object({
      contactId: z.string(), interactions: z.number(), known: z.boolean(), communication: z.object({ style: trait, responseHours: trait, channel: trait }), decision: z.object({ style: trait, circle: trait }), objectionPattern: trait, engagement: trait, buyingSignals: trait,
      archetypes: z.array(z.object({ name: z.string(), likeness: z.number() })), advice: z.array(advised), modelAdvice: ofModel,
    }),
  },
  handle: {
    ...ai, access: "ai:write", method: "post", path: "/api/objections/handle", body: handleBody, summary: "An answer to an objection: past answers that worked come first.", problems: ["assistant-off", "off-topic"],
    data: z.object({
      category: z.string(), alsoPossible: z.array(z.string()), tone: z.string(), acknowledge: z.string(), address: z.array(z.object({ angle: z.string(), text: z.string(), evidence: z.array(z.string()) })), advance: z.string(), response: z.string(), confidence: z.number(), reasoning: z.string(), evidence: z.array(z.string()),
      pastResponses: z.array(z.object({ objectionId: z.string(), dealId: z.string(), response: z.string(), resolved: z.boolean(), won: z.boolean().nullable(), closeness: z.number() })),
    }),
  },
  team: {
    tag: "ai", access: "ai:read", method: "get", path: "/api/ai/team-deals", query: z.strictObject({ workspace: z.uuid().optional() }), problems: ["assistant-off"],
    summary: "Deals closed in the last 12 months that you do not see, as figures of at least five together, without names.",
    data: z.array(z.object({
      industry: z.string(), size: z.number().nullable(), deals: z.number(), won: z.number(), days: z.number().nullable(), stages: z.array(z.object({ stage: z.string(), deals: z.number(), days: z.number() })),
      objections: z.array(z.object({ category: z.string(), deals: z.number(), won: z.number(), answers: z.array(z.object({ type: z.string(), deals: z.number() })) })),
    })),
  },
  stream: {
    tag: "ai", access: "ai:write", method: "post", path: "/api/ai/answers", query: z.strictObject({ workspace: z.uuid().optional() }), body: streamBody, problems: ["assistant-off"],
    summary: "The model's words on any of the four, or on a report of wins and losses, while it speaks: events `statement`, and `done` with what came of it.", data: z.string(), media: "text/event-stream",
  },
} as const satisfies Record<string, Operation>;
