import { asOf, createTestBook, TODAY } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { type Claim, coachDeal, explainDeal, mailOf, similarWon, taskOf, winLossReport } from "./index.ts";

const evidenceOf = (claims: readonly Claim[]): readonly string[] => claims.flatMap(({ evidence }) => evidence);

describe("similar won deals", () => {
  it("A1 industry counts 40, size within half to double 30, kinds of objection 30, and meaning decides among equals", () => {
    const { book, deal, objection } = createTestBook();
    const mine = deal("mine", { industry: "Retail", amount: 100 });
    objection(mine, { category: "price" });
    const same = deal("same", { industry: "retail ", amount: 200, stage: "won", closeDate: "2026-05-01" });
    objection(same, { category: "price", status: "resolved" });
    const bigger = deal("bigger", { industry: "Retail", amount: 201, stage: "won", closeDate: "2026-05-01" });
    const smaller = deal("smaller", { industry: "Energy", amount: 50, stage: "won", closeDate: "2026-05-01" });
    const twin = deal("twin", { industry: "Energy", amount: 60, stage: "won", closeDate: "2026-05-01" });
    const half = deal("half", { industry: "Energy", amount: 1, stage: "won", closeDate: "2026-05-01" });
    objection(half, { category: "price", status: "resolved" });
    objection(half, { category: "need", status: "resolved" });
    deal("lost", { industry: "Retail", amount: 100, stage: "lost", closeDate: "2026-05-01" });
    deal("old", { industry: "Retail", amount: 100, stage: "won", closeDate: "2025-11-21" });
    deal("future", { industry: "Retail", amount: 100, stage: "won", closeDate: "2026-11-22" });
    const found = similarWon(book, book.deal(mine) as never, asOf, new Map([[twin, 0.9], [smaller, 0.1]]));
    expect(found.map(({ id, similarity }) => [id, Math.round(100 * similarity)])).toEqual([[same, 100], [bigger, 40], [twin, 30], [smaller, 30], [half, 15]]);
    expect(found[2]?.closeness).toBe(0.9);
    // By their words where there are no vectors.
    expect(similarWon(book, book.deal(mine) as never, asOf)[0]?.id).toBe(same);
  });
});

