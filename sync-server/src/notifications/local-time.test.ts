import fc from "fast-check";
import { expect, it } from "vitest";
import { localTime, minuteOf, undisturbedUntil } from "./local-time.ts";

const at = (iso: string): number => Date.parse(iso);

it.each([
  ["2026-07-01T23:30:00Z", "Europe/Berlin", "2026-07-02", "01:30"],
  ["2026-01-01T03:00:00Z", "America/New_York", "2025-12-31", "22:00"],
  ["2026-03-01T00:00:00Z", "Asia/Kolkata", "2026-03-01", "05:30"],
])("U5 at %s it is, in %s, the %s at %s", (iso, zone, day, time) => {
  expect(localTime(at(iso), zone)).toEqual({ day, minute: minuteOf(time) });
});

it.each([
  ["2026-07-01T21:30:00Z", "22:00", "07:00", "2026-07-02T05:00:00Z"],
  ["2026-07-02T04:59:00Z", "22:00", "07:00", "2026-07-02T05:00:00Z"],
  ["2026-07-02T05:00:00Z", "22:00", "07:00", "2026-07-02T05:00:00Z"],
  ["2026-07-02T11:15:00Z", "12:00", "14:00", "2026-07-02T12:00:00Z"],
])("U5 in Berlin at %s with quiet from %s to %s one is told at %s", (iso, from, to, told) => {
  expect(new Date(undisturbedUntil(at(iso), { quiet: { from, to }, timeZone: "Europe/Berlin" })).toISOString()).toBe(new Date(told).toISOString());
});

it("U5 nobody is told within quiet hours, nobody waits longer than they last, and outside of them nobody waits", () => {
  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`);
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), time, time, (now, from, to) => {
    const settings = { quiet: { from, to }, timeZone: "UTC" };
    const told = undisturbedUntil(now, settings);
    expect(told).toBeGreaterThanOrEqual(now);
    expect(told - now).toBeLessThanOrEqual(24 * 3600_000);
    expect(undisturbedUntil(told, settings)).toBe(told);
  }));
  expect(undisturbedUntil(5, { quiet: null, timeZone: "UTC" })).toBe(5);
});
