import { nextOccurrence, parseRepeat } from "@outrider/shared/icalendar";
import { dayOfNumber } from "@outrider/shared/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatWords } from "../../app/repeat-words.ts";
import { choiceOfRepeat, repeatOfChoice, type RepeatChoice, REPEATS, rulesFor } from "./repeat-choice.ts";

const chosen = REPEATS.filter((choice): choice is Exclude<RepeatChoice, "none" | "other"> => choice !== "none" && choice !== "other");

describe("how a task repeats", () => {
  it("R6 from any day every choice is a rule that goes on from it, and is chosen again when the task is opened", () => {
    fc.assert(fc.property(fc.integer({ min: 18_000, max: 40_000 }).map(dayOfNumber), fc.constantFrom(...chosen), fc.constantFrom("", "2099-12-31"), (due, choice, until) => {
      const text = repeatOfChoice({ choice, until, rule: "" }, due);
      const rule = parseRepeat(text);
      expect(rule.ok, text).toBe(true);
      const again = choiceOfRepeat(text, due);
      expect([again.choice, again.until]).toEqual([choice, until]);
      if (rule.ok && !(choice === "year" && due.endsWith("02-29"))) expect(nextOccurrence(rule.value, due)?.day.slice(0, 4)).toMatch(/^(?:19|20|21)/);
      expect(repeatWords(text)).not.toContain("FREQ");
    }));
  });

  it("R6 a month's end stays a month's end, and a rule of another program stays what it is", () => {
    expect([rulesFor("2027-01-31").month, rulesFor("2027-02-28").month, rulesFor("2027-01-30").month, rulesFor("2027-01-28").nth, rulesFor("2027-01-12").nth]).toEqual([
      "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=MONTHLY;BYDAY=2TU",
    ]);
    const theirs = choiceOfRepeat("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=4", "2027-03-28");
    expect(theirs.choice).toBe("other");
    expect(repeatOfChoice(theirs, "2027-03-28")).toBe("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=4");
    expect(repeatOfChoice({ choice: "none", until: "", rule: "FREQ=DAILY" }, "2027-03-28")).toBe("");
  });

  it("R6 it is said in words", () => {
    expect(["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;COUNT=3", "FREQ=YEARLY;BYMONTH=2;BYDAY=1MO", ""].map(repeatWords)).toEqual([
      "Every 2 weeks on Mon, Thu", "Every month on its last day", "Every weekday (Monday to Friday)", "Every day, 3 times", "By a rule: FREQ=YEARLY;BYMONTH=2;BYDAY=1MO", "",
    ]);
  });
});
