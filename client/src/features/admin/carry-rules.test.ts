import type { Row } from "@outrider/shared/projection";
import type { Rule } from "@outrider/shared/schema";
import { expect, test } from "vitest";
import type { Query, QueryAnswer } from "../../read/index.ts";
import { carryRules, ruleRenamed } from "./carry-rules.ts";

const NAME = "custom_choice_x";
const option = { name: NAME, from: "Red", to: "Crimson" };

test("R10 a rule asks for the new name of an option wherever it asked for the old one, and for nothing else anew", () => {
  const rule: Rule = { and: [
    { field: NAME, op: "==", value: "Red" }, { not: { or: [{ field: `company.${NAME}`, op: "in", value: ["Red", "Blue", "Crimson"] }] } },
    { field: NAME, op: "contains", value: "Red" }, { field: "name", op: "==", value: "Red" }, { field: `${NAME}y`, op: "!=", value: "Red" }, { field: NAME, op: "filled" },
  ] };
  expect(ruleRenamed(rule, option)).toEqual({ and: [
    { field: NAME, op: "==", value: "Crimson" }, { not: { or: [{ field: `company.${NAME}`, op: "in", value: ["Crimson", "Blue"] }] } },
    { field: NAME, op: "contains", value: "Red" }, { field: "name", op: "==", value: "Red" }, { field: `${NAME}y`, op: "!=", value: "Red" }, { field: NAME, op: "filled" },
  ] });
});

test("R10 saved views and segments that ask for a renamed option are changed with it, in the bin too, and no others", async () => {
  const rows = {
    view: [{ id: "v1", values: { rule: { field: NAME, op: "==", value: "Red" } } }, { id: "v2", values: { rule: { field: NAME, op: "==", value: "Blue" } } }, { id: "v3", values: {} }],
    segment: [{ id: "s1", values: { rule: { not: { field: NAME, op: "!=", value: "Red" } } } }, { id: "s2", values: { rule: { and: "nothing" } } }],
  };
  const ask = async ({ kind, bin = false }: Query): Promise<QueryAnswer> => {
    const found = bin ? [] : kind === "view" ? rows.view : rows.segment;
    return { rows: found as unknown as Row[], offset: 0, total: found.length, complete: true };
  };
  expect(await carryRules(option, ask)).toEqual([
    { name: "edit", args: { id: "v1", values: { rule: { field: NAME, op: "==", value: "Crimson" } } } },
    { name: "edit", args: { id: "s1", values: { rule: { not: { field: NAME, op: "!=", value: "Crimson" } } } } },
  ]);
});
