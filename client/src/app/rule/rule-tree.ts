// A rule while a person builds it: groups and conditions whose values are still as they are typed. Invariant: a rule
// that is opened and applied again means what it meant. Pure.
import { checkRule, isRule, PERIODS, type Rule, type RuleLeaf, type RuleOp, type RuleValue } from "@outrider/shared/schema";
import { separators } from "../format.ts";
import { parseNumber, splitElements } from "../typed-parts.ts";
import { CLASS_OPS, type FieldClass, isMoney, type RuleField, type Comparison } from "./rule-fields.ts";

export type Join = "all" | "any" | "none";
export interface Condition {
  readonly key: number;
  readonly path: string;
  readonly op: Comparison;
  /** As typed or chosen: one, two of `between`, several of `any` and `none`. Days are `YYYY-MM-DD`, `days:-30` or `month:0`. */
  readonly values: readonly string[];
  /** Of amounts; undefined: the workspace's own. */
  readonly currency?: string | undefined;
}
export interface Group { readonly key: number; readonly join: Join; readonly parts: readonly Part[] }
export type Part = Condition | Group;
export const isGroup = (part: Part): part is Group => "join" in part;

export const ME = "@me";
const OPS = { is: "==", isNot: "!=", contains: "contains", lacks: "contains", any: "in", none: "in", gt: ">", ge: ">=", lt: "<", le: "<=", between: "between", empty: "empty", filled: "filled" } as const satisfies Record<Comparison, RuleOp>;
const NEGATED: ReadonlySet<Comparison> = new Set(["lacks", "none"]);

let last = 0;
/** A key that no other part has, for as long as the page stands. */
const newKey = (): number => (last += 1);

/** How many values a comparison takes; several: as many as are chosen. */
export const valuesOf = (op: Comparison): 0 | 1 | 2 | "several" => (op === "empty" || op === "filled" ? 0 : op === "between" ? 2 : op === "any" || op === "none" ? "several" : 1);

export const newCondition = ({ path, of }: RuleField): Condition => ({ key: newKey(), path, op: CLASS_OPS[of][0], values: of === "flag" ? ["yes"] : [] });
export const newGroup = (join: Join, parts: readonly Part[] = []): Group => ({ key: newKey(), join, parts });

function draftOf(value: RuleValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value).replace(".", separators().decimal);
  if (typeof value === "string") return value;
  return "me" in value ? ME : "days" in value ? `days:${value.days}` : `${value.period}:${value.shift}`;
}

const FROM_NOW = /^(days|week|month|quarter|year):([+-]?\d{1,6})$/;

/** What a text stands for in a field of that class; undefined: nothing yet. */
export function valueOf(draft: string, of: FieldClass): RuleValue | undefined {
  const bare = draft.trim();
  if (bare === "") return undefined;
  if (of === "text" || of === "tags") return draft;
  if (of === "flag") return bare === "yes";
  if (of === "member") return bare === ME ? { me: true } : bare;
  if (of === "number") {
    const figure = parseNumber(bare);
    return Number.isNaN(figure) ? undefined : figure;
  }
  if (of !== "day") return bare;
  const [, unit, count] = FROM_NOW.exec(bare) ?? [];
  const period = PERIODS.find((one) => one === unit);
  if (period !== undefined) return { period, shift: Number(count) };
  return unit === "days" ? { days: Number(count) } : /^\d{4}-\d{2}-\d{2}$/.test(bare) ? bare : undefined;
}

/** The field of a path; what this workspace has no such field for is compared as text. */
export const fieldAt = (fields: readonly RuleField[], path: string): RuleField => fields.find((field) => field.path === path) ?? { path, label: path, of: "text", field: undefined };

/** The comparison a leaf is shown as, or null where its class has none such. */
function opOf(of: FieldClass, op: RuleOp, negated: boolean): Comparison | null {
  const found = (Object.keys(OPS) as Comparison[]).find((one) => OPS[one] === op && NEGATED.has(one) === negated);
  return found !== undefined && (CLASS_OPS[of] as readonly Comparison[]).includes(found) ? found : null;
}

function leafPart(leaf: RuleLeaf, negated: boolean, fields: readonly RuleField[]): Part | null {
  const field = fieldAt(fields, leaf.field);
  const { of } = field;
  if (leaf.currency !== undefined && !isMoney(field)) return null;
  const given = Array.isArray(leaf.value) ? (leaf.value as readonly RuleValue[]) : leaf.value === undefined ? [] : [leaf.value as RuleValue];
  const values = given.map(draftOf);
  const same = (draft: string, index: number): boolean => JSON.stringify(valueOf(draft, of)) === JSON.stringify(given[index]);
  if (!values.every(same)) return null;
  // One of a choice is any of one.
  const single = leaf.op === "==" || leaf.op === "!=" ? opOf(of, "in", negated !== (leaf.op === "!=")) : null;
  const op = opOf(of, leaf.op, negated) ?? single;
  if (op === null) return null;
  const text = of === "text" && valuesOf(op) === "several";
  if (text && values.some((value) => splitElements(value).join() !== value)) return null;
  return { key: newKey(), path: leaf.field, op, values: text ? [values.join(", ")] : values, ...(leaf.currency !== undefined && { currency: leaf.currency }) };
}

