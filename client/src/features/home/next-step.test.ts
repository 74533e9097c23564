import type { Row } from "@outrider/shared/projection";
import type { Kind, Value } from "@outrider/shared/schema";
import { expect, test } from "vitest";
import { nextOf } from "./next-step.ts";

const DAY = 86_400_000;
const row = (kind: Kind, id: string, values: Readonly<Record<string, Value>>, since = 0): Row => ({
  id, kind, title: id, values, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: { stage: since }, conflicts: [], pending: [], deleted: false,
});
const stages = [{ id: "s", name: "s", pipeline: "p", outcome: "open" as const, stagnantAfter: 7, archived: false }];
const atHand = { tasks: [], planned: new Set<string>(), stages, today: "2026-11-15", now: 100 * DAY };

test("D1 R6 home names one thing to do now, with the record it is about", () => {
  const deals = [row("deal", "planned", { stage: "s" }, 60 * DAY), row("deal", "bare", { stage: "s" }, 99 * DAY)];
  expect(nextOf({ ...atHand, deals: [], tasks: [row("task", "t", { due: "2026-11-14" })] })).toMatchObject({ row: { id: "t" }, reason: "task-overdue", days: 1 });
  expect(nextOf({ ...atHand, deals, planned: new Set(["planned"]) })).toMatchObject({ row: { id: "bare" }, reason: "deal-unplanned" });
  expect(nextOf({ ...atHand, deals, planned: new Set(["planned", "bare"]) })).toMatchObject({ row: { id: "planned" }, reason: "deal-stagnant", days: 40 });
  expect(nextOf({ ...atHand, deals: [] })).toBeUndefined();
});
