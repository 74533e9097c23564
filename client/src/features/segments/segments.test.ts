import { customName, isRule, RULE_LIMITS, type Rule, typedField } from "@outrider/shared/schema";
import { checkSegmentRule, match, readRule, SEGMENT_PATHS, writeRule } from "@outrider/shared/segments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { CLASS_OPS } from "../../app/rule/rule-fields.ts";
import { type Group, newCondition, newGroup, treeOf, valuesOf } from "../../app/rule/rule-tree.ts";
import { ruleLine } from "../../app/rule/rule-words.ts";
import { ruleIn } from "../../app/rule-in.ts";
import { countedOf } from "./counted.ts";
import { judged, keptRule } from "./draft.ts";
import { foundWords } from "./found-words.ts";
import { listRule } from "./list-rule.ts";
import { afterOf, MEMBERS_AT_ONCE, membersIn, membersPath } from "./members-of.ts";
import { recordsIn, ruleOfSegment, segmentFields } from "./segment-fields.ts";
import { standingOf } from "./standing.ts";
import { words } from "./texts.ts";

const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
const custom: readonly CustomFieldView[] = (["contact", "company", "deal"] as const).map((of, at) => ({ id: id(at), name: customName("number", id(at)), of, type: "number", field: typedField("number", "Points", ""), options: "", archived: false, order: at }));
const fields = segmentFields(custom);
const field = (path: string) => fields.find((one) => one.path === path) ?? fail(path);
const fail = (path: string): never => {
  throw new Error(`no field ${path}`);
};
const drafts = { text: ["a b", "x*y"], number: ["5", "1200"], day: ["2026-03-31", "days:-30", "month:0"], choice: ["yes", "no"], flag: ["yes", "no"], member: ["@me", id(9)], stage: [id(8)], team: ["north"], tags: ["vip", "a, b"], record: [id(6), id(7)] } as const;
const arbCondition = fc.constantFrom(...fields).chain((one) => fc.tuple(fc.constant(one), fc.constantFrom(...CLASS_OPS[one.of]), fc.shuffledSubarray([...drafts[one.of]], { minLength: 1 })))
  .map(([one, op, values]) => {
    const many = valuesOf(op);
    const given = many === 0 ? [] : many === 2 ? [values[0] as string, (values[1] ?? values[0]) as string] : many === 1 ? [values[0] as string] : one.of === "text" ? [values.join(", ")] : values;
    return { ...newCondition(one), op, values: given };
  });
const { group: arbGroup } = fc.letrec<{ group: Group; part: Group["parts"][number] }>((tie) => ({
  part: fc.oneof({ maxDepth: 1 }, arbCondition, tie("group")),
  group: fc.record({ join: fc.constantFrom<Group["join"][]>("all", "any", "none"), parts: fc.array(tie("part"), { minLength: 1, maxLength: 3 }) }).map(({ join, parts }) => newGroup(join, parts)),
}));

