// What a model is given for a campaign's message and for its summary: the goal, the offer and figures of campaigns. Pure.
// Invariant: nothing of any customer is among it.
import { type CampaignFacts, type Offer, percentOf, summaryInEnglish, summaryOf } from "@outrider/shared/campaigns";
import type { Brief, Exhibit } from "./brief.ts";

const NOBODY = { names: [], emails: [], phones: [], addresses: [] } as const;
const MOST_PAST = 8;

const pastExhibits = (past: readonly CampaignFacts[], but: string): readonly Exhibit[] =>
  past.filter(({ id, sent, tracked }) => id !== but && sent > 0 && tracked).toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)).slice(0, MOST_PAST)
    .map(({ id, name, subject, sent, opened, clicked }) => ({ records: [id], title: `Campaign ${name}`, text: `Subject: ${subject}. Sent ${sent}, opened ${opened} (${percentOf({ hits: opened, of: sent })} %), clicked ${clicked} (${percentOf({ hits: clicked, of: sent })} %).` }));

/** `about`: the campaign it is for. */
export const variantsBrief = (about: string, goal: string, { products, discount, until }: Offer, past: readonly CampaignFacts[]): Brief => ({
  purpose: "campaignVariants", about, typed: goal, personal: NOBODY,
  exhibits: [
    { records: [about], title: "What is offered", text: [products.length > 0 ? `Products: ${products.join(", ")}.` : "No product is named.", discount === "" ? "No discount." : `Discount: ${discount}.`, until === "" ? "" : `Until ${until}.`].filter((part) => part !== "").join(" ") },
    ...pastExhibits(past, about),
  ],
});

export const campaignSummaryBrief = (facts: CampaignFacts, past: readonly CampaignFacts[]): Brief => ({
  purpose: "campaignSummary", about: facts.id, typed: "", personal: NOBODY,
  exhibits: [{ records: [facts.id], title: `The campaign ${facts.name}`, text: [`Subject: ${facts.subject}.`, facts.goal === "" ? "" : `Goal: ${facts.goal}.`, ...summaryOf(facts, past).map(summaryInEnglish)].filter((part) => part !== "").join(" ") }, ...pastExhibits(past, facts.id)],
});
