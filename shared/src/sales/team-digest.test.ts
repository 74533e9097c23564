// Closed deals of others without names: what is told, of how many together, and what the coach makes of it.
import { asOf, createTestBook, stageId, type TestBook } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { claimInEnglish, coachDeal, teamDigests } from "./index.ts";

const NOBODYS = () => false;

/** So many closed deals of one industry and size, the first `won` of them won, each with an objection that was resolved by a call. */
function closed({ deal, objection, activity }: TestBook, industry: string, { count, won, amount = 100 }: { readonly count: number; readonly won: number; readonly amount?: number }): readonly string[] {
  return Array.from({ length: count }, (_, at) => {
    const end = at < won ? "won" : "lost";
    const id = deal(`${industry} ${amount} ${at}`, { industry, amount, openedOn: "2026-05-01", closeDate: "2026-06-10", path: [["proposal", 200], [end, 180]] });
    objection(id, { category: "price", status: "resolved", text: "Secret words of Ida Roth", daysAgo: 190 });
    activity(id, { type: "call", daysAgo: 188, participants: ["ida"] });
    return id;
  });
}

describe("closed deals of others", () => {
  it("A1 are told by industry and size, with what was met and what came next, without names, texts and records", () => {
    const test = createTestBook();
    const ids = closed(test, "Retail", { count: 6, won: 5 });
    const told = teamDigests(test.book, asOf, NOBODYS);
    expect(told).toEqual([{ industry: "retail", size: 3, deals: 6, won: 5, days: 40, stages: [{ stage: stageId("proposal"), deals: 5, days: 20 }], objections: [{ category: "price", deals: 6, won: 5, answers: [{ type: "call", deals: 6 }] }] }]);
    const text = JSON.stringify(told);
    for (const secret of [...ids, "ida", "Ida", "Secret"]) expect(text).not.toContain(secret);
  });

  it("A1 of fewer than five together nothing is told, and none is counted twice", () => {
    const test = createTestBook();
    closed(test, "Retail", { count: 4, won: 4 });
    expect(teamDigests(test.book, asOf, NOBODYS)).toEqual([]);
    // With one of another size they are five of the industry, of all sizes.
    closed(test, "Retail", { count: 1, won: 0, amount: 100_000 });
    expect(teamDigests(test.book, asOf, NOBODYS)).toMatchObject([{ industry: "retail", size: null, deals: 5, won: 4, days: null, stages: [] }]);
    // Whoever sees one of them anyway is told nothing of the four others.
    const [own] = test.book.of("deal").keys();
    expect(teamDigests(test.book, asOf, (id) => id === own)).toEqual([]);
    closed(test, "Energy", { count: 3, won: 0 });
    closed(test, "Media", { count: 3, won: 1 });
    const told = teamDigests(test.book, asOf, NOBODYS);
    expect(told).toMatchObject([{ industry: "retail", deals: 5 }, { industry: "", size: null, deals: 6, won: 1 }]);
    expect(told.reduce((sum, { deals }) => sum + deals, 0)).toBe(11);
  });

  it("A1 the coach of a rep without closed deals says them as of the team, of one who has enough it does not", () => {
    const team = createTestBook();
    closed(team, "Retail", { count: 6, won: 5 });
    const figures = teamDigests(team.book, asOf, NOBODYS);
    const scene = (wonOnes: number) => {
      const { book, deal, objection } = createTestBook();
      for (let at = 0; at < wonOnes; at += 1) deal(`won ${at}`, { industry: "Retail", amount: 100, stage: "won", closeDate: "2026-06-01" });
      const mine = deal("mine", { industry: "Retail", amount: 100, stage: "proposal", since: 60, closeDate: "2027-03-01", contact: "ida" });
      objection(mine, { category: "price", severity: "high" });
      return { book, mine };
    };
    const said = (wonOnes: number, groups = figures): readonly string[] => {
      const { book, mine } = scene(wonOnes);
      return (coachDeal(book, mine, asOf, { team: groups })?.actions ?? []).flatMap(({ reasons }) => reasons.filter(({ code }) => code.startsWith("team")).map((claim) => claimInEnglish(claim, () => "Proposal")));
    };
    expect(said(0)).toEqual(expect.arrayContaining([
      "Of 6 closed deals of your team with an objection about price 5 were won; on 6 of them a call came next and it was resolved.",
      "Of the closed deals of your team 5 that were won stayed in Proposal for 20 days as a rule; this one has been there for 60 days.",
    ]));
    expect(said(3)).toEqual([]);
    expect(said(0, [])).toEqual([]);
    // An industry that nothing is told of, and no other: nothing is said.
    const { book, deal } = createTestBook();
    const other = deal("other", { industry: "Energy", amount: 100, stage: "proposal", since: 60 });
    expect(JSON.stringify(coachDeal(book, other, asOf, { team: figures })?.actions)).not.toContain("team");
  });

  it("A1 how many of the team's deals were won stands beside what is advised first", () => {
    const team = createTestBook();
    closed(team, "Retail", { count: 6, won: 5 });
    const { book, deal, task, activity } = createTestBook();
    const mine = deal("mine", { industry: "Retail", amount: 100, stage: "proposal", since: 2, closeDate: "2027-03-01", contact: "ida", decisionMakers: ["ida"], people: ["ida", "ben"] });
    task(mine);
    for (const who of ["ida", "ben"]) activity(mine, { daysAgo: 1, participants: [who] });
    const [first] = coachDeal(book, mine, asOf, { team: teamDigests(team.book, asOf, NOBODYS) })?.actions ?? [];
    expect(first?.reasons.map((claim) => claimInEnglish(claim, () => "Proposal"))).toContain("Of 6 closed deals of your team in retail 5 were won, in 40 days as a rule.");
    expect(first?.confidence.parts.some(({ name }) => name === "similar")).toBe(false);
  });
});
