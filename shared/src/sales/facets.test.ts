import { asOf, createTestBook } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { FACETS, facetsOf } from "./facets.ts";

it("A5 each collection keeps what it is filtered by, and what is not known is left out", () => {
  const { book, contact, deal, objection, activity } = createTestBook();
  const ida = contact("Ida");
  const won = deal("won", { industry: " Retail ", amount: 100, stage: "won", openedOn: "2026-05-01", closeDate: "2026-05-11", contact: ida });
  const price = objection(won, { category: "price", status: "resolved", response: "Counted" });
  const again = objection(won, { category: "price", status: "open", response: "Perhaps" });
  const letter = activity(won, { type: "email", direction: "in", daysAgo: 3, text: "Dear Ms Roth, our committee asks for the figures. Kind regards" });
  const call = activity(won, { type: "call", direction: "out", daysAgo: 2, text: "hey, cool" });
  activity(won, { type: "note", daysAgo: 1, text: "Thinking" });
  expect(facetsOf(book, won, asOf)).toEqual({ outcome: "won", industry: "retail", value: 100, objections: ["price"], days: 10 });
  expect(facetsOf(book, price, asOf)).toEqual({ category: "price", success: 1, industry: "retail" });
  expect(facetsOf(book, again, asOf)).toMatchObject({ success: 1 });
  expect(facetsOf(book, letter, asOf)).toEqual({ tone: "formal", frequency: 1, engagement: "high" });
  expect(facetsOf(book, call, asOf)).toEqual({ tone: "casual", frequency: 2, engagement: "medium" });
  const persona = facetsOf(book, ida, asOf);
  expect(persona).toMatchObject({ decides: "committee", objects: "price" });
  expect(Object.keys(persona).every((name) => Object.hasOwn(FACETS.personas, name))).toBe(true);
  expect(facetsOf(book, contact("Tom"), asOf)).toEqual({});
  expect(facetsOf(book, "nobody", asOf)).toEqual({});
});
