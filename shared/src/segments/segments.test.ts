import { checkRule, customName, PERIODS, type Rule, RULE_LIMITS, RULE_OPS, type RuleLeaf, type RuleOp, type RuleValue, type Value } from "@outrider/shared/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, periodAround } from "./day.ts";
import { match, readRule, type RuleContext, type Subject, writeRule } from "./index.ts";

const context: RuleContext = { me: "eva", today: "2026-03-31", dayOf: (at) => new Date(at).toISOString().slice(0, 10) };
const subjectOf = (values: Readonly<Record<string, Value | readonly Value[]>>): Subject => (path) => {
  const value = values[path];
  return value === undefined || value === null || value === "" ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
};
const custom = customName("number", "00000000-0000-4000-8000-000000000001");
const deal = subjectOf({
  title: "Ångström order", value: { amount: 5000, currency: "EUR" }, owner: "eva", stage: "s1", "stage.outcome": "open", closeDate: "2026-03-30",
  tags: ["Hot", "fair"], updatedAt: Date.UTC(2026, 2, 30, 12), done: false, [custom]: 7, region: "constructor",
});
const holds = (field: string, op: RuleOp, value?: RuleValue | readonly RuleValue[]): boolean => match({ field, op, ...(value !== undefined && { value }) }, deal, context);

const arbValue: fc.Arbitrary<RuleValue> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("a*b~c", "~x", "", "*", "2026-02-03"), fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0), fc.boolean(),
  fc.constant({ me: true } as const), fc.integer({ min: -400, max: 400 }).map((days) => ({ days })), fc.record({ period: fc.constantFrom(...PERIODS), shift: fc.integer({ min: -9, max: 9 }) }),
);
const arbField = fc.constantFrom("title", "value", "owner", "closeDate", "tags", "stage.outcome", "updatedAt", custom, "none");
const arbLeaf: fc.Arbitrary<RuleLeaf> = fc.tuple(arbField, fc.constantFrom(...RULE_OPS), fc.array(arbValue, { minLength: 2, maxLength: 4 }), fc.string({ maxLength: 5 })).map(([field, op, values, part]) =>
  op === "empty" || op === "filled" ? { field, op } : op === "in" ? { field, op, value: values } : op === "between" ? { field, op, value: values.slice(0, 2) } : { field, op, value: op === "contains" ? part : (values[0] as RuleValue) });
const { rule: arbRule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true }, arbLeaf,
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((and) => ({ and })), fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((or) => ({ or })), tie("rule").map((not) => ({ not })),
  ),
}));

type Case = readonly [string, RuleOp, (RuleValue | readonly RuleValue[])?];
const cases = (...all: readonly Case[]) => all.map(([field, op, value]) => ({ field, op, value, said: JSON.stringify([field, op, value]) }));

