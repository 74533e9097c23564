// What a saved view must be besides the shape of its fields: a rule that can be judged, and, where it is handed to a
// team, the team of whoever does so; an admin may name any. Everybody makes views for himself alone.
import { type Change, textOf, type RecordState } from "@outrider/shared/records";
import { checkRule, editWhy, ruleFaultWords } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";
import type { Viewer } from "./viewer.ts";

/** `state` is the view as the change leaves it; `viewer: null` is the server itself. */
export function checkView({ kind, create, set = {} }: Change, index: number, state: RecordState, viewer: Viewer | null): Refusal | null {
  if (kind !== "view") return null;
  if (create && viewer && textOf(state, "owner") !== viewer.id) return refusal("not-allowed", editWhy("view-of-another"), index, "owner");
  const rule = set["rule"]?.value ?? null;
  const fault = rule === null ? null : checkRule(rule);
  if (fault) return refusal("bad-value", editWhy("bad-filter", { fault: ruleFaultWords(fault) }), index, "rule");
  if (set["audience"] === undefined && set["team"] === undefined) return null;
  const team = textOf(state, "team");
  if (textOf(state, "audience") !== "team" || !viewer || viewer.role === "admin") return null;
  if (team === "") return refusal("bad-value", editWhy("needs-team"), index, "team");
  return team === viewer.team ? null : refusal("not-allowed", editWhy("team-of-another"), index, "team");
}
