import { ROOTS } from "./activity.ts";
import { entity } from "./entity.ts";
import { choice, link, longText, number, text } from "./field.ts";

const system = { guard: "system" } as const;

/** What a rich text is to the record it is about; one of each. */
export const BODY_SLOTS = ["notes", "plan"] as const;

// A rich text that several people write at once. What is typed travels as updates of its document (`update` of a change)
// and is merged; now and then the server writes the document and its words down here, for all who see the record.
export const body = entity({
  kind: "body", label: "Rich text", plural: "Rich texts", belongs: "root", title: "text",
  fields: {
    root: link("On", ROOTS, { required: true }),
    /** The record it is the notes of: the root, or something that hangs on it. */
    about: link("About", [...ROOTS, "activity"], { required: true }),
    slot: choice("What", BODY_SLOTS, { required: true }),
    /** The document: a Yjs state (V1) as base64. */
    doc: text("Document", { max: 180_000, ...system }),
    /** Its words, to be searched. */
    text: longText("Text", { searchable: true, ...system }),
    /** Every update up to this sequence is in `doc`. */
    upTo: number("Up to", { min: 0, ...system }),
  },
});
