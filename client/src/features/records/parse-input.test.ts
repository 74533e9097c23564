import { entities } from "@outrider/shared/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputText, parseInput, parseMoney } from "./parse-input.ts";
import { parseNumber, splitElements } from "../../app/typed-parts.ts";

const english = { group: ",", decimal: "." };
const german = { group: ".", decimal: "," };

describe("figures", () => {
  it.each([
    ["12500", 12_500], ["12,500", 12_500], ["12.5", 12.5], ["1,234,567.89", 1_234_567.89], ["1.234.567,89", 1_234_567.89], ["12 500", 12_500],
    ["12’500", 12_500], ["-3", -3], ["1,5", 1.5], ["1.234", 1.234], ["0.125", 0.125],
  ])("R3 %s is %d in English", (typed, value) => expect(parseNumber(typed, english)).toBe(value));

  it.each([["1.234", 1_234], ["1,234", 1.234], ["12.500,50", 12_500.5], ["1.234.567", 1_234_567]])("R3 %s is %d in German", (typed, value) => expect(parseNumber(typed, german)).toBe(value));

  it.each(["", "abc", "1.2.3", "1,2,3", "12-5", ".", "1e5", "--3", "1,23,45.6.7"])("R3 %j is no figure", (typed) => expect(parseNumber(typed, english)).toBeNaN());

  it("R3 any figure typed by the box is read back as it was", () => {
    fc.assert(fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
      const rounded = Math.round(value * 100) / 100;
      const typed = inputText(entities.company.fields.employees, rounded);
      fc.pre(!typed.includes("e"));
      expect(parseNumber(typed)).toBe(rounded === 0 ? 0 : rounded);
    }));
  });
});

describe("money", () => {
  it.each([
    ["84000", 84_000, "EUR"], ["84,000 USD", 84_000, "USD"], ["usd 84,000", 84_000, "USD"], ["€84000", 84_000, "EUR"], ["$1.5k", 1500, "USD"], ["2m", 2_000_000, "EUR"], ["₹5K", 5000, "INR"],
  ])("R3 %s", (typed, amount, currency) => expect(parseMoney(typed, "EUR")).toEqual({ amount, currency }));

  it("R3 no figure, no money", () => {
    expect(parseMoney("much", "EUR")).toBe(null);
    expect(parseInput(entities.deal.fields.value, "much", "EUR").ok).toBe(false);
    expect(parseInput(entities.deal.fields.value, "-5", "EUR")).toMatchObject({ ok: false, error: expect.stringContaining("at least 0") as string });
  });
});

describe("fields", () => {
  const value = (field: Parameters<typeof parseInput>[0], typed: string) => {
    const parsed = parseInput(field, typed, "EUR");
    return parsed.ok ? parsed.value : parsed.error;
  };

  it("R1 what is emptied is empty, unless it is needed", () => {
    expect(value(entities.deal.fields.notes, "  ")).toBe(null);
    expect(value(entities.deal.fields.title, "  ")).toBe("Title must not be empty.");
  });

  it("R2 a web address may be typed without its scheme, and a script is none", () => {
    expect(value(entities.company.fields.website, "example.org")).toBe("https://example.org");
    expect(value(entities.company.fields.website, "javascript:alert(1)")).toBe("Website must be a web address.");
  });

  it("R3 days, percent, times and choices", () => {
    expect(value(entities.deal.fields.closeDate, "2026-02-30")).toMatch(/^Close date must/);
    expect(value(entities.deal.fields.probability, "60 %")).toBe(60);
    expect(value(entities.task.fields.done, "yes")).toBe(true);
    expect(value(entities.activity.fields.at, "2026-05-03T07:05")).toBe(new Date(2026, 4, 3, 7, 5).getTime());
    expect(value(entities.lead.fields.status, "gone")).toMatch(/^Status must/);
  });

  it("R2 several elements of a set are typed in one go", () => {
    expect(splitElements(" a@b.c, d@e.f ;a@b.c\n")).toEqual(["a@b.c", "d@e.f"]);
  });
});
