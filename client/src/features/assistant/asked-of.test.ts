import { expect, it } from "vitest";
import { askedOf } from "./asked-of.ts";

it("A12 a question is cut where words were not understood, and stays the same question", () => {
  const question = "which zorblax deals over 50k, please: zorblax?";
  const parts = askedOf(question, ["zorblax", "please", "zorblax"]);
  expect(parts.map(({ text }) => text).join("")).toBe(question);
  expect(parts.filter(({ missed }) => missed).map(({ text }) => text)).toEqual(["zorblax", "please", "zorblax"]);
  expect(askedOf(question, ["not there", ""])).toEqual([{ text: question, missed: false }]);
  expect(askedOf("", [])).toEqual([]);
});
