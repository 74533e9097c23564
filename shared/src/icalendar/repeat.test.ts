import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, dayOfNumber, numberOfDay } from "@outrider/shared/kernel";
import { nextOccurrence, occurrences, parseRepeat, type RepeatRule, repeatText } from "./repeat.ts";

const rule = (text: string): RepeatRule => {
  const read = parseRepeat(text);
  if (!read.ok) throw new Error(`${text} ${read.error.message}`);
  return read.value;
};
const first = (text: string, from: string, many: number, notBefore?: string): readonly string[] => {
  const days: string[] = [];
  for (const { day } of occurrences(rule(text), from, notBefore)) if (days.push(day) === many) break;
  return days;
};
const day = fc.integer({ min: numberOfDay("1990-01-01"), max: numberOfDay("2090-12-31") }).map(dayOfNumber);
const weekday = (of: string): number => (new Date(`${of}T00:00:00Z`).getUTCDay() + 6) % 7;

describe("a rule by which something comes again", () => {
  it("R6 the days of days, weeks, months and years are those of the standard", () => {
    expect(first("FREQ=DAILY;INTERVAL=3", "2026-12-30", 3)).toEqual(["2026-12-30", "2027-01-02", "2027-01-05"]);
    expect(first("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-26", 4)).toEqual(["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]);
    expect(first("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-23", 5)).toEqual(["2026-11-23", "2026-11-26", "2026-12-07", "2026-12-10", "2026-12-21"]);
    // As the standard's own example has it: where weeks begin decides which are left out.
    expect(first("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", 9)).toEqual(["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]);
    expect(first("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", 9)).toEqual(["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]);
    expect(first("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", 3)).toEqual(["2026-11-10", "2026-12-08", "2027-01-12"]);
    expect(first("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30", 3)).toEqual(["2026-11-30", "2026-12-31", "2027-01-29"]);
    expect(first("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2026-03-29", 3)).toEqual(["2026-03-29", "2027-03-28", "2028-03-26"]);
    expect(first("FREQ=YEARLY", "2028-02-29", 3)).toEqual(["2028-02-29", "2032-02-29", "2036-02-29"]);
    expect(first("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "2026-07-01", 3)).toEqual(["2026-07-01", "2027-01-01", "2027-07-01"]);
  });

  it("R6 at the end of a month: a day that a month does not have is left out, its last day and “the 30th or the last” are not", () => {
    expect(first("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", 3)).toEqual(["2027-01-31", "2027-03-31", "2027-05-31"]);
    expect(first("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31", 4)).toEqual(["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
    expect(first("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2028-01-30", 3)).toEqual(["2028-01-30", "2028-02-29", "2028-03-30"]);
  });

  it("R6 it ends with its day or its number, and a rule of which no day comes ends too", () => {
    expect(first("FREQ=DAILY;UNTIL=20261203T090000Z", "2026-12-01", 9)).toEqual(["2026-12-01", "2026-12-02", "2026-12-03"]);
    expect(first("FREQ=DAILY;COUNT=2", "2026-12-01", 9)).toEqual(["2026-12-01", "2026-12-02"]);
    expect(nextOccurrence(rule("FREQ=DAILY;COUNT=2"), "2026-12-02")?.index).toBe(1);
    expect(nextOccurrence(rule("FREQ=DAILY;COUNT=1"), "2026-12-02")).toBeNull();
    const start = performance.now();
    for (const never of ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=2", "FREQ=DAILY;INTERVAL=7;BYDAY=SU", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5"]) expect(nextOccurrence(rule(never), "2026-11-23"), never).toBeNull();
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("R6 what it does not know it says, and it never throws", () => {
    for (const [text, why] of [["", "how often"], ["FREQ=HOURLY", "how often"], ["FREQ=DAILY;INTERVAL=0", "INTERVAL"], ["FREQ=WEEKLY;BYDAY=2MO", "BYDAY"], ["FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"], ["FREQ=DAILY;COUNT=2;UNTIL=20270101", "both"], ["FREQ=DAILY;UNTIL=20270230", "UNTIL"], ["FREQ=DAILY;FREQ=DAILY", "no rule"]] as const) {
      const read = parseRepeat(text);
      expect(read.ok ? "" : read.error.message, text).toContain(why);
    }
    const part = fc.constantFrom("FREQ=DAILY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY", "INTERVAL=2", "INTERVAL=1000", "BYDAY=MO,-1FR", "BYDAY=SU", "BYMONTHDAY=-31,30", "BYMONTH=2", "BYSETPOS=-1,3", "WKST=SU", "UNTIL=20991231", "COUNT=9999", "BYEASTER=0", "=", ";;", "FREQ");
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: part }, fc.string())), day, day, (parts, from, notBefore) => {
      const read = parseRepeat(parts.join(";"));
      if (!read.ok) {
        expect(read.error.message).not.toBe("");
        return;
      }
      expect(parseRepeat(repeatText(read.value))).toEqual(read);
      let before = "";
      let seen = 0;
      for (const found of occurrences(read.value, from, notBefore)) {
        expect(found.day > before && found.day >= notBefore && found.day >= from).toBe(true);
        before = found.day;
        seen += 1;
        if (seen > 20) break;
      }
    }), { numRuns: 300 });
  });

  it("R6 from any day on, over every change of clocks and end of a month: in order, on the weekdays named, as far apart as it says", () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 9 }), (from, interval) => {
      for (const [at, found] of first(`FREQ=DAILY;INTERVAL=${interval}`, from, 12).entries()) expect(found).toBe(dayAfter(from, at * interval));
      for (const [at, found] of first(`FREQ=WEEKLY;INTERVAL=${interval}`, from, 12).entries()) expect(found).toBe(dayAfter(from, at * interval * 7));
      for (const found of first(`FREQ=MONTHLY;INTERVAL=${interval};BYDAY=MO,WE`, from, 12).slice(1)) expect([0, 2]).toContain(weekday(found));
      for (const [at, found] of first(`FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=-1`, from, 12).entries()) if (at > 0) expect(dayAfter(found, 1).slice(8)).toBe("01");
    }));
    // Beginning close by gives what going all the way gives.
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 9_000 }), fc.constantFrom("FREQ=DAILY;INTERVAL=4", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=29", "FREQ=YEARLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1MO"), (from, after, text) => {
      const notBefore = dayAfter(from, after);
      let slowly: string | undefined;
      for (const found of occurrences(rule(text), from)) {
        if (found.day < notBefore) continue;
        slowly = found.day;
        break;
      }
      expect(first(text, from, 1, notBefore)[0]).toBe(slowly);
    }));
  });
});
