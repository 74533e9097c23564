import { deletable, entity } from "./entity.ts";
import { choice, email, instant, link, longText, money, number, phone, setOf, text, url } from "./field.ts";
import { ASSISTANT_REACH } from "./reach.ts";

/** What the server alone says of a customer: it follows from orders and campaigns. */
const fact = { guard: "system", segmentable: true } as const;

export const contact = entity({
  kind: "contact", label: "Contact", plural: "Contacts", belongs: "owner", ownerField: "owner", title: "name",
  fields: {
    name: text("Name", { required: true, searchable: true }),
    title: text("Job title", { searchable: true }),
    company: link("Company", ["company"], { segmentable: true }),
    emails: setOf(email(""), "Emails", { searchable: true }),
    phones: setOf(phone(""), "Phones", { searchable: true }),
    address: longText("Address", { searchable: true }),
    linkedin: url("LinkedIn"),
    owner: link("Owner", ["member"], { required: true, policy: "ask", guard: "assign", segmentable: true }),
    sharedWith: setOf(link("", ["member"]), "Shared with", { guard: "share" }),
    notes: longText("Notes", { searchable: true }),
    tags: setOf(text(""), "Tags", { searchable: true, segmentable: true }),
    /** What this person has agreed to. Taken back wins over given, whoever came later. */
    assistant: choice("Assistant may use", ASSISTANT_REACH, { prevails: "no" }),
    /** Campaigns by e-mail; no entry: may be sent. */
    mail: choice("Campaigns by e-mail", ["yes", "no"], { prevails: "no", segmentable: true }),
    /** Whether opens and clicks may be counted; no entry: they are not. */
    tracking: choice("Opens and clicks", ["yes", "no"], { prevails: "no", segmentable: true }),
    /** IANA name, as `Asia/Kolkata`. */
    timeZone: text("Time zone", { max: 60 }),
    spend: money("Spend", fact),
    visits: number("Visits", { ...fact, min: 0 }),
    lastActive: instant("Last active", fact),
    receivedCampaigns: setOf(link("", ["campaign"]), "Campaigns received", fact),
    openedCampaigns: setOf(link("", ["campaign"]), "Campaigns opened", fact),
    clickedCampaigns: setOf(link("", ["campaign"]), "Campaigns clicked", fact),
    externalId: text("External id"),
    mergedInto: link("Merged into", ["contact"], { guard: "delete" }),
    ...deletable,
  },
});
