import type { Row } from "@outrider/shared/projection";
import type { Value } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import type { StageView } from "../../app/use-definitions.ts";
import { closingBy, stagnantDeals, urgencyOf } from "./agenda.ts";

const DAY = 86_400_000;
const deal = (id: string, values: Readonly<Record<string, Value>>, since = 0): Row => ({
  id, kind: "deal", title: id, values, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: { stage: since }, conflicts: [], pending: [], deleted: false,
});
const stage = (id: string, stagnantAfter: number): StageView => ({ id, name: id, pipeline: "p", outcome: "open", stagnantAfter, archived: false });

describe("what wants to be done next", () => {
  it("R6 R3 what was due before today is overdue", () => {
    expect([urgencyOf("2026-01-01", "2026-01-02"), urgencyOf("2026-01-02", "2026-01-02"), urgencyOf("2026-01-03", "2026-01-02")]).toEqual(["overdue", "today", "later"]);
  });

  it("R3 a deal whose day has passed comes before those that close soon; one without a day is not among them", () => {
    const deals = [deal("soon", { closeDate: "2026-05-09" }), deal("far", { closeDate: "2026-08-01" }), deal("never", {}), deal("past", { closeDate: "2026-04-01" })];
    expect(closingBy(deals, "2026-05-14").map(({ id }) => id)).toEqual(["past", "soon"]);
  });

  it("R4 a deal stands still by the rule of its own stage, the longest first", () => {
    const now = 100 * DAY;
    const deals = [deal("a", { stage: "quick" }, now - 8 * DAY), deal("b", { stage: "slow" }, now - 8 * DAY), deal("c", { stage: "quick" }, now - 30 * DAY), deal("d", { stage: "gone" }, 0)];
    expect(stagnantDeals(deals, [stage("quick", 7), stage("slow", 21)], now).map(({ row, days }) => [row.id, days])).toEqual([["c", 30], ["a", 8]]);
  });
});