describe("rules over fields", () => {
  it.each(cases(
    ["value", ">", 4999], ["value", ">=", 5000], ["value", "<", 5000.5], ["value", "<=", 5000], ["value", "==", 5000], ["value", "!=", 5001], ["value", "between", [1, 5000]],
    ["title", "contains", "ANGSTROM"], ["title", "==", "ångström ORDER"], ["tags", "==", "hot"], ["tags", "in", ["cold", "fair"]], ["tags", "contains", "ai"], ["region", "==", "constructor"],
    ["owner", "==", { me: true }], ["stage.outcome", "!=", "won"], [custom, "<", 8], ["none", "empty"], ["none", "!=", "x"], ["title", "filled"], ["done", "==", false], ["none", "==", false], ["done", "!=", true],
    ["closeDate", "==", { days: -1 }], ["closeDate", "<", { days: 0 }], ["closeDate", ">=", { days: -30 }], ["closeDate", "==", { period: "month", shift: 0 }], ["closeDate", "<", { period: "month", shift: 1 }],
    ["closeDate", "==", { period: "quarter", shift: 0 }], ["closeDate", "<=", { period: "week", shift: 0 }], ["closeDate", "between", ["2026-03-01", { days: 0 }]], ["closeDate", "==", "2026-03-30"],
    ["updatedAt", "==", { days: -1 }], ["updatedAt", "<", "2026-03-31"], ["updatedAt", ">", Date.UTC(2026, 2, 30)], ["closeDate", "in", [{ days: 3 }, { days: -1 }]],
  ))("R11 it finds: $said", ({ field, op, value }) => expect(holds(field, op, value)).toBe(true));

  it.each(cases(
    ["value", ">", 5000], ["value", "==", "5000"], ["value", "between", [5001, 9000]], ["title", "contains", "x"], ["title", ">", 3], ["tags", "!=", "hot"], ["tags", "in", ["cold"]], ["owner", "==", "ben"],
    ["none", "==", ""], ["none", "<", 5], ["none", "filled"], ["title", "empty"], ["done", "==", true], ["none", "contains", ""],
    ["closeDate", "==", { days: 0 }], ["closeDate", "<", { period: "month", shift: 0 }], ["closeDate", ">", { period: "month", shift: 0 }], ["closeDate", "==", { period: "year", shift: -1 }], ["title", "==", { days: 0 }],
  ))("R11 it leaves out: $said", ({ field, op, value }) => expect(holds(field, op, value)).toBe(false));

  it("R11 and, or and not are what they are in logic, however deep", () => {
    fc.assert(fc.property(arbRule, arbRule, (a, b) => {
      const [one, other] = [match(a, deal, context), match(b, deal, context)];
      expect(match({ and: [a, b] }, deal, context)).toBe(one && other);
      expect(match({ or: [a, b] }, deal, context)).toBe(one || other);
      expect(match({ not: a }, deal, context)).toBe(!one);
      expect(match({ not: { or: [a, b] } }, deal, context)).toBe(match({ and: [{ not: a }, { not: b }] }, deal, context));
    }), { numRuns: 300 });
  });

  it("R11 what compares says the same thing in other words", () => {
    fc.assert(fc.property(arbField, arbValue, arbValue, (field, a, b) => {
      expect(holds(field, "!=", a)).toBe(!holds(field, "==", a));
      expect(holds(field, "empty")).toBe(!holds(field, "filled"));
      expect(holds(field, "in", [a])).toBe(typeof a === "boolean" ? holds(field, "in", [a]) : holds(field, "==", a));
      if (field !== "tags") {
        expect(holds(field, ">=", a)).toBe(holds(field, ">", a) || (holds(field, "filled") && holds(field, "in", [a])));
        expect(holds(field, "between", [a, b])).toBe(holds(field, ">=", a) && holds(field, "<=", b));
      }
    }), { numRuns: 400 });
  });

  it("R11 days and periods are those of the calendar", () => {
    fc.assert(fc.property(fc.date({ min: new Date("1583-01-01"), max: new Date("9000-12-31"), noInvalidDate: true }), fc.integer({ min: -9000, max: 9000 }), fc.constantFrom(...PERIODS), fc.integer({ min: -30, max: 30 }), (date, days, period, shift) => {
      const text = (at: number): string => new Date(at).toISOString().slice(0, 10);
      const day = text(date.getTime());
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
      expect(dayAfter(day, days)).toBe(text(Date.UTC(year, month, date.getUTCDate() + days)));
      const weekday = (date.getUTCDay() + 6) % 7;
      const starts = { week: Date.UTC(year, month, date.getUTCDate() - weekday + 7 * shift), month: Date.UTC(year, month + shift, 1), quarter: Date.UTC(year, (Math.floor(month / 3) + shift) * 3, 1), year: Date.UTC(year + shift, 0, 1) };
      const [first, last] = periodAround(day, period, shift);
      expect(first).toBe(text(starts[period]));
      expect(dayAfter(last, 1)).toBe(periodAround(day, period, shift + 1)[0]);
    }), { numRuns: 500 });
    expect([dayAfter("9999-12-31", 5), dayAfter("1000-01-01", -5)]).toEqual(["9999-12-31", "1000-01-01"]);
  });

  it("R11 a rule comes back from its text as it was", () => {
    fc.assert(fc.property(arbRule, (rule) => {
      const read = readRule(writeRule(rule));
      if (checkRule(rule) === null && writeRule(rule).length <= 6000) expect(read).toEqual({ ok: true, value: rule });
      else expect(read.ok).toBe(false);
    }), { numRuns: 500 });
    expect(writeRule({ and: [{ field: "value", op: ">=", value: 50_000 }, { field: "owner", op: "==", value: { me: true } }] })).toBe("-and2*value*ge*n50000*owner*eq*m");
  });

  it("R11 a text that is no rule is a fault that says what, and is never thrown", () => {
    for (const text of ["", "*", "value", "value*ge", "value*ge*", "value*ge*n", "value*ge*nabc", "value*is*n5", "value*ge*n5*n6", "-and0", "-and2*value*none", "-nand1*value*none", "a b*none", "value*in*0", "value*in*9999*n1", "closeDate*eq*d", "closeDate*eq*pz1", "closeDate*eq*pm1.5", "owner*eq*me", `${"-not*".repeat(9)}value*none`, `${"-not*".repeat(99)}value*none`, `title*eq*s${"x".repeat(301)}`, `title*eq*s${"x".repeat(9000)}`]) {
      const read = readRule(text);
      expect([text, read.ok]).toEqual([text, false]);
      if (!read.ok) expect(read.error.message).not.toBe("");
    }
    fc.assert(fc.property(fc.string(), (text) => void readRule(text)));
    fc.assert(fc.property(fc.array(fc.constantFrom("-and2", "-or1", "-not", "value", "ge", "eq", "in", "2", "n5", "sx", "m", "d1", "pm0", "")).map((words) => words.join("*")), (text) => {
      const read = readRule(text);
      if (read.ok) expect(writeRule(read.value)).toBe(text);
    }));
  });

  it("R11 a rule from anywhere is checked for its shape and its size, and the place of the fault is named", () => {
    const leaf = { field: "value", op: ">", value: 1 };
    const deep = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => ({ and: [inner] }), leaf);
    expect(checkRule(deep(RULE_LIMITS.depth))).toBeNull();
    expect(checkRule({ or: Array.from({ length: RULE_LIMITS.leaves }, () => leaf) })).toBeNull();
    const bad: readonly (readonly [unknown, string])[] = [
      [null, ""], [5, ""], [[], ""], [{}, "field"], [{ ...leaf, field: "__proto__" }, "field"], [{ ...leaf, field: "a.b.c.d" }, "field"], [{ ...leaf, op: "~" }, "op"], [{ ...leaf, extra: 1 }, ""], [{ and: [leaf], or: [leaf] }, "field"],
      [{ and: [] }, "and"], [{ and: [leaf, { ...leaf, value: null }] }, "and.1.value"], [{ not: { ...leaf, value: { days: 0.5 } } }, "not.value"], [{ ...leaf, value: Number.NaN }, "value"], [{ ...leaf, value: { period: "decade", shift: 1 } }, "value"], [{ ...leaf, value: { me: false } }, "value"],
      [{ ...leaf, op: "in", value: [] }, "value"], [{ ...leaf, op: "between", value: [1] }, "value"], [{ ...leaf, op: "in", value: [1, {}] }, "value.1"], [{ field: "value", op: "empty", value: 1 }, "value"], [{ ...leaf, op: "contains", value: 4 }, "value"],
      [{ or: Array.from({ length: RULE_LIMITS.leaves + 1 }, () => leaf) }, `or.${RULE_LIMITS.leaves}`], [deep(RULE_LIMITS.depth + 1), Array.from({ length: RULE_LIMITS.depth }, () => "and.0").join(".")],
    ];
    for (const [rule, at] of bad) expect([rule, checkRule(rule)?.at]).toEqual([rule, at]);
    fc.assert(fc.property(fc.anything(), (rule) => void checkRule(rule)));
  });
});
