// When somebody was in touch: of a deal or a lead by what hangs on it, of a contact or a company also by what others took part
// in and by their deals. Of people and companies it is gathered in one walk over all that happened, and holds until
// something of it changes: then it is made anew.
import { type Touched, touchedAt } from "@outrider/shared/projection";
import { elementsOf, textOf } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import type { Relations, View } from "./relations.ts";

/** Kinds whose records a walk looks at: a change of one of them may change when somebody was in touch. */
export const TOUCH_KINDS: readonly Kind[] = ["activity", "deal", "contact", "company"];

/** The record, those people, and the companies they are of. */
function touchedBy(view: View, root: string, participants: readonly string[]): ReadonlySet<string> {
  const found = new Set([root, ...participants]);
  const deal = view.peek(root);
  if (deal?.kind === "deal") for (const field of ["contact", "company"]) found.add(textOf(deal, field));
  for (const id of found) {
    const person = view.peek(id);
    if (person?.kind === "contact") found.add(textOf(person, "company"));
  }
  found.delete("");
  return found;
}

/** `wide`: of contacts and companies as well. */
export function createTouches(view: View, relations: Pick<Relations, "hanging" | "family">, wide: boolean): Touched {
  if (!wide) return (id) => relations.hanging(id).flatMap((one) => touchedAt(one) ?? []);
  const moments = new Map<string, number[]>();
  for (const id of view.ids("activity")) {
    const state = view.peek(id);
    const at = state ? touchedAt(state) : null;
    if (!state || at === null) continue;
    for (const one of touchedBy(view, textOf(state, "root"), elementsOf(state, "participants"))) {
      const known = moments.get(one);
      if (known) known.push(at);
      else moments.set(one, [at]);
    }
  }
  // Of those merged into it too.
  return (id) => relations.family(id).flatMap((member) => moments.get(member) ?? []);
}
