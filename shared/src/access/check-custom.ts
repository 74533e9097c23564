// Values of custom fields against their definitions. The name of such a field says its type, so that the shape was
// checked before; here it is asked whether there is such a definition for this kind and, of a choice, whether it was ever
// offered. An archived definition takes values still: it is only not offered any more, and an edit that comes late is kept.
import { type Change, type Read, type RecordState, textOf, trailOf } from "@outrider/shared/records";
import { customNamed, editWhy, optionsIn } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";

/** Options that are listed now or were at any time. */
function everOffered(definition: RecordState): ReadonlySet<string> {
  const lists = [textOf(definition, "options"), ...trailOf(definition, "options").map(({ value }) => (typeof value === "string" ? value : ""))];
  return new Set(lists.flatMap(optionsIn));
}

/** What is wrong with the custom fields that a change sets, or null. Emptying one is always right. */
export function checkCustom({ kind, set }: Change, index: number, read: Read): Refusal | null {
  for (const [name, { value }] of Object.entries(set ?? {})) {
    const named = customNamed(name);
    if (!named || value === null) continue;
    const definition = read(named.id);
    if (definition?.kind !== "customField" || textOf(definition, "of") !== kind || textOf(definition, "type") !== named.type) {
      return refusal("unknown-field", editWhy("no-custom-field"), index, name);
    }
    if (named.type === "choice" && !everOffered(definition).has(String(value))) {
      return refusal("bad-value", editWhy("not-a-choice", { label: textOf(definition, "label"), choices: optionsIn(textOf(definition, "options")).join(", ") }), index, name);
    }
  }
  return null;
}
