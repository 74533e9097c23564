// A report over many deals in a model's words: nothing passes whose figures and names are not those of the claims.
import { createTestBook, asOf } from "@outrider/shared/testing";
import { winLossReport } from "@outrider/shared/sales";
import { expect, it } from "vitest";
import { reportBrief } from "./briefs.ts";
import { createCheck } from "./check-statement.ts";
import { fence } from "./fence.ts";

const PERSONAL = { names: [], emails: [], phones: [], addresses: [] };
const RANGE = { from: "2026-01-01", to: "2026-11-21" };

function scene(count: number) {
  const { book, deal } = createTestBook();
  for (let each = 0; each < count; each += 1) deal(`d${each}`, { industry: "Retail", competitors: ["Initech"], stage: each < 3 ? "won" : "lost", closeDate: "2026-06-01", openedOn: "2026-05-01", reason: "Too slow" });
  const brief = reportBrief(winLossReport(book, RANGE, asOf), () => "Proposal", { personal: PERSONAL });
  const fenced = fence(brief, "mark", null);
  const check = createCheck({ fenced, typed: "", mask: null, personal: PERSONAL, strict: brief.strict });
  return { brief, fenced, passes: (text: string): boolean => "statement" in check(JSON.stringify({ part: "finding", text, evidence: ["E1"] })) };
}

it("A9 A11 a report is worded in the figures and names of its claims alone", () => {
  const { fenced, passes } = scene(5);
  expect(fenced.user).toContain("Retail: 3 of 5 deals won");
  expect(fenced.system).toContain("wins and losses of many deals");
  for (const text of ["In Retail 3 of 5 deals were won.", "Against Initech 3 of 5 were won, as in Retail.", "Answer sooner: most said Too slow.", "Initech's deals were no worse."]) expect([text, passes(text)]).toEqual([text, true]);
  for (const text of ["In Retail 4 of 5 deals were won.", "About 61 % were won.", "In Retail 7 deals were won.", "They lost to Globex each time.", "Deals of Retail, Media and others were won."]) expect([text, passes(text)]).toEqual([text, false]);
});

it("A11 of a report that knows too little a model is told nothing", () => {
  expect(scene(4).brief.exhibits).toEqual([]);
});
