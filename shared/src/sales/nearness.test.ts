import { expect, it } from "vitest";
import { nearnessOf } from "./nearness.ts";

it("A1 A3 A5 what is near by words and by meaning comes before what is near by one of them, whatever figures the two have", () => {
  const words = new Map([["both", 0.2], ["words", 0.9], ["worse", 0.1]]);
  const meaning = new Map([["both", 0.5], ["meaning", 0.4]]);
  const order = (of: ReturnType<typeof nearnessOf>) => [...of].sort(([, a], [, b]) => b.order - a.order).map(([id]) => id);
  expect(order(nearnessOf(words, meaning))).toEqual(["both", "words", "meaning", "worse"]);
  expect(nearnessOf(words, meaning).get("both")).toMatchObject({ closeness: 0.5 });
  expect(order(nearnessOf(words))).toEqual(["words", "both", "worse"]);
  expect(nearnessOf(new Map(), new Map([["a", 1]])).get("a")?.order).toBe(0.5);
});
