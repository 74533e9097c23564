import { deletable, entity } from "./entity.ts";
import { choice, email, link, longText, phone, setOf, text, url } from "./field.ts";
import { ASSISTANT_REACH } from "./reach.ts";

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
    externalId: text("External id"),
    mergedInto: link("Merged into", ["contact"], { guard: "delete" }),
    ...deletable,
  },
});
