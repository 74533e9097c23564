import { deletable, entity } from "./entity.ts";
import { choice, instant, link, longText } from "./field.ts";

export const objection = entity({
  kind: "objection", label: "Objection", plural: "Objections", belongs: "root", title: "text",
  fields: {
    root: link("Deal", ["deal"], { required: true }),
    text: longText("What they said", { required: true, searchable: true }),
    category: choice("Category", ["price", "timeline", "authority", "need", "competitor", "trust", "feature"], { segmentable: true }),
    severity: choice("Severity", ["low", "medium", "high"], { segmentable: true }),
    response: longText("Response used", { searchable: true }),
    status: choice("Status", ["open", "resolved", "lost"], { segmentable: true }),
    raisedBy: link("Raised by", ["contact"]),
    /** When it was said; without it, when it was written down. */
    at: instant("When"),
    ...deletable,
  },
});
