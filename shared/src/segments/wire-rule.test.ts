import { createRandom } from "@outrider/shared/kernel";
import { createSegmentWorld, randomRule } from "@outrider/shared/testing";
import { customName, customNamed } from "@outrider/shared/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathsOfPlan, planOf, readWireRule, SEGMENT_PATHS, type SegmentCustom, segmentContext, writeWireRule } from "./index.ts";

const fieldsIn = (rule: unknown): readonly string[] => JSON.stringify(rule).match(/(?:company\.)?custom_[a-z]+_[0-9a-f]{32}/g) ?? [];

describe("rules of segments on the wire", () => {
  it("M3 a rule comes back from the wire as it was: 1,000 of them", () => {
    const random = createRandom("wire");
    const world = createSegmentWorld(random, 20, Date.UTC(2026, 2, 31));
    for (let each = 0; each < 1_000; each += 1) {
      const rule = randomRule(random, world);
      const custom = [...new Set(fieldsIn(rule))].map((path): SegmentCustom => ({ of: path.startsWith("company.") ? "company" : "contact", name: path.replace("company.", ""), label: "x" }));
      const wire = JSON.parse(JSON.stringify(writeWireRule(rule))) as unknown;
      expect(readWireRule(wire, custom)).toEqual({ ok: true, value: JSON.parse(JSON.stringify(rule)) });
    }
  });

  it("M3 every path has names of its own, and is understood by each of them", () => {
    const names = SEGMENT_PATHS.flatMap(({ wire }) => wire);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, wire } of SEGMENT_PATHS) for (const name of [path, ...wire]) expect(readWireRule({ field: name, op: "is empty" })).toEqual({ ok: true, value: { field: path, op: "empty" } });
  });

  it("M3 R10 a custom field is called by its id or its label, and by neither where two are called so", () => {
    const number = customName("number", "00000000-0000-4000-8000-000000000001");
    const one: SegmentCustom = { of: "contact", name: number, label: "Shoe size" };
    const id = customNamed(number)?.id ?? "";
    for (const field of [number, `customFields.${id}`, "customFields.Shoe size"]) expect(readWireRule({ field, op: "=", value: 42 }, [one])).toEqual({ ok: true, value: { field: number, op: "==", value: 42 } });
    expect(readWireRule({ field: "customFields.Shoe size", op: "==", value: 42 }, [one, { ...one, name: customName("number", "00000000-0000-4000-8000-000000000002") }])).toMatchObject({ ok: false, error: { at: "field" } });
    expect(readWireRule({ field: "customFields.Shoe size", op: "==", value: 42 })).toMatchObject({ ok: false, error: { at: "field" } });
    expect(readWireRule({ field: "company.customFields.Shoe size", op: "==", value: 42 }, [{ ...one, of: "company" }])).toMatchObject({ ok: true, value: { field: `company.${number}` } });
  });

  it("M3 whatever comes in is a rule or a fault with its place, and is never thrown", () => {
    fc.assert(fc.property(fc.anything(), (given) => void readWireRule(given)), { numRuns: 500 });
    fc.assert(fc.property(fc.object({ key: fc.constantFrom("and", "or", "not", "field", "op", "value", "x"), maxDepth: 6 }), (given) => void readWireRule(given)), { numRuns: 500 });
  });

  it("M3 who never ordered has been inactive for no number of days: not for more, not for fewer", () => {
    const context = segmentContext("me", "Europe/Berlin", "2026-03-31");
    expect(pathsOfPlan(planOf({ field: "inactiveDays", op: ">", value: 180 }, context))).toEqual(["lastActive"]);
    // The days are those of the zone: clocks went forward on the 29th.
    expect(planOf({ field: "inactiveDays", op: "<=", value: 2 }, context)).toEqual({ path: "lastActive", test: { is: "ranges", ranges: [{ from: Date.UTC(2026, 2, 28, 23), above: false, to: Infinity, below: true }] } });
    expect(planOf({ field: "inactiveDays", op: ">", value: 1 }, context)).toEqual({ path: "lastActive", test: { is: "ranges", ranges: [{ from: -Infinity, above: false, to: Date.UTC(2026, 2, 29, 22), below: true }] } });
  });
});
