// What somebody makes of a suggestion, written as an edit like any other: judged by the same rules, and on every device soon.
import type { Refusal } from "@outrider/shared/access";
import { changeOf, creationOf, feedbackId, type Values } from "@outrider/shared/commands";
import { derivedId, err, ok, type Result } from "@outrider/shared/kernel";
import { valueOf } from "@outrider/shared/records";
import type { AssistantName } from "@outrider/shared/schema";
import type { RecordDoor } from "../feed/record-door.ts";
import type { RecordIndexes } from "./record-index.ts";
import { followedBy, liesIn } from "./seen.ts";
import type { By } from "./rest-records.ts";

export interface FeedbackGiven {
  readonly root: string;
  readonly suggestion: string;
  readonly assistant: AssistantName;
  readonly madeBy: string;
  readonly confidence: number | null;
  readonly about: string | null;
  /** Undefined: as it stands. */
  readonly useful: boolean | undefined;
  readonly done: boolean | undefined;
  readonly outcome: "worked" | "failed" | null | undefined;
  readonly comment: string | undefined;
}
export interface FeedbackWritten { readonly id: string; readonly useful: boolean | null; readonly done: boolean; readonly outcome: string | null }

export type WriteFeedback = (by: By, given: FeedbackGiven, edit: string) => Promise<Result<FeedbackWritten, Refusal | "not-found">>;

export const createWriteFeedback = ({ indexes, door, now }: { readonly indexes: RecordIndexes; readonly door: Pick<RecordDoor, "submit">; readonly now: () => number }): WriteFeedback =>
  async ({ workspace, user }, { root, suggestion, assistant, madeBy, confidence, about, useful, done, outcome, comment }, edit) => {
    const standing = await indexes.look(workspace);
    const followed = followedBy(standing, user);
    const target = standing.get(root);
    if (!followed || !target || !liesIn(target, followed)) return err("not-found");
    const id = feedbackId(root, suggestion, user);
    const before = standing.get(id)?.state;
    const at = now();
    const said: Values = {
      ...(useful !== undefined && { useful: useful ? "yes" : "no" }), ...(done !== undefined && { doneAt: done ? at : null }), ...(outcome !== undefined && { outcome }), ...(comment !== undefined && { comment: comment === "" ? null : comment }),
    };
    const once: Values = { root, assistant, suggestion, by: user, madeBy, shownAt: at, ...(confidence !== null && { confidence }), ...(about !== null && { about }) };
    const change = before ? changeOf(before, said) : creationOf(id, { kind: "feedback", values: { ...once, ...said } });
    if (!before || Object.keys(said).length > 0) {
      const verdict = await door.submit({ workspace, user, group: derivedId("feedback-edit", edit), command: before ? "edit" : "create", changes: [change] });
      if (!verdict.ok) return err(verdict.error);
    }
    const state = (await indexes.look(workspace)).get(id)?.state;
    if (!state) return err("not-found");
    const judged = valueOf(state, "useful");
    return ok({ id, useful: judged === null ? null : judged === "yes", done: valueOf(state, "doneAt") !== null, outcome: outcomeOf(valueOf(state, "outcome")) });
  };

const outcomeOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
