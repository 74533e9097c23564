import { describe, expect, it } from "vitest";
import { instantOf } from "./instant-of.ts";
import { zoneOffset } from "./zone-offset.ts";

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

describe("clocks of a zone", () => {
  it("R6 what they show is found as a time, over both changes of clocks", () => {
    const berlin = zoneOffset("Europe/Berlin");
    expect([berlin(at("2027-01-01T00:00:00Z")), berlin(at("2027-07-01T00:00:00Z"))]).toEqual([HOUR, 2 * HOUR]);
    expect(instantOf(at("2027-03-29T09:00:00Z"), berlin)).toBe(at("2027-03-29T07:00:00Z"));
    // Passed over in spring: an hour later. Shown twice in autumn: the first.
    expect(instantOf(at("2027-03-28T02:30:00Z"), berlin)).toBe(at("2027-03-28T01:30:00Z"));
    expect(instantOf(at("2027-10-31T02:30:00Z"), berlin)).toBe(at("2027-10-31T00:30:00Z"));
    expect(() => zoneOffset("Mars/Olympus")).toThrow(RangeError);
  });

  it("R6 every quarter of an hour of a year comes back as itself, but for the hours shown twice", () => {
    for (const name of ["Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]) {
      const offset = zoneOffset(name);
      for (let time = at("2027-01-01T00:00:00Z"); time < at("2028-01-01T00:00:00Z"); time += HOUR * 7 + 900_000) {
        const back = instantOf(time + offset(time), offset);
        expect([0, HOUR / 2, HOUR], `${name} ${new Date(time).toISOString()}`).toContain(time - back);
      }
    }
  });
});
