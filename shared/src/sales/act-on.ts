// What becomes of advice: a task on the deal, or a mail to the person it is about. Words come from whoever shows it.
import type { CoachAction } from "./coach.ts";

/** The arguments of the command `create`. */
export interface TaskDraft { readonly kind: "task"; readonly values: { readonly title: string; readonly root: string; readonly assignee: string; readonly due: string; readonly text: string } }

const LONGEST_TITLE = 300;
const LONGEST_TEXT = 20_000;

/** `title` and `text` (the reasons) in the words of the screen; `assignee`: a member. */
export const taskOf = ({ due }: CoachAction, deal: string, { title, text, assignee }: { readonly title: string; readonly text: string; readonly assignee: string }): TaskDraft => ({
  kind: "task", values: { title: title.slice(0, LONGEST_TITLE), root: deal, assignee, due, text: text.slice(0, LONGEST_TEXT) },
});

/** Advice that is done by writing to somebody. */
const BY_MAIL: ReadonlySet<CoachAction["code"]> = new Set(["renewCloseDate", "prepareClose", "reachOut", "reviveDeal", "setNextStep", "meetDecisionMaker", "agreeCriteria", "nameBudget", "sendProposal", "offerTrial", "confirmDecisionPath", "settleTerms", "planStart", "answerObjection", "makePlanTogether"]);

/** To whom a draft would go; null: it is none to be written. */
export const mailOf = ({ code, person }: CoachAction): { readonly to: string } | null => (person !== "" && BY_MAIL.has(code) ? { to: person } : null);
