// Sentences at the edges of what they count: none, one, several.
import { expect, it } from "vitest";
import { claimInEnglish } from "./english-claims.ts";
import type { ClaimValues } from "./claims.ts";

const objection = (days: number, more: Partial<ClaimValues["objectionOpen"]> = {}): string =>
  claimInEnglish({ code: "objectionOpen", values: { category: "price", severity: "high", days, ...more }, evidence: ["o"] }, () => "Proposal");

it("A1 an objection of today was raised today, and is not open for no days", () => {
  expect(objection(0)).toBe("A severe objection about price was raised today.");
  expect(objection(1)).toBe("A severe objection about price has been open for 1 day.");
  expect(objection(12, { category: "authority", severity: "" })).toBe("An objection about who decides has been open for 12 days.");
});

it("A4 a deal that was closed on the day it was opened took less than a day", () => {
  const took = (days: number): string => claimInEnglish({ code: "tookDays", values: { days, usual: 40, of: 6, industry: "" }, evidence: ["d"] }, () => "");
  expect(took(0)).toBe("It took less than a day; 6 deals took 40 as a rule.");
  expect(took(1)).toBe("It took 1 day; 6 deals took 40 as a rule.");
});

it("A2 who answers at once answers within an hour", () => {
  const answers = (hours: number): string => claimInEnglish({ code: "answersWithin", values: { hours, times: 4 }, evidence: ["a"] }, () => "");
  expect([0, 1, 2].map(answers)).toEqual(["Answers within 1 hour as a rule (4 answers).", "Answers within 1 hour as a rule (4 answers).", "Answers within 2 hours as a rule (4 answers)."]);
});

it("A3 of an objection that is hardly alike it is said that it is another one, and not how little", () => {
  const worked = (closeness: number): string => claimInEnglish({ code: "answerWorked", values: { category: "price", won: true, closeness }, evidence: ["o"] }, () => "");
  expect(worked(1)).toBe("An answer to another objection about price resolved it, and the deal was won.");
  expect(worked(62)).toBe("An answer to an objection about price that is 62 % alike resolved it, and the deal was won.");
});
