import { expect, test } from "vitest";
import { dayIn, localDay } from "./ruled.ts";

test("R16 a rule counts by the days of the zone that is asked for, else by those of this device", () => {
  const at = Date.UTC(2026, 11, 31, 20);
  expect([dayIn("Asia/Kolkata")(at), dayIn("America/New_York")(at), dayIn("UTC")(at)]).toEqual(["2027-01-01", "2026-12-31", "2026-12-31"]);
  expect(dayIn("")(at)).toBe(localDay(at));
  expect(dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone)(at)).toBe(localDay(at));
});
