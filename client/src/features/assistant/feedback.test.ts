import { expect, it } from "vitest";
import { feedbackCall } from "./feedback.ts";

const suggestion = { assistant: "coach", root: "deal", about: "", code: "reachOut", confidence: { value: 62, stated: 70 } } as const;

it("A8 what is promised is kept once with the first word on it, and later words change that same feedback", () => {
  const first = feedbackCall(suggestion, undefined, { done: true }, "ada", 5);
  expect(first).toMatchObject({ name: "create", args: { kind: "feedback", values: { root: "deal", suggestion: "reachOut", by: "ada", madeBy: "device", confidence: 62, stated: 70, shownAt: 5, doneAt: 5 } } });
  expect(feedbackCall(suggestion, undefined, { useful: "no" }, "ada", 9).args).toMatchObject({ id: (first.args as { id: string }).id });
  expect(feedbackCall(suggestion, { id: "f", useful: "", done: true, outcome: "" }, { done: false, outcome: "worked", useful: null }, "ada", 9)).toEqual({ name: "edit", args: { id: "f", values: { doneAt: null, outcome: "worked", useful: null } } });
});