/** The parts of a rule as a person edits them; null where no control of this page can show it. */
function partOf(rule: Rule, fields: readonly RuleField[]): Part | null {
  const group = (join: Join, rules: readonly Rule[]): Group | null => {
    const parts = rules.map((one) => partOf(one, fields));
    return parts.includes(null) ? null : newGroup(join, parts as readonly Part[]);
  };
  if ("and" in rule) return group("all", rule.and);
  if ("or" in rule) return group("any", rule.or);
  if (!("not" in rule)) return leafPart(rule, false, fields);
  const inner = rule.not;
  if ("or" in inner) return group("none", inner.or);
  if ("and" in inner || "not" in inner) return group("none", [inner]);
  return leafPart(inner, true, fields) ?? group("none", [inner]);
}

/** Null: the rule says what the builder has no control for. */
export function treeOf(rule: Rule | undefined, fields: readonly RuleField[]): Group | null {
  if (rule === undefined) return newGroup("all");
  const part = partOf(rule, fields);
  return part === null ? null : isGroup(part) && part.join !== "none" ? part : newGroup("all", [part]);
}

function leafOf({ path, op, values, currency }: Condition, fields: readonly RuleField[]): Rule | null {
  const field = fieldAt(fields, path);
  const { of } = field;
  const many = valuesOf(op);
  const drafts = of === "text" && many === "several" ? splitElements(values[0] ?? "") : values;
  const read = drafts.slice(0, many === "several" ? undefined : many).map((draft) => valueOf(draft, of));
  if (read.includes(undefined) || read.length < (many === "several" ? 1 : many)) return null;
  const given = read as readonly RuleValue[];
  const leaf: RuleLeaf = { field: path, op: OPS[op], ...(many === 0 ? {} : { value: many === 1 ? (given[0] as RuleValue) : given }), ...(currency !== undefined && many !== 0 && isMoney(field) && { currency }) };
  return NEGATED.has(op) ? { not: leaf } : leaf;
}

/** `undefined`: there is nothing to ask for. `incomplete`: a condition has no value, or one that is none. */
export type TreeRule = { readonly rule: Rule | undefined } | { readonly trouble: "incomplete" | "too-much" };

export function ruleOf(tree: Group, fields: readonly RuleField[]): TreeRule {
  let incomplete = false;
  const of = (part: Part): Rule | null => {
    if (!isGroup(part)) {
      const leaf = leafOf(part, fields);
      incomplete ||= leaf === null;
      return leaf;
    }
    const rules = part.parts.map(of).filter((rule) => rule !== null);
    const [first] = rules;
    if (first === undefined) return null;
    if (part.join === "none") return { not: rules.length === 1 ? first : { or: rules } };
    return rules.length === 1 ? first : part.join === "all" ? { and: rules } : { or: rules };
  };
  const rule = of(tree) ?? undefined;
  if (incomplete) return { trouble: "incomplete" };
  return rule === undefined || isRule(rule) ? { rule } : { trouble: checkRule(rule)?.message.startsWith("must") === true ? "incomplete" : "too-much" };
}

/** The tree with one part replaced; undefined: taken out. The whole is replaced by a group alone. */
export function replaced(tree: Group, key: number, part: Part | undefined): Group {
  if (key === tree.key) return part !== undefined && isGroup(part) ? part : tree;
  const parts = tree.parts.flatMap((one): readonly Part[] => (one.key === key ? (part === undefined ? [] : [part]) : isGroup(one) ? [replaced(one, key, part)] : [one]));
  return { ...tree, parts };
}

/** The same with keys of its own. */
export const copied = (part: Part): Part => (isGroup(part) ? { ...part, key: newKey(), parts: part.parts.map(copied) } : { ...part, key: newKey() });

/** What can be asked already: the tree without conditions that have no value yet, and how many those are. */
export function completeOf(tree: Group, fields: readonly RuleField[]): { readonly tree: Group; readonly left: number } {
  let left = 0;
  const of = (group: Group): Group => ({
    ...group,
    parts: group.parts.flatMap((part): readonly Part[] => {
      if (isGroup(part)) return [of(part)];
      const whole = leafOf(part, fields) !== null;
      if (!whole) left += 1;
      return whole ? [part] : [];
    }),
  });
  return { tree: of(tree), left };
}

/** How many conditions there are. */
export const conditionsIn = (tree: Group): number => tree.parts.reduce((sum, part) => sum + (isGroup(part) ? conditionsIn(part) : 1), 0);
