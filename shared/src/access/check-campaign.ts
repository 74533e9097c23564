// What a segment and a campaign must be besides the shape of their fields: a rule that can be judged; hours that are hours.
// And who writes campaigns: a campaign speaks for the workspace to people of every owner, so managers and admins do.
import type { Change } from "@outrider/shared/records";
import { checkRule, editWhy, ruleFaultWords } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";
import type { Viewer } from "./viewer.ts";

const HOUR = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const HOURS = { quietFrom: "Quiet from", quietTo: "Quiet until" } as const;

/** `viewer: null` is the server itself. */
export function checkCampaign({ kind, set = {} }: Change, index: number, viewer: Viewer | null): Refusal | null {
  if (kind === "segment") {
    const rule = set["rule"]?.value ?? null;
    const fault = rule === null ? null : checkRule(rule);
    return fault && refusal("bad-value", editWhy("bad-rule", { fault: ruleFaultWords(fault) }), index, "rule");
  }
  if (kind !== "campaign") return null;
  if (viewer?.role === "exec") return refusal("not-allowed", editWhy("campaign-of-managers"), index);
  for (const [name, label] of Object.entries(HOURS)) {
    const value = set[name]?.value ?? null;
    if (value !== null && (typeof value !== "string" || !HOUR.test(value))) return refusal("bad-value", editWhy("not-an-hour", { label }), index, name);
  }
  return null;
}
