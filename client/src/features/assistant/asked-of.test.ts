import { understand } from "@outrider/shared/segments";
import { expect, it } from "vitest";
import { askedOf, forList } from "./asked-of.ts";

it("A12 a question is cut where words were not understood, and stays the same question", () => {
  const question = "which zorblax deals over 50k, please: zorblax?";
  const parts = askedOf(question, ["zorblax", "please", "zorblax"]);
  expect(parts.map(({ text }) => text).join("")).toBe(question);
  expect(parts.filter(({ missed }) => missed).map(({ text }) => text)).toEqual(["zorblax", "please", "zorblax"]);
  expect(askedOf(question, ["not there", ""])).toEqual([{ text: question, missed: false }]);
  expect(askedOf("", [])).toEqual([]);
});

it("A12 what a list cannot be asked is told as not understood, and the rest is asked", () => {
  const question = "which deals over 50k have had no contact for two weeks?";
  const found = understand(question, { members: [], stages: [], values: [], fields: [] });
  const { rule, missed } = forList(found, question);
  expect(rule).toEqual({ field: "value", op: ">", value: 50_000 });
  expect(askedOf(question, missed).map(({ text }) => text).join("")).toBe(question);
  expect(missed).toContain("contact");
  expect(missed).not.toContain("deals");
});
