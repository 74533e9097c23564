import { deletable, entity } from "./entity.ts";
import { date, link, longText, money, number, setOf, text } from "./field.ts";
import { SOURCES } from "./lead.ts";

/** What somebody may be in a decision, each a set of the deal's own, so that two people's words about one contact both stand. */
export const STAKEHOLDER_ROLES = ["decisionMakers", "champions", "influencers", "endUsers", "blockers", "procurement"] as const;
export type StakeholderRole = (typeof STAKEHOLDER_ROLES)[number];

const role = (label: string) => setOf(link("", ["contact"]), label, { segmentable: true });

export const deal = entity({
  kind: "deal", label: "Deal", plural: "Deals", belongs: "owner", ownerField: "owner", title: "title",
  fields: {
    title: text("Title", { required: true, searchable: true }),
    value: money("Value", { policy: "ask", min: 0, segmentable: true }),
    stage: link("Stage", ["stage"], { required: true, policy: "ask", trail: true, segmentable: true }),
    company: link("Company", ["company"], { segmentable: true }),
    contact: link("Contact", ["contact"]),
    stakeholders: setOf(link("", ["contact"]), "Stakeholders"),
    decisionMakers: role("Decision makers"),
    champions: role("Champions"),
    influencers: role("Influencers"),
    endUsers: role("Users"),
    blockers: role("Blockers"),
    procurement: role("Procurement and legal"),
    competitors: setOf(text(""), "Competitors", { searchable: true, segmentable: true }),
    products: setOf(text(""), "Products", { searchable: true, segmentable: true }),
    probability: number("Probability", { follows: "stage", min: 0, max: 100, unit: "percent", segmentable: true }),
    closeDate: date("Close date", { policy: "ask", segmentable: true }),
    openedOn: date("Opened", { segmentable: true }),
    owner: link("Owner", ["member"], { required: true, policy: "ask", guard: "assign", segmentable: true }),
    sharedWith: setOf(link("", ["member"]), "Shared with", { guard: "share" }),
    industry: text("Industry", { searchable: true, segmentable: true }),
    source: text("Source", { segmentable: true, choices: SOURCES }),
    reason: text("Reason won or lost", { follows: "stage", searchable: true }),
    notes: longText("Notes", { searchable: true }),
    tags: setOf(text(""), "Tags", { searchable: true, segmentable: true }),
    externalId: text("External id", { searchable: true }),
    mergedInto: link("Merged into", ["deal"], { guard: "delete" }),
    ...deletable,
  },
});
