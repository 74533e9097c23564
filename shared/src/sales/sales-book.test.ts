import { asOf, createTestBook } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { type Claim, claimInEnglish, coachDeal, createSalesBook, explainDeal, personaOf, winLossReport } from "./index.ts";

/** A small team's year. */
function scene() {
  const made = createTestBook();
  const { deal, objection, activity, contact, task } = made;
  const people = ["Ida", "Ben", "Cleo"].map(contact);
  const deals = Array.from({ length: 18 }, (_, at) => {
    const stage = at % 3 === 0 ? "proposal" : at % 3 === 1 ? "won" : "lost";
    const id = deal(`d${at}`, {
      stage, since: 30 + at, industry: at % 2 === 0 ? "Retail" : "Energy", amount: 100 + 20 * at, openedOn: "2026-02-01", closeDate: "2026-07-01", contact: people[at % 3] ?? "", competitors: at % 4 === 0 ? ["Rival"] : [], reason: stage === "proposal" ? "" : "Price",
      decisionMakers: at % 2 === 0 ? [people[0] ?? ""] : [], path: [["open", 200], [stage, 30 + at]],
    });
    for (let times = 0; times < 3; times++) activity(id, { daysAgo: 20 * (times + 1) + at, direction: times === 1 ? "in" : "out", participants: [people[at % 3] ?? ""], text: "Dear all, the figures and the contract. When can we start?" });
    if (at % 2 === 0) objection(id, { category: at % 4 === 0 ? "price" : "trust", severity: "high", status: stage === "won" ? "resolved" : "open", response: "Counted with them" });
    if (at % 5 === 0) task(id);
    return id;
  });
  return { ...made, people, deals };
}

describe("the book", () => {
  it("A5 kept up record by record it answers as one made from scratch, whatever came and went", () => {
    const { book, states, deals, people } = scene();
    const [first = "", second = ""] = deals;
    const gone = [...states.keys()].filter((_, at) => at % 7 === 3 && at > 4);
    // Asked before and between, so that whatever is kept has to follow.
    coachDeal(book, first, asOf);
    for (const id of gone) book.put(id, undefined);
    coachDeal(book, second, asOf);
    for (const id of gone.slice(3)) book.put(id, states.get(id));
    const fresh = createSalesBook();
    for (const [id, state] of states) if (!gone.slice(0, 3).includes(id)) fresh.put(id, state);
    for (const id of deals) {
      expect(coachDeal(book, id, asOf)).toEqual(coachDeal(fresh, id, asOf));
      expect(explainDeal(book, id, asOf)?.lessons).toEqual(explainDeal(fresh, id, asOf)?.lessons);
    }
    for (const id of people) expect(personaOf(book, id, asOf)).toEqual(personaOf(fresh, id, asOf));
  });

  it("A1 A4 every statement names records that are there, and is said in a sentence", () => {
    const { book, states, deals, people } = scene();
    const claims: Claim[] = [];
    for (const id of deals) {
      claims.push(...(coachDeal(book, id, asOf)?.actions.flatMap(({ reasons }) => reasons) ?? []));
      const { timeline = [], objections = [], people: who = [], competition = [], reason = [] } = explainDeal(book, id, asOf) ?? {};
      claims.push(...timeline, ...objections, ...who, ...competition, ...reason);
    }
    for (const id of people) claims.push(...(personaOf(book, id, asOf)?.advice.flatMap((one) => one.claims) ?? []));
    const report = winLossReport(book, { from: "2026-01-01", to: "2026-11-01" }, asOf);
    claims.push(...report.overall, ...report.byIndustry, ...report.byObjection, ...report.byCompetitor, ...report.reasonsWon, ...report.lostIn);
    expect(claims.length).toBeGreaterThan(100);
    for (const one of claims) {
      expect(one.evidence.length).toBeGreaterThan(0);
      expect(one.evidence.filter((id) => !states.has(id))).toEqual([]);
      expect(claimInEnglish(one, () => "Proposal")).toMatch(/^[^{}]{5,}\.$/);
      expect(claimInEnglish(one, () => "Proposal")).not.toMatch(/undefined|NaN|\bnull\b/);
    }
  });

  it("A1 what says nothing to answers changes nothing", () => {
    const { book, states, deals } = scene();
    const before = book.version;
    for (const [id, state] of states) expect(book.put(id, state)).toBe(false);
    expect(book.put("00000000-0000-4000-8000-000000000000", undefined)).toBe(false);
    expect(book.version).toBe(before);
    const [first = ""] = deals;
    expect(book.put(first, undefined)).toBe(true);
    expect(coachDeal(book, first, asOf)).toBeNull();
  });
});
