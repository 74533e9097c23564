import { isZone } from "@outrider/shared/kernel";
import fc from "fast-check";
import { expect, it } from "vitest";
import { goesAt, outOfQuiet, refilled, retryAfter, roomIn } from "./send-window.ts";

const at = (text: string): number => Date.parse(text);
const NIGHT = { from: "21:00", to: "08:30" };

it("M5 nothing goes in quiet hours, by the clock of the reader, over midnight too", () => {
  expect(outOfQuiet(at("2026-05-04T20:59:00Z"), NIGHT, "UTC")).toBe(at("2026-05-04T20:59:00Z"));
  expect(outOfQuiet(at("2026-05-04T21:00:00Z"), NIGHT, "UTC")).toBe(at("2026-05-05T08:30:00Z"));
  expect(outOfQuiet(at("2026-05-05T02:00:00Z"), NIGHT, "UTC")).toBe(at("2026-05-05T08:30:00Z"));
  expect(outOfQuiet(at("2026-05-05T08:30:00Z"), NIGHT, "UTC")).toBe(at("2026-05-05T08:30:00Z"));
  expect(outOfQuiet(at("2026-05-04T16:00:00Z"), NIGHT, "Asia/Kolkata")).toBe(at("2026-05-05T03:00:00Z"));
  expect(outOfQuiet(5, { from: "09:00", to: "09:00" }, "UTC")).toBe(5);
  expect(outOfQuiet(5, null, "UTC")).toBe(5);
});

it("M5 on days when clocks change quiet hours end at their hour", () => {
  // Clocks go from 02:00 to 03:00 in New York on 8 March 2026 and back on 1 November.
  expect(outOfQuiet(at("2026-03-08T04:00:00Z"), NIGHT, "America/New_York")).toBe(at("2026-03-08T12:30:00Z"));
  expect(outOfQuiet(at("2026-11-01T03:00:00Z"), NIGHT, "America/New_York")).toBe(at("2026-11-01T13:30:00Z"));
  // An end that clocks pass over, and one that comes twice.
  expect(outOfQuiet(at("2026-03-08T06:00:00Z"), { from: "23:00", to: "02:30" }, "America/New_York")).toBe(at("2026-03-08T07:30:00Z"));
  expect(outOfQuiet(at("2026-11-01T06:10:00Z"), { from: "23:00", to: "01:30" }, "America/New_York")).toBe(at("2026-11-01T06:30:00Z"));
});

it("M5 whatever the hours and the zone, what may go goes later than now and out of the hours", () => {
  const hour = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
  const zones = ["UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe"];
  fc.assert(fc.property(fc.record({ from: hour, to: hour }), fc.constantFrom(...zones), fc.integer({ min: at("2026-01-01"), max: at("2027-01-01") }), (quiet, zone, now) => {
    const open = outOfQuiet(now, quiet, zone);
    expect(open).toBeGreaterThanOrEqual(now);
    expect(open - now).toBeLessThanOrEqual(25 * 3_600_000);
  }), { numRuns: 500 });
});

it("M5 a campaign in the customer's time zone goes at the same hour everywhere", () => {
  const nine = at("2026-05-04T09:00:00+02:00");
  expect(goesAt(nine, "Europe/Berlin", "Asia/Kolkata")).toBe(at("2026-05-04T09:00:00+05:30"));
  expect(goesAt(nine, "Europe/Berlin", "America/New_York")).toBe(at("2026-05-04T09:00:00-04:00"));
  expect([isZone("Asia/Kolkata"), isZone("Moon/Base"), isZone("")]).toEqual([true, false, false]);
});

it("M7 no more than its pace goes out in any minute, but for one second's worth", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 }), (perMinute, waits) => {
    let bucket = { tokens: 0, at: 0 };
    const sent: { at: number; count: number }[] = [];
    let now = 0;
    for (const wait of waits) {
      now += wait;
      bucket = refilled(bucket, now, perMinute);
      const { room, waitMs } = roomIn(bucket, perMinute);
      if (room === 0) expect(roomIn(refilled(bucket, now + waitMs, perMinute), perMinute).room).toBe(1);
      sent.push({ at: now, count: room });
      bucket = { ...bucket, tokens: bucket.tokens - room };
    }
    for (const { at: end } of sent) {
      const inMinute = sent.filter((one) => one.at > end - 60_000 && one.at <= end).reduce((sum, { count }) => sum + count, 0);
      expect(inMinute).toBeLessThanOrEqual(perMinute + Math.max(1, perMinute / 60));
    }
  }), { numRuns: 200 });
  expect([retryAfter(1), retryAfter(2), retryAfter(40)]).toEqual([15_000, 30_000, 4 * 3_600_000]);
});
