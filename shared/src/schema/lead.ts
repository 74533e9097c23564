import { deletable, entity } from "./entity.ts";
import { choice, email, instant, link, longText, number, phone, setOf, text } from "./field.ts";

export const LEAD_STATUS = ["new", "contacted", "qualified", "lost", "converted"] as const;
export const SOURCES = ["website", "referral", "event", "outbound", "partner", "import", "other"] as const;

export const lead = entity({
  kind: "lead", label: "Lead", plural: "Leads", belongs: "owner", ownerField: "owner", title: "name",
  fields: {
    name: text("Name", { required: true, searchable: true }),
    company: text("Company", { searchable: true, segmentable: true }),
    email: email("Email", { searchable: true }),
    phone: phone("Phone", { searchable: true }),
    source: choice("Source", SOURCES, { segmentable: true }),
    status: choice("Status", LEAD_STATUS, { policy: "ask", segmentable: true }),
    owner: link("Owner", ["member"], { required: true, policy: "ask", guard: "assign", segmentable: true }),
    sharedWith: setOf(link("", ["member"]), "Shared with", { guard: "share" }),
    score: number("Score", { min: 0, max: 100, segmentable: true }),
    notes: longText("Notes", { searchable: true }),
    tags: setOf(text(""), "Tags", { searchable: true, segmentable: true }),
    externalId: text("External id"),
    convertedAt: instant("Converted"),
    convertedContact: link("Contact", ["contact"]),
    convertedCompany: link("Company record", ["company"]),
    convertedDeal: link("Deal", ["deal"]),
    mergedInto: link("Merged into", ["lead"], { guard: "delete" }),
    ...deletable,
  },
});