describe("the deal coach", () => {
  it("A1 advises two or three actions with priority, confidence and reasons, each with its records", () => {
    const { book, deal, objection, activity, task } = createTestBook();
    for (const name of ["a", "b", "c"]) {
      const won = deal(name, { industry: "Retail", amount: 100, stage: "won", closeDate: "2026-06-01", decisionMakers: ["boss"], people: ["boss", "user"] });
      objection(won, { category: "price", status: "resolved" });
    }
    const mine = deal("mine", { industry: "Retail", amount: 100, stage: "proposal", since: 60, closeDate: "2026-11-01", contact: "ida" });
    const raised = objection(mine, { category: "price", severity: "high", raisedBy: "ida" });
    const call = activity(mine, { daysAgo: 40, participants: ["ida"] });
    const answer = coachDeal(book, mine, asOf);
    expect(answer?.status).toBe("open");
    expect(answer?.actions).toHaveLength(3);
    const codes = answer?.actions.map(({ code }) => code) ?? [];
    expect(codes).toEqual(expect.arrayContaining(["answerObjection", "reviveDeal"]));
    for (const { priority, confidence, reasons, due } of answer?.actions ?? []) {
      expect(["high", "medium", "low"]).toContain(priority);
      expect(confidence.parts.reduce((sum, { points }) => sum + points, 0)).toBe(confidence.value);
      expect(reasons.length).toBeGreaterThan(0);
      expect(evidenceOf(reasons).length).toBeGreaterThan(0);
      expect(due > TODAY).toBe(true);
    }
    const toAnswer = answer?.actions.find(({ code }) => code === "answerObjection");
    expect(toAnswer).toMatchObject({ objection: raised, person: "ida", priority: "high" });
    expect(toAnswer?.reasons.find(({ code }) => code === "objectionOvercome")?.values).toEqual({ category: "price", count: 3, of: 3 });
    expect(answer?.actions.find(({ code }) => code === "reviveDeal")?.reasons.map(({ code }) => code)).toEqual(["stagnant", "silent"]);
    expect(evidenceOf(answer?.actions.find(({ code }) => code === "reviveDeal")?.reasons ?? [])).toContain(call);
    // What is planned is no missing next step.
    expect(codes).not.toContain("setNextStep");
    task(mine);
    expect(coachDeal(book, mine, asOf)?.actions.map(({ code }) => code)).not.toContain("setNextStep");
  });

  it("A1 an ordinary deal gets two actions, a big one three with the steps of its size", () => {
    const { book, deal, task, activity } = createTestBook();
    for (const name of ["a", "b", "c"]) deal(name, { industry: "Retail", amount: 100, stage: "won", closeDate: "2026-06-01" });
    const calm = (name: string, amount: number) => {
      const id = deal(name, { industry: "Retail", amount, stage: "proposal", since: 2, closeDate: "2027-03-01", contact: "ida", decisionMakers: ["ida"], people: ["ida", "ben"] });
      task(id);
      for (const who of ["ida", "ben"]) activity(id, { daysAgo: 1, participants: [who] });
      return id;
    };
    const usual = coachDeal(book, calm("usual", 110), asOf);
    expect([usual?.depth, usual?.actions.map(({ code }) => code)]).toEqual(["brief", ["sendProposal", "offerTrial"]]);
    const big = coachDeal(book, calm("big", 400), asOf);
    expect([big?.depth, big?.actions.map(({ code }) => code)]).toEqual(["deep", ["buildBusinessCase", "sendProposal", "offerTrial"]]);
    expect(big?.actions[0]?.reasons[0]).toMatchObject({ code: "bigDeal", values: { times: 4 } });
  });

  it("A1 what similar won deals had in this stage and this one has not is advised", () => {
    const { book, deal, activity, task } = createTestBook();
    const meetings = ["a", "b", "c"].map((name) => {
      const won = deal(name, { industry: "Retail", amount: 100, stage: "won", closeDate: "2026-06-01", path: [["proposal", 200], ["won", 180]] });
      return activity(won, { type: "meeting", daysAgo: 190, participants: ["x"] });
    });
    const mine = deal("mine", { industry: "Retail", amount: 100, stage: "proposal", since: 3, closeDate: "2027-03-01", contact: "ida", decisionMakers: ["ida"], people: ["ida", "ben"] });
    task(mine);
    activity(mine, { daysAgo: 1, participants: ["ida"] });
    const advised = coachDeal(book, mine, asOf)?.actions.find(({ code }) => code === "doWhatWon");
    expect(advised?.about).toBe("meeting");
    expect(advised?.reasons[0]).toMatchObject({ code: "wonWithActivity", values: { count: 3, of: 3, type: "meeting" }, evidence: meetings });
  });

  it("A1 nothing is coached on what is closed or not there, and a new workspace still gets the logic of the stage", () => {
    const { book, deal } = createTestBook();
    const won = deal("won", { stage: "won" });
    expect(coachDeal(book, won, asOf)).toMatchObject({ status: "closed", actions: [] });
    expect(coachDeal(book, "00000000-0000-4000-8000-000000000000", asOf)).toBeNull();
    const only = deal("only", { stage: "open", since: 1 });
    const answer = coachDeal(book, only, asOf);
    expect(answer?.similar).toEqual([]);
    expect(answer?.chance).toEqual({ known: false, why: "fewDeals", base: 75, of: 1 });
    expect(answer?.actions.length).toBeGreaterThanOrEqual(2);
  });

  it("A1 advice becomes a task or a mail", () => {
    const { book, deal } = createTestBook();
    const mine = deal("mine", { stage: "proposal", closeDate: "2026-11-01", contact: "ida" });
    const [action] = coachDeal(book, mine, asOf)?.actions ?? [];
    if (action === undefined) throw new Error("no advice");
    expect(taskOf(action, mine, { title: "x".repeat(400), text: "because", assignee: "ada" })).toEqual({ kind: "task", values: { title: "x".repeat(300), root: mine, assignee: "ada", due: action.due, text: "because" } });
    expect(mailOf(action)).toEqual({ to: "ida" });
    expect(mailOf({ ...action, person: "" })).toBeNull();
  });
});

