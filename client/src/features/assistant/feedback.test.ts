import { expect, it } from "vitest";
import { feedbackCall } from "./feedback.ts";

const suggestion = { assistant: "coach", root: "deal", about: "", code: "reachOut", confidence: { value: 62, stated: 70 } } as const;

it("A8 what is promised is kept once with the first word on it, and later words change that same feedback", () => {
  const first = feedbackCall(suggestion, undefined, { done: true }, "ada", 5);
  expect(first).toMatchObject({ name: "create", args: { kind: "feedback", values: { root: "deal", suggestion: "reachOut", by: "ada", madeBy: "device", confidence: 62, stated: 70, shownAt: 5, doneAt: 5 } } });
  expect(feedbackCall(suggestion, undefined, { useful: "no" }, "ada", 9).args).toMatchObject({ id: (first.args as { id: string }).id });
  expect(feedbackCall(suggestion, { id: "f", useful: "", done: true, outcome: "" }, { done: false, outcome: "worked", useful: null }, "ada", 9)).toEqual({ name: "edit", args: { id: "f", values: { doneAt: null, outcome: "worked", useful: null } } });
});

it("A8 A11 feedback on a language model's answer says which model gave it, and promises nothing that nobody promised", () => {
  const { args } = feedbackCall({ assistant: "coach", root: "deal", about: "", code: "coach by house", madeBy: "house" }, undefined, { useful: "yes" }, "ada", 5);
  expect(args).toMatchObject({ values: { suggestion: "coach by house", madeBy: "house", useful: "yes" } });
  expect(Object.keys((args as { values: object }).values)).not.toContain("confidence");
});
