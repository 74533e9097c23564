import { expect, it } from "vitest";
import type { Notice } from "./find-notices.ts";
import { foldMany, saysHowMany, type Summary } from "./many.ts";

const some = (count: number, more: Partial<Notice> = {}): readonly Notice[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${more.person ?? "eva"} ${more.kind ?? "contact"} ${at}`, person: "eva", what: "assigned", about: `r${at}`, by: "ann", text: "", at: 1000 + at, kind: "contact", ...more }));

it("U5 500 contacts given at once are one notice to each, with how many, and each keeps its name", () => {
  const folded = foldMany([...some(500), ...some(7, { person: "max", kind: "lead" }), ...some(2, { person: "ben" })], []);
  expect(folded.told.map(({ person, what, by, about, text }) => [person, what, by, about, text])).toEqual([
    ["eva", "assigned", "ann", "", "500 contacts"], ["max", "assigned", "ann", "", "7 leads"], ["ben", "assigned", "ann", "r0", ""], ["ben", "assigned", "ann", "r1", ""],
  ]);
  expect(folded.silent).toHaveLength(507);
  expect(folded.told[0]?.at).toBe(1499);
  // The same page looked at again after a crash has the same name for it.
  expect(foldMany(some(500), []).told[0]?.id).toBe(folded.told[0]?.id);
});

it("U5 what comes on top of one that is unread is added to it, and is no notice of its own", () => {
  const open: Summary = { id: "many", person: "eva", what: "assigned", by: "ann", text: "500 contacts" };
  expect(foldMany(some(3), [open])).toMatchObject({ told: [], grown: [{ id: "many", text: "503 contacts" }] });
  expect(foldMany(some(3, { kind: "deal" }), [open]).grown).toMatchObject([{ text: "503 records" }]);
  expect(foldMany(some(3, { by: "max" }), [open])).toMatchObject({ told: [{}, {}, {}], grown: [] });
});

it("U5 few are told each by itself, and so is what has words of its own or falls due", () => {
  expect(foldMany(some(5), [])).toMatchObject({ silent: [], grown: [] });
  expect(foldMany(some(9, { what: "due" }), []).told).toHaveLength(9);
  expect(foldMany(some(9, { what: "message", text: "Hello" }), []).told).toHaveLength(9);
  expect(foldMany([...some(4), ...some(4, { kind: "lead" })], []).told).toMatchObject([{ text: "8 records" }]);
  expect([saysHowMany("12 contacts"), saysHowMany("12"), saysHowMany("Ring 12 people!")]).toEqual([true, false, false]);
});
