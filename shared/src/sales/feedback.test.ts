import { idOf, stateOf } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { adviceOf } from "./index.ts";

it("A8 what people made of a suggestion is what later confidence is drawn to", () => {
  const given = (values: Readonly<Record<string, string | number>>) => stateOf("feedback", idOf("f"), { values: { suggestion: "reachOut", shownAt: 5, confidence: 70, ...values } });
  expect(adviceOf(given({ stated: 80, useful: "no", doneAt: 9, outcome: "worked" }))).toEqual({ id: idOf("f"), code: "reachOut", stated: 80, useful: false, done: true, worked: true, at: 5 });
  expect(adviceOf(given({}))).toMatchObject({ stated: 70, useful: null, done: null, worked: null });
  expect(adviceOf(given({ deletedAt: 1 }))).toBeNull();
  expect(adviceOf(stateOf("feedback", idOf("f"), { values: { suggestion: "reachOut", shownAt: 5 } }))).toBeNull();
  expect(adviceOf(stateOf("task", idOf("t"), { values: { title: "x" } }))).toBeNull();
});
