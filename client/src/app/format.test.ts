import { describe, expect, it } from "vitest";
import { format } from "./format.ts";

const at = (year: number, month: number, day: number, hour = 12): number => new Date(year, month - 1, day, hour, 5).getTime();

describe("format", () => {
  it("R3 money is written with its currency, whole amounts without decimals, and what is no currency stands as it is", () => {
    expect(format.money({ amount: 84_000, currency: "EUR" })).toMatch(/84\D?000/);
    expect(format.money({ amount: 84_000, currency: "EUR" })).not.toMatch(/[.,]00(?!\d)/);
    expect(format.money({ amount: 1.5, currency: "EUR" })).toMatch(/1[.,]50/);
    expect(format.money({ amount: 5, currency: "no code" })).toBe("5 no code");
  });

  it("R3 a day is the same day in every time zone", () => {
    expect(format.day("2026-03-01")).toContain("2026");
    expect(format.day("2026-03-01")).toMatch(/\b1\b/);
    expect(format.day("soon")).toBe("soon");
    expect(format.dayShort("2026-03-01", at(2026, 5, 20))).not.toContain("2026");
    expect(format.dayShort("2027-01-22", at(2026, 11, 21))).not.toContain("2027");
    expect(format.dayShort("2027-03-01", at(2026, 5, 20))).toContain("2027");
  });

  it("S11 today is told by the time, yesterday by its word, earlier by the day", () => {
    const now = at(2026, 5, 20);
    expect(format.when(at(2026, 5, 20, 9), now)).not.toContain("2026");
    expect(format.when(at(2026, 5, 19, 23), now)).toMatch(/^yesterday/);
    expect(format.when(at(2026, 5, 1), now)).toContain("2026");
  });

  it("S11 how long ago is told in the largest unit that fits", () => {
    const now = at(2026, 5, 20);
    expect([10, 300, 7200, 200_000].map((seconds) => format.ago(now - seconds * 1000, now))).toEqual(["now", "5 minutes ago", "2 hours ago", "2 days ago"]);
  });

  it("S14 room is told to three figures in the unit that suits", () => {
    expect([0, 999, 1000, 12_345_678, 10_737_418_240, 5e12].map((value) => format.bytes(value))).toEqual(["0 byte", "999 byte", "1 kB", "12.3 MB", "10.7 GB", "5 TB"]);
  });

  it("R5 a moment goes into a date-and-time control as the clock on the wall shows it", () => {
    expect(format.localInput(at(2026, 5, 3, 7))).toBe("2026-05-03T07:05");
  });
});
