// Time zones as they are chosen: found by their city, name or distance, shown with it.
import { expect, test } from "vitest";
import { findZones, timeZone, timeZones, zoneWords } from "./time-zones.ts";

const WINTER = Date.UTC(2026, 0, 15);
const SUMMER = Date.UTC(2026, 6, 15);

test("R2 M5 a time zone is found by its city, what it is called, or how far it is from UTC", () => {
  const zones = timeZones(WINTER);
  const found = (typed: string) => findZones(zones, typed).map(({ id }) => id);
  expect(zones.length).toBeGreaterThan(300);
  expect(zones.map(({ ahead }) => ahead)).toEqual(zones.map(({ ahead }) => ahead).toSorted((a, b) => a - b));
  expect(found("berlin")).toEqual(["Europe/Berlin"]);
  expect(found("sao paulo")[0]).toBe("America/Sao_Paulo");
  expect(found("india").some((id) => /Kolkata|Calcutta/.test(id))).toBe(true);
  expect(found("utc+5:30").some((id) => /Kolkata|Calcutta/.test(id))).toBe(true);
  expect(found("nowhere at all")).toEqual([]);
  expect(found("").length).toBe(zones.length);
});

test("R2 M5 it is shown with how far it is from UTC on that day, and what is no zone as it came", () => {
  expect(zoneWords("Europe/Berlin", WINTER)).toBe("Berlin, UTC+1");
  expect(zoneWords("Europe/Berlin", SUMMER)).toBe("Berlin, UTC+2");
  expect(zoneWords("America/St_Johns", WINTER)).toBe("St Johns, UTC\u22123:30");
  expect(zoneWords("UTC", WINTER)).toBe("UTC, UTC+0");
  expect(zoneWords("Moon/Crater", WINTER)).toBe("Moon/Crater");
  expect(timeZone("", WINTER)).toBeUndefined();
});
