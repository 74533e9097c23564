import { customName, PERIODS, type Rule, type RuleLeaf, typedField } from "@outrider/shared/schema";
import { match, writeRule } from "@outrider/shared/segments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "../../../app/custom-fields.ts";
import { listSearch, type ListSearch } from "../../../app/list-search.ts";
import { offeredColumns, planOf, shownColumns } from "../kinds.ts";
import { CLASS_OPS, opLabel, type RuleField } from "../../../app/rule/rule-fields.ts";
import { type Group, newCondition, newGroup, replaced, ruleOf, treeOf, valuesOf } from "../../../app/rule/rule-tree.ts";
import { chipsOf } from "../../../app/rule/rule-words.ts";
import { filterFields } from "./filter-fields.ts";
import { columnsIn, faultsIn, filterIn, isPlain, mended, sameShape, searchOf, shapeOf, shapeOfRow, valuesOfShape, type ViewShape } from "./list-view.ts";

const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
const custom: readonly CustomFieldView[] = (["text", "money", "choice"] as const).map((type, at) => ({
  id: id(at), name: customName(type, id(at)), of: "deal", type, field: typedField(type, `Own ${type}`, "One\nTwo"), options: "", archived: false, order: at,
}));
const fields = filterFields("deal", custom);
const fieldOf = (path: string): RuleField => fields.find((field) => field.path === path) as RuleField;

const drafts = { text: ["a b", "x*y"], number: ["5", "1200.5", "-3"], day: ["2026-03-31", "days:-30", "month:0", "year:-1", "days:0"], choice: ["One", "won"], flag: ["yes", "no"], member: ["@me", id(9)], stage: [id(8), id(7)], team: ["north"], tags: ["vip"], record: [id(6)] } as const;
const arbCondition = fc.constantFrom(...fields).chain((field) => fc.tuple(fc.constant(field), fc.constantFrom(...CLASS_OPS[field.of]), fc.shuffledSubarray([...drafts[field.of]], { minLength: 1 })))
  .map(([field, op, values]) => {
    const many = valuesOf(op);
    const given = many === 0 ? [] : many === 2 ? [values[0] as string, (values[1] ?? values[0]) as string] : many === 1 ? [values[0] as string] : field.of === "text" ? [values.join(", ")] : values;
    return { ...newCondition(field), op, values: given };
  });
const { group: arbGroup } = fc.letrec<{ group: Group; part: Group["parts"][number] }>((tie) => ({
  part: fc.oneof({ maxDepth: 2, withCrossShrink: true }, arbCondition, tie("group")),
  group: fc.record({ join: fc.constantFrom("all", "any", "none"), parts: fc.array(tie("part"), { minLength: 1, maxLength: 3 }) }).map(({ join, parts }) => newGroup(join as Group["join"], parts)),
}));
const arbRule = arbGroup.map((group) => ruleOf(group, fields)).filter((made): made is { rule: Rule } => "rule" in made && made.rule !== undefined).map(({ rule }) => rule);
const quick = fc.record({ stage: fc.constantFrom("open", id(3)), owner: fc.constantFrom(id(4)) }, { requiredKeys: [] });

describe("the filter that a person builds", () => {
  it("R11 a rule that is opened and applied again finds the same", () => {
    const subject = (path: string) => ({ title: ["a b"], value: [{ amount: 5, currency: "EUR" }], closeDate: ["2026-03-31"], owner: ["eva"], "stage.outcome": ["won"] })[path] ?? [];
    const context = { me: "eva", today: "2026-03-31", dayOf: () => "2026-03-31" };
    fc.assert(fc.property(arbRule, (rule) => {
      const tree = treeOf(rule, fields);
      expect(tree).not.toBeNull();
      const again = ruleOf(tree as Group, fields);
      expect("rule" in again && again.rule !== undefined).toBe(true);
      const next = (again as { rule: Rule }).rule;
      expect(match(next, subject, context)).toBe(match(rule, subject, context));
      // From the second time on it stays letter by letter.
      expect(ruleOf(treeOf(next, fields) as Group, fields)).toEqual({ rule: next });
    }), { numRuns: 400 });
  });

  it("R11 what has no value is said, empty groups ask for nothing, and what no control can show is not opened", () => {
    const condition = newCondition(fieldOf("value"));
    expect(ruleOf(newGroup("all", [condition]), fields)).toEqual({ trouble: "incomplete" });
    expect(ruleOf(newGroup("all", [{ ...condition, values: ["much"] }]), fields)).toEqual({ trouble: "incomplete" });
    expect(ruleOf(newGroup("all", [newGroup("none")]), fields)).toEqual({ rule: undefined });
    expect(ruleOf(newGroup("all", Array.from({ length: 61 }, () => ({ ...condition, values: ["5"] }))), fields)).toEqual({ trouble: "too-much" });
    for (const leaf of [{ field: "title", op: ">", value: "a" }, { field: "closeDate", op: "==", value: 5 }, { field: "title", op: "in", value: ["a, b"] }, { field: "value", op: "in", value: [1, 2] }] satisfies RuleLeaf[]) expect(treeOf({ and: [leaf, { field: "value", op: ">", value: 1 }] }, fields)).toBeNull();
    const tree = newGroup("all", [newGroup("any", [condition])]);
    expect(replaced(tree, condition.key, undefined).parts).toMatchObject([{ join: "any", parts: [] }]);
  });

  it("R10 R11 every field that holds something to compare can be asked about, the workspace's own too, and each comparison has a name", () => {
    expect(fields.map(({ path }) => path)).toEqual(expect.arrayContaining(["title", "value", "stage", "stage.outcome", "owner", "owner.team", "company.name", "closeDate", "updatedAt", ...custom.map(({ name }) => name)]));
    for (const kind of ["deal", "lead", "contact", "company"] as const) for (const { of, label } of filterFields(kind, [])) for (const op of CLASS_OPS[of]) expect([label, opLabel(of, op)]).not.toContain("");
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
  });

  it("R11 a filter is said in words, a chip for each thing that must hold, and each can be taken out", () => {
    const rule: Rule = { and: [{ field: "value", op: ">=", value: 50_000 }, { or: [{ field: "owner", op: "==", value: { me: true } }, { not: { field: "title", op: "contains", value: "test" } }] }, { field: "closeDate", op: "==", value: { period: "month", shift: 0 } }] };
    const chips = chipsOf(rule, fields, {});
    expect(chips.map(({ words }) => words)).toEqual([expect.stringMatching(/^Value is at least 50.000$/), "Owner is Me or Title does not contain test", "Close date is this month"]);
    expect(ruleOf(chips[1]?.without as Group, fields)).toEqual({ rule: { and: [rule.and[0], rule.and[2]] } });
    expect(chipsOf({ field: "title", op: ">", value: "a" }, fields, {})).toHaveLength(1);
    for (const period of PERIODS) expect(chipsOf({ field: "closeDate", op: "<", value: { period, shift: 3 } }, fields, {})[0]?.words).toContain("3");
  });
});

