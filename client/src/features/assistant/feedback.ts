// What somebody makes of a suggestion, as an edit: one piece of feedback for each suggestion about a record. Pure.
import { type Call, feedbackId } from "@outrider/shared/commands";
import type { AssistantName, Value } from "@outrider/shared/schema";
import type { Confidence } from "@outrider/shared/sales";
import type { GivenFeedback } from "../../read/index.ts";

export interface Suggestion {
  readonly assistant: AssistantName;
  /** The record that it is about, and in it what, "" for nothing. */
  readonly root: string;
  readonly about: string;
  /** Its code. */
  readonly code: string;
  /** None where nobody promised any: a language model does not. */
  readonly confidence?: Pick<Confidence, "value" | "stated"> | undefined;
  /** The name of the model; without one it was made on this device. */
  readonly madeBy?: string | undefined;
}

export interface Judged { readonly useful?: "yes" | "no" | null; readonly done?: boolean; readonly outcome?: "worked" | "failed" | null }

/** The schema's word for this device. */
const DEVICE = "device";

/** `before`: what this person said of it already. `now`: ms. */
export function feedbackCall({ assistant, root, about, code, confidence, madeBy = DEVICE }: Suggestion, before: GivenFeedback | undefined, { useful, done, outcome }: Judged, by: string, now: number): Call {
  const said: Record<string, Value> = { ...(useful !== undefined && { useful }), ...(done !== undefined && { doneAt: done ? now : null }), ...(outcome !== undefined && { outcome }) };
  if (before) return { name: "edit", args: { id: before.id, values: said } };
  const once = { root, assistant, suggestion: code, by, madeBy, ...(confidence && { confidence: confidence.value, stated: confidence.stated }), shownAt: now, ...(about !== "" && { about }) };
  return { name: "create", args: { id: feedbackId(root, code, by), kind: "feedback", values: { ...once, ...said } } };
}
