import type { Row } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import { daysInStage, isStagnant } from "./stagnancy.ts";
import type { StageView } from "./use-definitions.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;
const stage: StageView = { id: "s", name: "Proposal", pipeline: "p", outcome: "open", stagnantAfter: 14, archived: false };
const deal = (since: Readonly<Record<string, number>>): Row => ({
  id: "d", kind: "deal", title: "", values: {}, sets: {}, titles: {}, updatedAt: NOW, updatedBy: "", since, conflicts: [], pending: [], deleted: false,
});

describe("a deal that stands still", () => {
  it("R4 is stagnant from the day its stage names, whatever was edited since", () => {
    expect(isStagnant(deal({ stage: NOW - 14 * DAY }), stage, NOW)).toBe(true);
    expect(isStagnant(deal({ stage: NOW - 14 * DAY + 1 }), stage, NOW)).toBe(false);
  });

  it("R4 is not stagnant in a closed stage, in one that names no days, in one not known, or where the time is not known", () => {
    const old = deal({ stage: 0 });
    expect(isStagnant(old, { ...stage, outcome: "won" }, NOW)).toBe(false);
    expect(isStagnant(old, { ...stage, stagnantAfter: 0 }, NOW)).toBe(false);
    expect(isStagnant(old, undefined, NOW)).toBe(false);
    expect(isStagnant(deal({}), stage, NOW)).toBe(false);
  });

  it("R4 counts whole days, and none where the device's clock is behind", () => {
    expect(daysInStage(deal({ stage: NOW - 2.9 * DAY }), NOW)).toBe(2);
    expect(daysInStage(deal({ stage: NOW + DAY }), NOW)).toBe(0);
  });
});