const arbColumns = fc.shuffledSubarray([...offeredColumns("deal", custom)], { minLength: 1 });
const arbShape: fc.Arbitrary<ViewShape> = fc.record({ rule: arbRule, sort: fc.constantFrom("value", "updatedAt", "title"), descending: fc.boolean(), columns: arbColumns, group: fc.constantFrom(...Object.keys(planOf("deal").groups)) }, { requiredKeys: [] });

describe("the address and the record of a view", () => {
  it("R11 the address holds the whole view: it comes back from it as it was", () => {
    fc.assert(fc.property(arbShape, (shape) => {
      const search = searchOf("deal", shape);
      // As the router reads it.
      expect(listSearch({ ...search })).toEqual(search);
      expect(faultsIn("deal", search)).toEqual([]);
      expect(searchOf("deal", shapeOf("deal", search))).toEqual(search);
      expect(sameShape("deal", shape, shapeOf("deal", search))).toBe(true);
    }), { numRuns: 300 });
  });

  it("R11 what is chosen over the list is part of the view, and stands over the list again where it is opened", () => {
    fc.assert(fc.property(quick, fc.option(arbRule.filter((rule) => !("and" in rule)), { nil: undefined }), (chosen, rule) => {
      const search: ListSearch = { ...chosen, ...(rule && { filter: writeRule(rule) }) };
      const again = searchOf("deal", shapeOf("deal", search));
      expect(sameShape("deal", shapeOf("deal", again), shapeOf("deal", search))).toBe(true);
      expect(again).toMatchObject(chosen);
    }));
    expect(searchOf("deal", shapeOf("deal", { stage: "open", owner: id(4), sort: "value", descending: true, q: "typed", bin: true }))).toEqual({ stage: "open", owner: id(4), sort: "value", descending: true });
  });

  it("R11 the record of a view keeps all of it", () => {
    fc.assert(fc.property(arbShape, (shape) => {
      const values = Object.fromEntries(Object.entries(valuesOfShape(shape)).filter(([, value]) => value !== null));
      const row = { id: id(1), kind: "view", title: "v", values, sets: {}, titles: {}, updatedAt: 1, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false } as const;
      expect(sameShape("deal", shapeOfRow(row), shape)).toBe(true);
      expect(shapeOfRow({ ...row, values: { ...values, rule: { and: [] } } }).rule).toBe(undefined);
    }));
    expect([isPlain("deal", {}), isPlain("deal", { group: "stage" })]).toEqual([true, false]);
  });

  it("R11 what an address says in vain is named, left out, and can be taken away; the rest holds", () => {
    const bad: ListSearch = { filter: "spend*gt*n5", columns: "title nothing value", sort: "colour", group: "moon", owner: id(4) };
    expect(faultsIn("deal", bad)).toEqual(["Filter: there is no field “spend” here.", "Columns that are not here: nothing.", "Order: there is no field “colour” here.", "Groups: this list has none by “moon”."]);
    expect(filterIn("deal", "value*ge*nx").fault).toMatch(/must be a finite number/);
    expect(mended("deal", bad)).toEqual({ columns: "title value", owner: id(4) });
    expect(faultsIn("deal", mended("deal", bad))).toEqual([]);
    fc.assert(fc.property(fc.string(), fc.string(), (filter, columns) => void mended("deal", { filter, columns })));
  });

  it("R10 R11 columns are as the list has them, with the first two of the workspace's own, until a person chooses; the title's always comes first", () => {
    expect(shownColumns("deal", custom, undefined)).toEqual([...planOf("deal").columns.map(({ field }) => field), ...custom.slice(0, 2).map(({ name }) => name)]);
    expect(shownColumns("deal", custom, columnsIn("deal", "value title source nothing value"))).toEqual(["title", "value", "source"]);
    expect(columnsIn("deal", "nothing")).toBe(undefined);
  });
});
