import { expect, it } from "vitest";
import { factsAlone, hasFacts } from "./facts-alone.ts";
import { emptyRecord, type RecordState } from "./state.ts";

const register = (value: string | number) => ({ value, at: 1, origin: "d.1", by: "u" });
const element = { adds: ["d.1"], removes: [] };
const before: RecordState = { ...emptyRecord("c", "contact"), fields: { name: register("Ann"), visits: register(1) }, sets: { tags: { vip: element } } };

it("M1 facts alone are what the server says of a customer by itself, and nothing that anybody else may write", () => {
  const { fields, sets } = before;
  expect(factsAlone(before, { ...before, fields: { ...fields, visits: register(2), spend: register(5) } })).toBe(true);
  expect(factsAlone(before, { ...before, fields: { ...fields }, sets: { ...sets, openedCampaigns: { one: element } } })).toBe(true);
  expect(factsAlone(before, before)).toBe(true);
  expect(factsAlone(before, { ...before, fields: { ...fields, visits: register(2), name: register("Anne") } })).toBe(false);
  expect(factsAlone(before, { ...before, fields: { ...fields, deletedAt: register(5) } })).toBe(false);
  expect(factsAlone(before, { ...before, fields: { name: register("Ann") } })).toBe(false);
  expect(factsAlone(before, { ...before, sets: { tags: { vip: element } } })).toBe(false);
  expect(factsAlone(before, { ...before, losers: { name: { ...register("An"), against: "d.2", againstAt: 2 } } })).toBe(false);
  expect(factsAlone(before, { ...before, trail: { "stage d.1": { ...register("x"), field: "stage" } } })).toBe(false);
});

it("M1 only customers have them: what the server says of a campaign comes to whoever may see it", () => {
  expect(["contact", "campaign", "lead", "deal", "attachment", "body", "nothing"].filter(hasFacts)).toEqual(["contact"]);
});
