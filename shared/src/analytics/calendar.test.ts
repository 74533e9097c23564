import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, dayOfNumber as dayFromNumber, isZone, numberOfDay } from "@outrider/shared/kernel";
import { addMonths, quarterStart, weekStartOf, type Weekday } from "./calendar.ts";
import { fittingStep, periodFault, periodsOf, stepsOf } from "./period.ts";
import { createZone } from "./zone.ts";

const DAY = 86_400_000;
const utcDay = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

describe("days", () => {
  it("D1 are counted as the platform counts them, over four thousand years", () => {
    fc.assert(fc.property(fc.integer({ min: -350_000, max: 1_100_000 }), (number) => dayFromNumber(number) === utcDay(number) && numberOfDay(utcDay(number)) === number));
    expect([dayAfter("2028-02-28", 1), dayAfter("2026-01-01", -1), addMonths("2026-11-30", 3), addMonths("2026-01-15", -1), quarterStart("2026-06-30")]).toEqual(["2028-02-29", "2025-12-31", "2027-02-01", "2025-12-01", "2026-04-01"]);
  });

  it("D1 a week begins when the person says it does", () => {
    expect(([1, 6, 7] as Weekday[]).map((first) => weekStartOf("2026-11-22", first))).toEqual(["2026-11-16", "2026-11-21", "2026-11-22"]);
    expect(weekStartOf("2026-11-23", 1)).toBe("2026-11-23");
  });
});

describe("periods", () => {
  it("D1 one that goes on is compared with as much of the one before, and never with more than there was of it", () => {
    const told = (range: Parameters<typeof periodsOf>[0], today: string) => Object.values(periodsOf(range, today, 1)).map(({ from, to }) => `${from} ${to}`);
    expect(told("month", "2026-11-22")).toEqual(["2026-11-01 2026-11-22", "2026-10-01 2026-10-22"]);
    expect(told("month", "2026-03-31")).toEqual(["2026-03-01 2026-03-31", "2026-02-01 2026-02-28"]);
    expect(told("week", "2026-11-18")).toEqual(["2026-11-16 2026-11-18", "2026-11-09 2026-11-11"]);
    expect(told("quarter", "2026-11-22")).toEqual(["2026-10-01 2026-11-22", "2026-07-01 2026-08-22"]);
    expect(told("year", "2026-11-22")).toEqual(["2026-01-01 2026-11-22", "2025-01-01 2025-11-22"]);
    expect(told("last30", "2026-11-22")).toEqual(["2026-10-24 2026-11-22", "2026-09-24 2026-10-23"]);
    expect(told({ from: "2026-02-01", to: "2026-02-10" }, "2026-11-22")).toEqual(["2026-02-01 2026-02-10", "2026-01-22 2026-01-31"]);
  });

  it("D1 the steps of a trend cover the period without a gap, and are never too many to see", () => {
    const day = fc.integer({ min: 18_000, max: 24_000 });
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 3000 }), fc.constantFrom("day", "week", "month"), fc.integer({ min: 1, max: 7 }), (first, length, wanted, weekStart) => {
      const period = { from: dayFromNumber(first), to: dayFromNumber(first + length) };
      const steps = stepsOf(period, fittingStep(period, wanted as "day"), weekStart as Weekday);
      expect(steps.length).toBeLessThanOrEqual(122);
      expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([period.from, period.to]);
      for (const [at, step] of steps.entries()) if (at > 0) expect(dayAfter(steps[at - 1]!.to, 1)).toBe(step.from);
    }));
    expect([periodFault({ from: "2026-02-02", to: "2026-02-01" }), periodFault({ from: "1990-01-01", to: "2026-02-01" }), periodFault({ from: "2026-02-01", to: "2026-02-01" })]).toEqual(["backwards", "too-long", null]);
  });
});

describe("time zones", () => {
  const zones = ["UTC", "Europe/Dublin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Apia", "America/Sao_Paulo", "Australia/Lord_Howe", "America/St_Johns"];

  it("D1 a day begins where the clock there turns to it, also where clocks change or midnight is skipped", () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: 14_000, max: 24_000 }), (name, number) => {
      const [zone, day] = [createZone(name), dayFromNumber(number)];
      const start = zone.startOf(day);
      // Apia had no 30 December 2011.
      if (zone.dayOf(start) !== day) return expect([name, day]).toEqual(["Pacific/Apia", "2011-12-30"]);
      expect(zone.dayOf(start - 1) < day).toBe(true);
      expect(start - zone.startOf(dayAfter(day, -1))).toBeLessThanOrEqual(25 * 3_600_000);
    }));
    expect(new Date(createZone("Europe/Dublin").startOf("2026-07-01")).toISOString()).toBe("2026-06-30T23:00:00.000Z");
    expect(new Date(createZone("America/Sao_Paulo").startOf("2018-11-04")).toISOString()).toBe("2018-11-04T03:00:00.000Z");
    expect([isZone("Asia/Kolkata"), isZone("Mars/Olympus"), isZone("")]).toEqual([true, false, false]);
  });
});
