import { ROOTS } from "./activity.ts";
import { deletable, entity } from "./entity.ts";
import { choice, instant, link, longText, number, text } from "./field.ts";

/** Which of the assistants a suggestion came from. */
export const ASSISTANTS = ["coach", "persona", "objection", "winLoss"] as const;
export type AssistantName = (typeof ASSISTANTS)[number];

const once = { fixed: true } as const;

// What one person made of one suggestion: found useful or not, done, and what came of it. It hangs on the record that the
// suggestion was about, so it is seen by who sees that, and goes with it. What was promised never changes: confidence is
// measured against it. The suggestion is named by its code and not by its words, so that the same advice is the same in any language.
export const feedback = entity({
  kind: "feedback", label: "Feedback", plural: "Feedback", belongs: "root", title: "suggestion",
  fields: {
    root: link("Record", ROOTS, { required: true, ...once }),
    assistant: choice("Assistant", ASSISTANTS, { required: true, ...once }),
    suggestion: text("Suggestion", { required: true, ...once }),
    /** What in the record it was about, an objection for one; no link, because it may be gone. */
    about: text("About", once),
    by: link("By", ["member"], { required: true, ...once }),
    /** "device", or the name of the model. */
    madeBy: text("Made by", { required: true, ...once }),
    /** What was promised, percent. */
    confidence: number("Confidence", { min: 0, max: 100, unit: "percent", ...once }),
    /** The same before it was drawn to what came of earlier advice: what the next calibration is made of. */
    stated: number("Stated", { min: 0, max: 100, unit: "percent", ...once }),
    shownAt: instant("Shown", { required: true, ...once }),
    useful: choice("Useful", ["yes", "no"]),
    doneAt: instant("Done"),
    outcome: choice("Outcome", ["worked", "failed"]),
    comment: longText("Comment", { max: 2_000 }),
    ...deletable,
  },
});
