import { asOf, createTestBook } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { answerInEnglish, answerObjection, categoriesIn, createObjectionSorter, OBJECTION_CATEGORIES } from "./index.ts";

describe("sorting objections", () => {
  it.each([
    ["Too expensive for us", "price"], ["we can't before next year", "timeline"], ["I must ask my boss", "authority"], ["we don't need that", "need"], ["we already use Salesforce", "competitor"], ["will you still exist in three years?", "trust"],
    ["there is no barcode scaner", "feature"],
  ])("A3 %s is about %s", (text, category) => expect(createObjectionSorter().sort(text)[0]?.category).toBe(category));

  it("A3 shares add up to one, and a text that says nothing is sorted without an error", () => {
    for (const text of ["", "???", "zzzz qqq", "x".repeat(20_000)]) {
      const sorted = createObjectionSorter().sort(text);
      expect(sorted).toHaveLength(OBJECTION_CATEGORIES.length);
      expect(sorted.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      expect(categoriesIn(sorted).length).toBeGreaterThan(0);
    }
  });

  it("A3 what a workspace sorted by hand is learned", () => {
    const sorter = createObjectionSorter();
    for (let times = 0; times < 4; times++) sorter.learn("The zorblax is wrong", "trust");
    expect(sorter.sort("your zorblax again")[0]?.category).toBe("trust");
  });
});

describe("the objection handler", () => {
  it("A3 acknowledges, addresses from two or three angles and asks, and past answers that worked come first", () => {
    const { book, deal, objection, contact, activity } = createTestBook();
    const ida = contact("Ida");
    const mine = deal("mine", { stage: "proposal", contact: ida });
    for (const daysAgo of [9, 8, 7]) activity(mine, { type: "email", direction: "in", daysAgo, text: "Dear Ms Roth, I compared the figures and measured them. Kind regards" });
    const earlier = objection(mine, { text: "The price", category: "price", status: "open" });
    const won = deal("won", { stage: "won", closeDate: "2026-05-01" });
    const lost = deal("lost", { stage: "lost", closeDate: "2026-05-01" });
    const good = objection(won, { text: "The licences are too expensive for so many users", category: "price", status: "resolved", response: "Counted with them what it saves: 11 hours a week" });
    const bad = objection(lost, { text: "The licences are too expensive for so many users", category: "price", status: "lost", response: "Offered a discount" });
    const visit = objection(won, { text: "Licences are expensive", category: "price", status: "resolved", response: "Visited a customer of the same trade with them" });
    const answer = answerObjection(book, { text: "Your licences are far too expensive, we have so many users", deal: mine, severity: "high" }, asOf);
    expect(answer).toMatchObject({ category: "price", tone: "formal", phase: "propose" });
    expect(answer.past.map(({ objection: id }) => id)).toEqual([good, visit, bad]);
    expect(answer.angles.map(({ angle, past }) => [angle, past?.objection])).toEqual([["logical", good], ["socialProof", visit], ["emotional", undefined]]);
    expect(answer.claims.find(({ code }) => code === "answerWorked")).toMatchObject({ values: { won: true }, evidence: [good, won] });
    expect(answer.claims.find(({ code }) => code === "raisedBefore")).toMatchObject({ values: { times: 1 }, evidence: [earlier] });
    const spoken = answerInEnglish(answer);
    expect(spoken.address[0]?.text).toContain("11 hours");
    expect([spoken.acknowledge, spoken.question].every((text) => text.length > 20)).toBe(true);
    // Vectors, where they are at hand, count beside words.
    const meant = answerObjection(book, { text: "anything", deal: mine, category: "price" }, asOf, { closeness: new Map([[visit, 0.9], [bad, 0.2]]) });
    expect([meant.madeBy.ranking, meant.past.map(({ objection: id }) => id)]).toEqual(["both", [visit, good, bad]]);
  });

  it("A3 with nothing of the past it still answers, less sure", () => {
    const { book } = createTestBook();
    const answer = answerObjection(book, { text: "Too expensive" }, asOf);
    expect(answer).toMatchObject({ past: [], claims: [], tone: "neutral", phase: null });
    expect(answer.angles).toHaveLength(2);
    expect(answer.confidence.value).toBe(50);
  });

  it("A3 what changed since is followed: a deleted answer is gone, a new one found, and an objection is no answer to itself", () => {
    const { book, deal, objection } = createTestBook();
    const won = deal("won", { stage: "won" });
    const first = objection(won, { text: "Too expensive", category: "price", status: "resolved", response: "Split it" });
    const ask = { text: "Too expensive for us" };
    expect(answerObjection(book, ask, asOf).past.map(({ objection: id }) => id)).toEqual([first]);
    expect(answerObjection(book, { ...ask, self: first }, asOf).past).toEqual([]);
    book.put(first, undefined);
    expect(answerObjection(book, ask, asOf).past).toEqual([]);
    const second = objection(won, { text: "Expensive", category: "price", status: "resolved", response: "Paid by the month" });
    expect(answerObjection(book, ask, asOf).past.map(({ objection: id }) => id)).toEqual([second]);
  });
});
