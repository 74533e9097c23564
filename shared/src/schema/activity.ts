import { deletable, entity } from "./entity.ts";
import { choice, instant, link, longText, number, setOf, text } from "./field.ts";

export const ROOTS = ["lead", "company", "contact", "deal"] as const;
export const ACTIVITY_TYPES = ["call", "meeting", "email", "note"] as const;

export const activity = entity({
  kind: "activity", label: "Activity", plural: "Activities", belongs: "root", title: "text",
  fields: {
    root: link("On", ROOTS, { required: true }),
    type: choice("Type", ACTIVITY_TYPES, { required: true }),
    at: instant("When", { required: true }),
    duration: number("Minutes", { min: 0, max: 100_000 }),
    direction: choice("Direction", ["in", "out"]),
    outcome: text("Outcome", { searchable: true }),
    text: longText("Text", { searchable: true }),
    /** Of another program: a calendar's UID. */
    externalId: text("External id"),
    /** The import that made it, by the name under which it can be taken back as a whole. */
    importedWith: text("Import", { max: 300 }),
    participants: setOf(link("", ["contact"]), "Participants"),
    ...deletable,
  },
});
