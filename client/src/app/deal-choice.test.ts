// What deals are narrowed by on the board and the forecast is what their list is narrowed by.
import { expect, test } from "vitest";
import { listQuery } from "../features/records/list-query.ts";
import { dealChoice, isNarrowed, keptSearch, narrowed, stageInFilter, widened } from "./deal-choice.ts";
import { ruleIn } from "./rule-in.ts";

const LOOKING = { me: "eva", today: "2026-11-22" };

test("R4 R11 the same address asks for the same deals as a list, on the board and in the forecast", () => {
  const search = { owner: "eva", filter: "value*ge*n50000", q: "boat", sort: "value" };
  const { where, rule, search: typed } = listQuery("deal", search, LOOKING);
  expect(dealChoice(search, LOOKING)).toEqual({ where, rule, search: typed });
  expect(narrowed(dealChoice(search, LOOKING), { field: "stage", op: "is", value: "s1" }).where).toEqual([{ field: "stage", op: "is", value: "s1" }, ...(where ?? [])]);
  expect(dealChoice({ filter: "nonsense" }, LOOKING)).toEqual({ where: [] });
});

test("R4 R11 a stage chosen over a list stays chosen beside the others as a condition of the filter", () => {
  expect(ruleIn("deal", stageInFilter({ stage: "s1", owner: "eva" }).filter)).toEqual({ rule: { field: "stage", op: "==", value: "s1" } });
  expect(ruleIn("deal", stageInFilter({ stage: "open", filter: "value*ge*n5" }).filter)).toEqual({ rule: { and: [{ field: "stage.outcome", op: "==", value: "open" }, { field: "value", op: ">=", value: 5 }] } });
  expect(stageInFilter({ stage: "s1" })).not.toHaveProperty("stage");
  // What cannot be read stays, to be told.
  expect(stageInFilter({ stage: "s1", filter: "nonsense" })).toEqual({ stage: "s1", filter: "nonsense" });
  expect(keptSearch({ owner: "eva", view: "v", bin: true, create: true })).toEqual({ owner: "eva", view: "v" });
  expect([isNarrowed({ pipeline: "p" }), isNarrowed({ q: "x" }), isNarrowed({ filter: "value*any" })]).toEqual([false, true, true]);
  expect(widened({ pipeline: "p", owner: "eva", q: "x" })).toEqual({ pipeline: "p" });
});