describe("the builder of segments", () => {
  it("M3 every path that a segment may ask of is offered by a name of its own, with the workspace's own fields of contacts and companies", () => {
    expect(fields.map(({ path }) => path)).toEqual([...SEGMENT_PATHS.map(({ path }) => path), custom[0]?.name, `company.${custom[1]?.name}`]);
    for (const { path } of SEGMENT_PATHS) expect(words.fields[path], path).toBeTypeOf("string");
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
    expect(fields.every(({ of, to }) => (of === "record") === (to !== undefined))).toBe(true);
  });

  it("M3 whatever is built in it is a rule of a segment, and opens again as it was built", () => {
    fc.assert(fc.property(arbGroup, (tree) => {
      const { rule, left, trouble } = judged(tree, fields);
      expect([left, trouble]).toEqual([0, undefined]);
      expect(rule === undefined ? null : checkSegmentRule(rule)).toBeNull();
      const kept = ruleOfSegment(keptRule(rule));
      expect(kept.strange).toBe(false);
      const again = treeOf(kept.rule, fields);
      expect(again).not.toBeNull();
      // From the second time on it stays letter by letter.
      const second = judged(again as Group, fields).rule;
      expect(judged(treeOf(second, fields) as Group, fields).rule).toEqual(second);
    }), { numRuns: 300 });
  });

  it("M3 an amount keeps the currency that it was said in, in the rule, in the builder and in words; what is no money has none", () => {
    const rule: Rule = { and: [{ field: "spend", op: ">", value: 5000, currency: "INR" }, { field: "company.revenue", op: "between", value: [1, 2], currency: "USD" }, { field: "visits", op: ">", value: 3 }] };
    const tree = treeOf(rule, fields) as Group;
    expect(judged(tree, fields)).toMatchObject({ rule, left: 0 });
    expect(ruleLine(rule, fields, {})).toMatch(/(₹|INR).?5[.,]?000.*(\$|USD).?1.*3/u);
    const [spend] = tree.parts;
    if (spend === undefined || !("path" in spend)) throw new Error("no condition");
    const put = (change: object): Rule | undefined => judged(newGroup("all", [{ ...spend, ...change }]), fields).rule;
    expect(put({ currency: undefined })).toEqual({ field: "spend", op: ">", value: 5000 });
    expect(put({ op: "filled" })).toEqual({ field: "spend", op: "filled" });
    expect(put({ path: "visits" })).toEqual({ field: "visits", op: ">", value: 5000 });
    expect(treeOf({ field: "visits", op: ">", value: 3, currency: "EUR" }, fields)).toBeNull();
    expect(readRule(writeRule(rule))).toEqual({ ok: true, value: rule });
  });

  it("M3 what is too much, too deep or no figure is said, and what has no value yet is left out of the count", () => {
    const spend = { ...newCondition(field("spend")), values: ["5"] };
    const deep = (levels: number): Group => (levels === 0 ? newGroup("none", [spend, spend]) : newGroup("all", [spend, deep(levels - 1)]));
    expect(judged(newGroup("all", Array.from({ length: RULE_LIMITS.leaves + 1 }, () => spend)), fields).trouble).toBe(words.edit.tooMany(61));
    expect(judged(deep(3), fields).trouble).toBeUndefined();
    expect(judged(deep(5), fields).trouble).toBe(words.edit.tooDeep);
    expect(judged(newGroup("all", [spend, newCondition(field("visits")), { ...newCondition(field("name")), values: ["x".repeat(301)] }]), fields)).toMatchObject({ left: 1, rule: undefined, trouble: words.edit.tooLong });
    expect(judged(newGroup("all", [spend, newCondition(field("visits"))]), fields)).toEqual({ rule: { field: "spend", op: ">=", value: 5 }, left: 1, trouble: undefined });
    expect(judged(newGroup("all"), fields)).toEqual({ rule: undefined, left: 0, trouble: undefined });
  });

  it("M3 what was found of a contact is said in words, and nothing known is said to be nothing", () => {
    expect(foundWords(field("spend"), [{ amount: 1200, currency: "EUR" }], {})).toMatch(/1[.,]?200/);
    expect(foundWords(field("spend"), [{ amount: 1200, currency: "USD" }], {}, { amount: 1_079.999, currency: "EUR" })).toMatch(/1[.,]?200.*1[.,]?080/);
    expect(foundWords(field("spend"), [{ amount: 1200, currency: "XAU" }], {}, null)).toContain("no rate");
    expect(foundWords(field("visits"), [], {})).toBe(words.why.nothing);
    expect(foundWords(field("tags"), Array.from({ length: 12 }, (_, n) => `t${n}`), {})).toMatch(/t7.*\+4$/);
    expect(foundWords(field("company"), [id(1)], { [id(1)]: "Acme" })).toContain("Acme");
    expect(foundWords(field("lastActive"), [Date.UTC(2026, 2, 3, 12)], {})).toMatch(/2026/);
  });

  it("M3 the server names them page by page, and what is none of its answers is nobody", () => {
    const page = membersIn(Array.from({ length: MEMBERS_AT_ONCE }, (_, n) => ({ id: `c${n}`, name: `Name ${n}` })));
    expect([page.length, page[3], afterOf(page)]).toEqual([MEMBERS_AT_ONCE, { id: "c3", title: "Name 3" }, `c${MEMBERS_AT_ONCE - 1}`]);
    expect([afterOf(page.slice(1)), afterOf([]), membersIn({ no: "list" }), membersIn([{ name: "no id" }])]).toEqual([null, null, [], []]);
    expect(membersPath("a/b", "w", "Asia/Kolkata", undefined)).toBe("/api/segments/a%2Fb/customers?workspace=w&timeZone=Asia%2FKolkata&limit=100");
    expect(membersPath("s", "w", "UTC", "c99")).toMatch(/&after=c99$/);
    expect((["all", "server", "asking", "problem", "arriving", "part"] as const).map((of) => standingOf({ of }))).toEqual(["", words.preview.all, expect.stringContaining(words.preview.asking), expect.stringContaining(words.preview.problem), words.preview.arriving, expect.stringContaining(words.preview.offline)]);
  });

  it("M3 names of records in rules are looked up, and a rule that no version wrote stays what it is", () => {
    expect(recordsIn([{ and: [{ field: "company", op: "in", value: [id(1)] }, { not: { field: "openedCampaigns", op: "==", value: id(2) } }, { field: "name", op: "==", value: id(3) }] }], fields)).toEqual([id(1), id(2)]);
    expect([ruleOfSegment(null), ruleOfSegment("x")]).toEqual([{ rule: undefined, strange: false }, { rule: undefined, strange: true }]);
    expect(countedOf({ count: 3, sample: [{ id: "a", name: "Ana" }, { name: "no id" }] })).toEqual({ count: 3, sample: [{ id: "a", title: "Ana" }] });
  });

  it("M3 as a list of contacts a segment finds the same, days without activity by the day they began on; what no list knows is no list", () => {
    const today = "2026-11-22";
    const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const context = { me: "", today, dayOf };
    const arbDays = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(1.5, 29.5));
    const arbLeaf = fc.oneof(
      fc.tuple(fc.constantFrom<(">" | ">=" | "<" | "<=")[]>(">", ">=", "<", "<="), arbDays).map(([op, value]) => ({ field: "inactiveDays", op, value }) as const),
      fc.tuple(fc.constantFrom<("==" | "!=")[]>("==", "!="), fc.nat({ max: 400 })).map(([op, value]) => ({ field: "inactiveDays", op, value }) as const),
      fc.tuple(arbDays, arbDays).map((value) => ({ field: "inactiveDays", op: "between", value }) as const),
      fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 4 }).map((value) => ({ field: "inactiveDays", op: "in", value }) as const),
      fc.constantFrom<("empty" | "filled")[]>("empty", "filled").map((op) => ({ field: "inactiveDays", op }) as const),
    );
    fc.assert(fc.property(arbLeaf, fc.option(fc.nat({ max: 400 }), { nil: null }), (leaf, inactive) => {
      const at = inactive === null ? [] : [Date.parse(`${today}T12:00:00Z`) - inactive * 86_400_000];
      const subject = (path: string) => (path === "inactiveDays" ? (inactive === null ? [] : [inactive]) : path === "lastActive" ? at : []);
      const rule: Rule = { not: { or: [leaf, { field: "spend", op: ">", value: 5 }] } };
      const listed = listRule(rule);
      if (listed === null || !isRule(listed)) throw new Error("it can be listed");
      expect(match(listed, subject, context)).toBe(match(rule, subject, context));
      expect(ruleIn("contact", writeRule(listed)).fault).toBeUndefined();
    }), { numRuns: 400 });
    expect(listRule({ and: [{ field: "stage", op: "filled" }] })).toBeNull();
    expect(listRule({ field: "inactiveDays", op: "==", value: 1.5 })).toBeNull();
    for (const { path } of SEGMENT_PATHS.filter(({ path: one }) => one !== "stage" && one !== "lastContacted" && one !== "inactiveDays")) expect(ruleIn("contact", writeRule({ field: path, op: "filled" })).fault, path).toBeUndefined();
  });
});
