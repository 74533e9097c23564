import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTextIndex } from "./tf-idf.ts";

const of = (texts: Readonly<Record<string, string>>) => {
  const index = createTextIndex();
  for (const [id, text] of Object.entries(texts)) index.add(id, text);
  return index;
};

const said = {
  price: "Your price is higher than what others quote us",
  budget: "We cannot afford it in this year's budget",
  time: "We need it live before the summer",
  weather: "It rains in Paris",
};

describe("A6 closeness by words", () => {
test("A6 what shares words, and forms of words, comes first; what shares nothing is not answered", () => {
  const index = of(said);
  expect(index.closest("the pricing is too high").map(({ id }) => id)).toEqual(["price"]);
  expect(index.closest("budgets")[0]?.id).toBe("budget");
  expect(index.closest("")).toEqual([]);
  expect(index.closest("zzzz")).toEqual([]);
  expect(of({}).closest("price")).toEqual([]);
});

test("A6 a text is wholly like itself, whatever its case and accents", () => {
  const index = of({ ...said, accents: "Préjugé à Genève" });
  expect(index.closest(said.price)[0]).toEqual({ id: "price", score: expect.closeTo(1, 9) as number });
  expect(index.closest("PREJUGE A GENEVE")[0]).toEqual({ id: "accents", score: expect.closeTo(1, 9) as number });
});

test("A6 a seldom word counts for more than one that is in every text", () => {
  const index = of({ a: "deal acme renewal", b: "deal zephyr renewal", c: "deal kappa renewal" });
  expect(index.closest("zephyr deal")[0]?.id).toBe("b");
});

test("A6 only what is asked among is answered, so many, and a text that was taken out is not", () => {
  const index = of(said);
  expect(index.closest("the budget we need", { among: (id) => id === "budget" }).map(({ id }) => id)).toEqual(["budget"]);
  expect(index.closest("it we our", { count: 1 })).toHaveLength(0);
  expect(index.closest("live budget", { count: 1 })).toHaveLength(1);
  index.remove("price");
  index.remove("price");
  expect(index.size).toBe(3);
  expect(index.closest("price higher").map(({ id }) => id)).not.toContain("price");
});

test("A6 the answer does not depend on the order in which texts came, nor on those that were there before", () => {
  const text = fc.array(fc.constantFrom("price", "pricing", "budget", "too", "late", "summer", "acme"), { minLength: 1, maxLength: 6 }).map((some) => some.join(" "));
  fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), text), { maxLength: 12, selector: ([id]) => id }), fc.array(text, { maxLength: 4 }), text, (texts, earlier, asked) => {
    const straight = createTextIndex();
    for (const [id, one] of texts) straight.add(id, one);
    const other = createTextIndex();
    for (const [at, one] of earlier.entries()) other.add(texts[at]?.[0] ?? "gone", one);
    for (const [id, one] of [...texts].reverse()) other.add(id, one);
    other.remove("gone");
    const round = (index: typeof straight) => index.closest(asked).map(({ id, score }) => [id, score.toFixed(9)].join(" ")).sort();
    if (!texts.some(([id]) => id === "gone")) expect(round(other)).toEqual(round(straight));
  }));
});
});
