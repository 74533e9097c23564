import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Advice, confidenceOf } from "./index.ts";

const similar = (...likeness: readonly number[]) => likeness.map((similarity, at) => ({ id: `s${at}`, similarity }));
const advice = (at: number, of: Partial<Advice> = {}): Advice => ({ id: `a${at}`, code: "reachOut", stated: 80, useful: null, done: null, worked: null, at, ...of });
const grounds = { similar: [], specifics: [], past: [], code: "reachOut" } as const;

describe("confidence", () => {
  it("A7 the prior: 50, 20 for three similar, 15 for one above 0.8, 10 for specifics", () => {
    expect(confidenceOf(grounds).value).toBe(50);
    expect(confidenceOf({ ...grounds, similar: similar(0.5, 0.5) }).value).toBe(50);
    expect(confidenceOf({ ...grounds, similar: similar(0.5, 0.5, 0.5) }).value).toBe(70);
    expect(confidenceOf({ ...grounds, similar: similar(0.8) }).value).toBe(50);
    expect(confidenceOf({ ...grounds, similar: similar(0.81) }).value).toBe(65);
    expect(confidenceOf({ ...grounds, specifics: ["x"] }).value).toBe(60);
    expect(confidenceOf({ ...grounds, similar: similar(0.9, 0.5, 0.5), specifics: ["x"] })).toMatchObject({ value: 95, stated: 95, parts: [{ name: "start" }, { name: "similar", evidence: ["s0", "s1", "s2"] }, { name: "alike", evidence: ["s0"] }, { name: "specific", evidence: ["x"] }] });
  });

  it("A7 A8 times how past advice of its kind turned out, an outcome before an opinion", () => {
    const bad = [0, 1, 2, 3, 4].map((at) => advice(at, { useful: true, worked: false }));
    const after = confidenceOf({ ...grounds, past: bad });
    expect(after.value).toBe(25);
    expect(after.parts.find(({ name }) => name === "accuracy")).toEqual({ name: "accuracy", points: -25, evidence: ["a0", "a1", "a2", "a3", "a4"] });
    expect(confidenceOf({ ...grounds, past: bad, code: "setNextStep" }).value).toBe(50);
    expect(confidenceOf({ ...grounds, past: [advice(9)] }).value).toBe(50);
  });

  it("A7 once there are outcomes, it is drawn to what came true of advice this sure", () => {
    const past = Array.from({ length: 40 }, (_, at) => advice(at, { code: "other", stated: 50, worked: at % 10 === 0 }));
    const drawn = confidenceOf({ ...grounds, past });
    expect(drawn.stated).toBe(50);
    expect(drawn.value).toBe(18);
    expect(drawn.parts.find(({ name }) => name === "calibration")?.evidence).toHaveLength(40);
    expect(confidenceOf({ ...grounds, past: past.slice(0, 19) }).value).toBe(50);
  });

  it("A7 it is always from 10 to 95, and the sum of its parts", () => {
    const arbAdvice = fc.record({ id: fc.string(), code: fc.constantFrom("reachOut", "x"), stated: fc.integer({ min: 10, max: 95 }), useful: fc.option(fc.boolean()), done: fc.constant(null), worked: fc.option(fc.boolean()), at: fc.nat() });
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), fc.array(fc.string(), { maxLength: 2 }), fc.array(arbAdvice, { maxLength: 60 }), (likeness, specifics, past) => {
      const { value, parts } = confidenceOf({ similar: similar(...likeness), specifics, past, code: "reachOut" });
      expect(value).toBeGreaterThanOrEqual(10);
      expect(value).toBeLessThanOrEqual(95);
      expect(Number.isInteger(value)).toBe(true);
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(value);
    }));
  });
});
