import { sameText } from "@outrider/shared/kernel";
import { expect, it } from "vitest";
import { erasuresOf, personOf, retentionOf, usesOf } from "./privacy-view.ts";

it("P2 what the server knows of a person is shown by kind, without sums, and what is no place is left out", () => {
  expect(personOf({ id: "p", name: "Ada", people: [{ id: "p", kind: "contact", title: "Ada", root: "" }, { id: "x", kind: "nothing" }], counts: { records: 3, people: 1, contact: 1, task: 2, audit: 0 }, linked: [{ id: "d", kind: "deal", title: "A deal", fields: ["contact"] }], words: { places: [{ id: "c", kind: "company", title: "Acme" }], more: true } })).toEqual({
    id: "p", name: "Ada", people: [{ id: "p", kind: "contact", title: "Ada", fields: [] }], counts: [["contact", 1], ["task", 2]],
    linked: [{ id: "d", kind: "deal", title: "A deal", fields: ["contact"] }], places: [{ id: "c", kind: "company", title: "Acme", fields: [] }], more: true,
  });
  for (const answer of [null, undefined, 5, [], { people: {}, counts: [], words: "x" }]) expect(personOf(answer)).toMatchObject({ people: [], linked: [], places: [], more: false });
});

it("P2 an erasure is under way until it has a time", () => {
  expect(erasuresOf([{ id: "e", askedBy: "a", askedAt: 5, doneAt: null, counts: {}, hash: null }, { id: "f", askedBy: "a", askedAt: 4, doneAt: 6, counts: { records: 7 } }])).toEqual([
    { id: "e", askedBy: "a", askedAt: 5, done: false, records: 0 }, { id: "f", askedBy: "a", askedAt: 4, done: true, records: 7 },
  ]);
});

it("P2 the name is compared as the server compares it", () => {
  expect(sameText("  Ada   Lovelace ", "Ada Lovelace")).toBe(true);
  expect(sameText("Jose\u0301", "José")).toBe(true);
  expect(sameText("ada lovelace", "Ada Lovelace")).toBe(false);
});

it("P1 what is kept and taken is read, with and without a last round", () => {
  expect(retentionOf({ keep: { interactions: 730, bin: 30 }, takes: { interactions: 2, bin: 1 }, last: null })).toEqual({ keep: { interactions: 730, bin: 30 }, takes: { interactions: 2, bin: 1 }, last: null });
  expect(retentionOf({ last: { day: "2027-01-01", records: 9 } }).last).toEqual({ day: "2027-01-01", records: 9 });
});

it("P4 uses are summed over the days that are shown, most used first", () => {
  expect(usesOf([{ day: "2027-01-03", feature: "deals", count: 2 }, { day: "2027-01-02", feature: "board", count: 5 }, { day: "2027-01-02", feature: "deals", count: 4 }, { day: "2026-01-02", feature: "deals", count: 99 }], "2027-01-01")).toEqual([{ feature: "deals", count: 6 }, { feature: "board", count: 5 }]);
});
