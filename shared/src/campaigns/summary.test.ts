import fc from "fast-check";
import { expect, test } from "vitest";
import { campaignFacts, type CampaignFacts } from "./campaign-facts.ts";
import { checkNumbers } from "./check-numbers.ts";
import { summaryInEnglish, summaryOf } from "./summary.ts";

const facts = (id: string, values: Readonly<Record<string, unknown>>): CampaignFacts => campaignFacts(id, (field) => values[field]);
const SPRING = { name: "Spring 2026", subject: "10 % off", state: "sent", tracked: true, audience: 1_200, skipped: 34, sent: 1_100, failed: 60, unknown: 6, delivered: 1_050, opened: 330, clicked: 77, bounced: 25, unsubscribed: 9 };
const spring = facts("s", SPRING);
const past = [facts("a", { state: "sent", tracked: true, sent: 900, opened: 90, clicked: 9 }), facts("b", { state: "sent", tracked: true, sent: 1_100, opened: 110, clicked: 20 }), facts("c", { state: "sent", sent: 4_000, opened: 0 })];

test("M6 a campaign is summed up in words whose numbers are its own", () => {
  const said = summaryOf(spring, past).map(summaryInEnglish);
  expect(said).toEqual([
    "Sent to 1100 of 1200 customers.", "34 customers were left out.", "60 messages failed.", "Of 6 messages nobody can tell whether they went out; they are not sent again.", "Delivered: 1050 of 1100.", "25 messages bounced.",
    "Opened: 330 of 1100 (30 %), counted of customers who agreed to it.", "Clicked: 77 of 1100 (7 %).", "30 % opened against 10 % in 2 other campaigns: better than usual.", "9 customers unsubscribed.",
  ]);
});

test("M6 each number of a summary is a fact, or a share of facts, whatever the facts are", () => {
  const count = fc.nat({ max: 5_000 });
  const given = fc.record({ state: fc.constantFrom("sending", "paused", "sent", "cancelled"), tracked: fc.boolean(), audience: count, skipped: count, queued: count, sent: count, failed: count, unknown: count, delivered: count, opened: count, clicked: count, bounced: count, unsubscribed: count });
  fc.assert(
    fc.property(given, fc.array(given, { maxLength: 4 }), (values, others) => {
      const one = facts("x", values);
      const rest = others.map((other, at) => facts(`o${at}`, other));
      for (const part of summaryOf(one, rest)) {
        const { code, values: shown, evidence } = part;
        expect(evidence).toContain("x");
        for (const [name, value] of Object.entries(shown)) if (name in values) expect([code, name, value]).toEqual([code, name, values[name as keyof typeof values]]);
        // What is said is what the part holds.
        const figures: readonly string[] = Object.values(shown).filter((value) => typeof value === "number").map(String);
        for (const figure of summaryInEnglish(part).match(/\d+(?:\.\d+)?/g) ?? []) expect(figures).toContain(figure);
      }
    }),
  );
});

test("M6 a draft has nothing to sum up, one that goes on says what is left, and little says that it may be chance", () => {
  expect(summaryOf(facts("d", {}), past)).toEqual([]);
  expect(summaryOf(facts("d", { state: "sending", audience: 10, sent: 4, queued: 6 }), past).map(summaryInEnglish)).toEqual(["Sent to 4 of 10 customers.", "It goes on: 6 messages still to be sent.", "Opens and clicks were not counted."]);
  expect(summaryOf(facts("d", { state: "sent", tracked: true, audience: 10, sent: 10, opened: 2 }), past).map(summaryInEnglish)).toContain("20 % opened against 10 % in 2 other campaigns: no difference that could not be chance.");
});

const TRUE = [
  "Spring 2026 went to 1,100 of 1200 customers.", "330 opened it, which is 30 %, and 77 clicked.", "Three hundred thirty people opened it.", "60 messages failed and 25 bounced.", "Opened by 30 percent against 10 % in 2 other campaigns.",
  "7% clicked; 9 unsubscribed.", "It did well: customers opened it more often than usual.", "1.1k messages were sent.", "34 were left out.", "nine customers unsubscribed", "330 of 1,100 opened it.", "77 clicked of 1050 delivered.", "Of 1100 messages 95.5 % were delivered.", "The subject “10 % off” was opened by 330.",
];
const LIES = [
  "Opened by 45 % of customers.", "1,101 messages were sent.", "77 opened it.", "330 clicked it.", "30 % clicked.", "Half of them opened it.", "Twice as many opened it as usual.", "Forty percent opened it.", "Four hundred people opened it.", "٣٣١ people opened it.", "３３１ opened it.", "½ opened it.",
  "1.2k messages were sent.", "3/4 opened it.", "It was opened by 330 and clicked by 78.", "9 messages failed.", "60 customers unsubscribed.", "Nobody unsubscribed.", "Sent to 1,100 customers, 12 of them new.", "Nearly all customers opened it.", "Revenue rose by 15 %.", "Opened by thirty-one percent.", "1.100 were sent.", "Two dozen bounced.", "Opened in 5 other campaigns by 10 %.", "A third of customers opened it.", "It earned € 5 000.", "1,200 messages were sent.", "1100 opened it.", "It reached 0 people.", "0 customers unsubscribed.",
];

test("M6 a model's words on a campaign are shown where each number of them is in the data", () => {
  for (const text of TRUE) expect([text, checkNumbers(text, spring, past)]).toEqual([text, null]);
});

test("M6 planted lies are found: other figures, figures of something else, in words, in other digits, as fractions", () => {
  for (const text of LIES) expect([text, checkNumbers(text, spring, past)]).not.toEqual([text, null]);
});

test("M6 no figure that is not in the data passes, however it is put", () => {
  const known = new Set([...Object.values(SPRING).filter((value) => typeof value === "number"), 2, 3]);
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }).filter((value) => !known.has(value)), fc.constantFrom((n: number) => `${n} opened it`, (n: number) => `It reached ${String(n).replaceAll(/\B(?=(?:\d{3})+$)/g, ",")} people`, (n: number) => `Good: ${n}!`, (n: number) => `330 opened and ${n} clicked it`), (value, say) => {
      expect(checkNumbers(say(value), spring, past)).not.toBeNull();
    }),
  );
});
