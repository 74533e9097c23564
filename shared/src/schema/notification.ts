import { deletable, entity } from "./entity.ts";
import { choice, instant, link, text } from "./field.ts";

const system = { guard: "system" } as const;

/** What somebody is told of: each has its own line in their preferences. */
export const NOTICES = ["assigned", "mentioned", "stagnant", "due", "objection", "campaign", "refused", "message"] as const;

// Something one person is told, by the server. It names the record it is about and says no more of it than its own words:
// who may not see that record (any more) reads nothing of it here. That it was read is the person's own edit.
export const notification = entity({
  kind: "notification", label: "Notification", plural: "Notifications", belongs: "person", ownerField: "person", title: "text",
  fields: {
    person: link("For", ["member"], { required: true, ...system }),
    what: choice("What", NOTICES, { required: true, ...system }),
    about: link("About", ["lead", "contact", "company", "deal", "activity", "task", "objection", "body", "campaign"], system),
    /** Who caused it; nobody where the server noticed it. */
    by: link("By", ["member"], system),
    at: instant("When", { required: true, ...system }),
    /** Words of its own: a message, or why a change was refused. */
    text: text("Text", { max: 500, ...system }),
    readAt: instant("Read"),
    ...deletable,
  },
});
