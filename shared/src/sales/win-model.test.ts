import { createRandom } from "@outrider/shared/kernel";
import { asOf, createTestBook } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { type Example, learnWinModel, skillOf, winChanceOf } from "./index.ts";

/** Deals of which one feature tells something, or none does. */
function examples(count: number, telling: number): readonly Example[] {
  const random = createRandom(`deals ${telling}`);
  return Array.from({ length: count }, (_, at) => {
    const good = random.chance(0.5);
    return { id: String(at), features: [good ? "good" : "bad", `noise ${random.int(20)}`], won: random.chance(good ? 0.5 + telling : 0.5 - telling) };
  });
}

describe("the chance to win", () => {
  it("A1 what tells something is learned, and what few deals speak for counts for little", () => {
    const model = learnWinModel([...examples(400, 0.3), { id: "one", features: ["rare"], won: true }]);
    expect(model.chance(["good"])).toBeGreaterThan(0.7);
    expect(model.chance(["bad"])).toBeLessThan(0.3);
    expect(Math.abs(model.chance(["rare"]) - model.base)).toBeLessThan(0.06);
    expect(model.weight("never seen")).toBe(0);
    expect(learnWinModel([])).toMatchObject({ base: 0.5, of: 0 });
  });

  it("A7 skill over the plain rate is found where there is some, denied where there is none, and not told of few deals", () => {
    expect(skillOf(examples(400, 0.3))?.skilled).toBe(true);
    expect(skillOf(examples(400, 0))?.skilled).toBe(false);
    expect(skillOf(examples(39, 0.3))).toBeNull();
    expect(skillOf(examples(400, 0.3).map((one) => ({ ...one, won: true })))).toBeNull();
  });

  it("A1 a deal's chance names what moves it and how many deals it rests on; without skill there is only the plain rate", () => {
    const { book, deal } = createTestBook();
    for (let at = 0; at < 60; at++) deal(`d${at}`, { industry: at % 2 === 0 ? "Retail" : "Energy", stage: at % 2 === 0 || at % 10 === 1 ? "won" : "lost", closeDate: "2026-05-01" });
    const chance = winChanceOf(book, book.deal(deal("mine", { industry: "Retail" })) as never, asOf);
    expect(chance).toMatchObject({ known: true, of: 60, base: 60 });
    if (chance.known) {
      expect(chance.chance).toBeGreaterThan(70);
      expect(chance.parts[0]?.feature).toBe("industry Retail");
    }
    const other = createTestBook();
    for (let at = 0; at < 60; at++) other.deal(`d${at}`, { industry: "Retail", stage: at % 3 === 0 ? "won" : "lost", closeDate: "2026-05-01" });
    expect(winChanceOf(other.book, other.book.deal(other.deal("mine", { industry: "Retail" })) as never, asOf)).toEqual({ known: false, why: "noSkill", base: 34, of: 60 });
  });
});
