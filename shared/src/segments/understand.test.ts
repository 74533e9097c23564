import { checkRule, type Rule } from "@outrider/shared/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AskNames, understand } from "./index.ts";

const names: AskNames = {
  members: [{ id: "m-ada", name: "Ada Lovelace" }, { id: "m-max", name: "Max Müller" }],
  stages: [{ id: "s-prop", name: "Proposal" }, { id: "s-neg", name: "Negotiation" }],
  values: [{ kind: "deal", field: "industry", value: "Retail" }, { kind: "deal", field: "industry", value: "Energy" }, { kind: "company", field: "country", value: "Germany" }, { kind: "lead", field: "tags", value: "fair 2026" }],
  fields: [{ kind: "deal", field: "custom_number_00000000000040008000000000000001", label: "Vehicles" }],
};
const leaf = (field: string, op: string, value?: unknown) => ({ field, op, ...(value !== undefined && { value }) });
const all = (...and: readonly unknown[]) => ({ and });

const CASES: readonly (readonly [question: string, kind: string, rule: unknown])[] = [
  ["which deals over 50k have had no contact for two weeks?", "deal", all(leaf("value", ">", 50_000), { not: leaf("contactedOn", "between", [{ days: -14 }, { days: 0 }]) })],
  ["Show me my open deals closing this month", "deal", all(leaf("owner", "==", { me: true }), leaf("stage.outcome", "==", "open"), leaf("closeDate", "==", { period: "month", shift: 0 }))],
  ["deals worth between 10,000 and 50.000", "deal", leaf("value", "between", [10_000, 50_000])],
  ["deals worth at least €1.5m in retail or energy", "deal", all(leaf("value", ">=", 1_500_000), { or: [leaf("industry", "==", "Retail"), leaf("industry", "==", "Energy")] })],
  ["Ada's deals in negotiation", "deal", all(leaf("owner", "==", "m-ada"), leaf("stage", "==", "s-neg"))],
  ["deals of Max Müller with no decision maker", "deal", all(leaf("owner", "==", "m-max"), leaf("decisionMakers", "empty"))],
  ["overdue deals", "deal", all(leaf("closeDate", "<", { days: 0 }), leaf("stage.outcome", "==", "open"))],
  ["deals lost last quarter", "deal", all(leaf("stage.outcome", "==", "lost"), leaf("closeDate", "==", { period: "quarter", shift: -1 }))],
  ["deals closing in the next 30 days", "deal", leaf("closeDate", "between", [{ days: 0 }, { days: 30 }])],
  ["deals with probability above 60%", "deal", leaf("probability", ">", 60)],
  ["deals with more than 20 vehicles", "deal", leaf("custom_number_00000000000040008000000000000001", ">", 20)],
  ["new leads from referral without a phone number", "lead", all(leaf("status", "==", "new"), leaf("source", "==", "referral"), leaf("phone", "empty"))],
  ["leads with a score over 70", "lead", leaf("score", ">", 70)],
  ["leads not contacted in 30 days tagged fair 2026", "lead", all({ not: leaf("contactedOn", "between", [{ days: -30 }, { days: 0 }]) }, leaf("tags", "==", "fair 2026"))],
  ["contacts without an email", "contact", leaf("emails", "empty")],
  ["companies in Germany with more than 500 employees", "company", all(leaf("country", "==", "Germany"), leaf("employees", ">", 500))],
  ["companies updated in the last week", "company", leaf("updatedAt", ">=", { days: -7 })],
  ["companies not contacted in 30 days", "company", { not: leaf("contactedOn", "between", [{ days: -30 }, { days: 0 }]) }],
  ["my contacts never contacted", "contact", all(leaf("owner", "==", { me: true }), leaf("contactedOn", "empty"))],
  ["all deals", "deal", null],
];

describe("questions in plain words", () => {
  it.each(CASES)("A12 %s", (question, kind, rule) => {
    const found = understand(question, names);
    expect(found).toMatchObject({ kind, missed: [] });
    expect(found.rule).toEqual(rule);
  });

  it("A12 order and number are understood", () => {
    expect(understand("the top 10 open deals", names)).toMatchObject({ sort: { by: "value", descending: true }, limit: 10, rule: leaf("stage.outcome", "==", "open"), missed: [] });
    expect(understand("5 biggest companies", names)).toMatchObject({ kind: "company", sort: { by: "employees", descending: true }, limit: 5, rule: null, missed: [] });
    expect(understand("newest leads", names)).toMatchObject({ sort: { by: "updatedAt", descending: true }, limit: null });
  });

  it("A12 what is not understood is pointed out, and what is is said word by word", () => {
    const found = understand("Which purple deals over 50k smell of success?", names);
    expect(found.missed).toEqual(["purple", "smell", "success"]);
    expect(found.parts).toEqual([{ words: "over 50k", rule: leaf("value", ">", 50_000) }]);
    expect(understand("", names)).toEqual({ kind: "deal", rule: null, sort: null, limit: null, parts: [], missed: [] });
  });

  it("A12 whatever is asked, the rule is one that may be used", () => {
    const words = fc.constantFrom("deals", "leads", "over", "50k", "no", "contact", "for", "two", "weeks", "my", "open", "or", "retail", "between", "and", "10", "this", "month", "closing", "without", "email", "top", "999999999999", "1.2.3", "*", "__proto__", "not", "Ada's", "%", "constructor");
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 80 }), fc.array(words, { maxLength: 14 }).map((all) => all.join(" "))), (question) => {
      const { rule } = understand(question, names);
      if (rule !== null) expect([question, checkRule(rule as Rule)]).toEqual([question, null]);
    }), { numRuns: 600 });
  });
});
