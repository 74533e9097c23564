// What the rule of a segment is built of, as the builder shows it: the table of paths with the words of this product, and
// the workspace's own fields. Pure.
import { fieldOf, fieldsOf, isRule, type Rule, type RuleValue, type Value } from "@outrider/shared/schema";
import { customPaths, SEGMENT_PATHS, type SegmentCustom, type SegmentPath } from "@outrider/shared/segments";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import type { FieldClass, RuleField } from "../../app/rule/rule-fields.ts";
import { words } from "./texts.ts";

const OF_TYPE = { number: "number", money: "number", day: "day", instant: "day", text: "text", choice: "choice", flag: "flag" } as const;
const OF_LINK: Readonly<Partial<Record<string, FieldClass>>> = { member: "member", stage: "stage" };

function classOf({ path, type, to }: SegmentPath): FieldClass {
  if (path === "owner.team") return "team";
  if (type === "link") return OF_LINK[to ?? ""] ?? "record";
  // Addresses and numbers are looked for by a part; tags are chosen.
  if (type === "set") return path.endsWith("tags") ? "tags" : "text";
  return OF_TYPE[type];
}

const groupOf = ({ group }: SegmentPath): string => words.groups[group];

function ruleField(path: SegmentPath): RuleField {
  const of = classOf(path);
  return { path: path.path, label: words.fields[path.path] ?? path.label, of, field: of === "choice" ? fieldOf("contact", path.path) : undefined, group: groupOf(path), ...(path.type === "money" && { money: true }), ...(of === "record" && path.to !== null && { to: path.to }) };
}

const FIXED: readonly RuleField[] = SEGMENT_PATHS.map(ruleField);

/** What a workspace's definitions are to the rules of segments. */
export const customOf = (custom: readonly CustomFieldView[]): readonly SegmentCustom[] =>
  custom.flatMap(({ of, name, field }) => (of === "contact" || of === "company" ? [{ of, name, label: field.label }] : []));

export function segmentFields(custom: readonly CustomFieldView[]): readonly RuleField[] {
  const own = custom.flatMap((one) => {
    const label = one.of === "company" ? words.ofCompany(one.field.label) : one.field.label;
    return customPaths(customOf([one])).map((path): RuleField => ({ ...ruleField(path), label, field: one.field }));
  });
  return [...FIXED, ...own];
}

/** The rule of a segment as its record keeps it; undefined: everybody. `strange`: it is none that this version can read. */
export function ruleOfSegment(kept: Value | undefined): { readonly rule: Rule | undefined; readonly strange: boolean } {
  if (kept === undefined || kept === null) return { rule: undefined, strange: false };
  const given: unknown = kept;
  return isRule(given) ? { rule: given, strange: false } : { rule: undefined, strange: true };
}

/** Ids of the records that rules name, to be shown by what those are called. */
export function recordsIn(rules: readonly Rule[], fields: readonly RuleField[]): readonly string[] {
  const paths = new Set(fields.filter(({ of }) => of === "record").map(({ path }) => path));
  const found = new Set<string>();
  const look = (rule: Rule): void => {
    if ("and" in rule) rule.and.forEach(look);
    else if ("or" in rule) rule.or.forEach(look);
    else if ("not" in rule) look(rule.not);
    else if (paths.has(rule.field)) for (const value of Array.isArray(rule.value) ? (rule.value as readonly RuleValue[]) : [rule.value]) if (typeof value === "string") found.add(value);
  };
  for (const rule of rules) if (fieldsOf(rule).some((path) => paths.has(path))) look(rule);
  return [...found];
}