describe("wins and losses", () => {
  it("A4 a closed deal is explained beside its industry and the workspace, with what to do otherwise", () => {
    const { book, deal, objection, activity } = createTestBook();
    for (let at = 0; at < 6; at++) {
      const id = deal(`w${at}`, { industry: at < 5 ? "Retail" : "Energy", amount: 100, stage: "won", openedOn: "2026-03-01", closeDate: "2026-04-10", people: ["x", "y", "z"], competitors: ["Rival"] });
      for (let times = 0; times < 4; times++) activity(id, { daysAgo: 240 - times, participants: ["x"] });
      objection(id, { category: "price", status: "resolved" });
    }
    const mine = deal("mine", { industry: "Retail", amount: 100, stage: "lost", openedOn: "2026-03-01", closeDate: "2026-09-01", contact: "ida", decisionMakers: ["boss"], competitors: ["Rival"], reason: "Too dear" });
    const raised = objection(mine, { category: "price", severity: "high", status: "lost" });
    const first = activity(mine, { daysAgo: 200, participants: ["ida"] });
    const last = activity(mine, { daysAgo: 100, participants: ["ida"] });
    const told = explainDeal(book, mine, asOf);
    expect(told?.timeline.map(({ code, values }) => [code, values])).toEqual([["tookDays", { days: 184, usual: 40, of: 5, industry: "Retail" }], ["tookDays", { days: 184, usual: 40, of: 6, industry: "" }]]);
    expect(told?.objections.map(({ code, values }) => [code, values])).toEqual([["objectionEnded", { category: "price", status: "lost", severity: "high" }], ["categoryRate", { category: "price", won: 6, of: 6, base: 100 }]]);
    expect(told?.objections[0]?.evidence).toEqual([raised]);
    expect(told?.people.map(({ code }) => code)).toEqual(["peopleInvolved", "decisionMakerNeverMet", "contacts", "longestSilence"]);
    expect(told?.people.find(({ code }) => code === "longestSilence")).toMatchObject({ values: { days: 100 }, evidence: [first, last] });
    expect(told?.competition.find(({ code }) => code === "againstCompetitor")?.values).toEqual({ competitor: "Rival", won: 6, of: 6 });
    expect(told?.reason[0]?.values).toEqual({ reason: "Too dear" });
    expect(told?.lessons.map(({ code }) => code)).toEqual(["answerObjectionEarlier", "meetDecisionMakerEarly", "prepareForCompetitor"]);
  });

  it("A4 with fewer than five deals beside it nothing is compared", () => {
    const { book, deal } = createTestBook();
    deal("other", { stage: "won", industry: "Retail", closeDate: "2026-04-10" });
    const mine = deal("mine", { stage: "lost", industry: "Retail", openedOn: "2026-03-01", closeDate: "2026-09-01" });
    expect(explainDeal(book, mine, asOf)?.timeline).toEqual([]);
    expect(explainDeal(book, deal("open", {}), asOf)).toMatchObject({ outcome: "open", lessons: [] });
    expect(explainDeal(book, "none", asOf)).toBeNull();
  });

  it("A4 the report over many deals counts those of its days and tells no rate of fewer than five", () => {
    const { book, deal, objection } = createTestBook();
    for (let at = 0; at < 8; at++) {
      const id = deal(`d${at}`, { industry: at < 6 ? "Retail" : "Energy", stage: at % 2 === 0 ? "won" : "lost", openedOn: "2026-03-01", closeDate: "2026-04-10", reason: at % 2 === 0 ? "Best fit" : "Too dear", path: [["proposal", 240], [at % 2 === 0 ? "won" : "lost", 220]] });
      if (at < 5) objection(id, { category: "price" });
    }
    deal("before", { stage: "won", closeDate: "2025-12-31" });
    const report = winLossReport(book, { from: "2026-01-01", to: "2026-11-01" }, asOf);
    expect([report.won, report.lost, report.known]).toEqual([4, 4, true]);
    expect(report.byIndustry.map(({ values }) => values)).toEqual([{ industry: "Retail", won: 3, of: 6, base: 50 }]);
    expect(report.byObjection.map(({ values }) => values)).toEqual([{ category: "price", won: 3, of: 5, base: 50 }]);
    expect(report.reasonsLost.map(({ values }) => values)).toEqual([{ reason: "Too dear", count: 4, of: 4 }]);
    expect(report.lostIn[0]).toMatchObject({ code: "lostInStage", values: { count: 4, of: 4 } });
    expect(winLossReport(book, { from: "2026-01-01", to: "2026-11-01", owners: new Set(["nobody"]) }, asOf)).toMatchObject({ won: 0, lost: 0, known: false });
  });
});
