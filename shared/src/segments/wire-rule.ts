// Rules of segments as programs write them: `{field, op, value}`, `{and: […]}`, `{or: […]}`, `{not: …}`, with the wire names
// of paths. Invariant: what is written is read back as it was; what is read has passed `checkSegmentRule`, or is a fault
// that says what is wrong and where.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { checkRule, isDay, type Rule, RULE_OPS, type RuleFault, type RuleOp, type RuleValue } from "@outrider/shared/schema";
import { checkSegmentRule } from "./check-segment.ts";
import { segmentWhy } from "./segment-faults.ts";
import { pathOfWire, type SegmentCustom, type SegmentPath, segmentPathOf } from "./segment-paths.ts";

export type WireRule =
  | { readonly field: string; readonly op: RuleOp; readonly value?: RuleValue | readonly RuleValue[] }
  | { readonly and: readonly WireRule[] } | { readonly or: readonly WireRule[] } | { readonly not: WireRule };

/** What else an operator may be called. */
const OPS: ReadonlyMap<string, RuleOp> = new Map<string, RuleOp>([
  ...RULE_OPS.map((op) => [op, op] as const), ["=", "=="], ["<>", "!="], ["is empty", "empty"], ["is_empty", "empty"], ["is not empty", "filled"], ["is_not_empty", "filled"],
]);

type Given = Readonly<Record<string, unknown>>;
const isGiven = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);

const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?$/;

/** A moment stands for the day that it names: rules go by days. */
function valueFrom(value: unknown, path: SegmentPath | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => valueFrom(one, path));
  const day = typeof value === "string" && (path?.type === "instant" || path?.type === "day") ? MOMENT.exec(value)?.[1] : undefined;
  return day !== undefined && isDay(day) ? day : value;
}

/** Deeper than this is refused unread. */
const DEEPEST = 20;

function from(given: unknown, custom: readonly SegmentCustom[], depth: number): unknown {
  if (!isGiven(given) || depth > DEEPEST) return given;
  const each = (parts: unknown): unknown => (Array.isArray(parts) ? parts.map((part) => from(part, custom, depth + 1)) : parts);
  if ("and" in given) return { ...given, and: each(given["and"]) };
  if ("or" in given) return { ...given, or: each(given["or"]) };
  if ("not" in given) return { ...given, not: from(given["not"], custom, depth + 1) };
  const { field, op, value, ...rest } = given;
  const path = typeof field === "string" ? pathOfWire(field, custom) : undefined;
  // A name that is none stays as it is, to be told of.
  return { ...rest, field: path?.path ?? field, op: (typeof op === "string" ? OPS.get(op.trim().toLowerCase()) : undefined) ?? op, ...(value !== undefined && value !== null && { value: valueFrom(value, path) }) };
}

/** The name of a condition's field where it is none: told before anything else, as its author wrote it. */
function unknownField(given: unknown, custom: readonly SegmentCustom[], at: string, depth: number): RuleFault | null {
  if (!isGiven(given) || depth > DEEPEST) return null;
  const under = (key: string): string => (at === "" ? key : `${at}.${key}`);
  if ("not" in given) return unknownField(given["not"], custom, under("not"), depth + 1);
  for (const key of ["and", "or"]) {
    const parts = given[key];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries()) {
      const fault = unknownField(part, custom, under(`${key}.${index}`), depth + 1);
      if (fault) return fault;
    }
  }
  const { field } = given;
  return typeof field === "string" && pathOfWire(field, custom) === undefined ? { at: under("field"), ...segmentWhy("rule-strange-name", { name: field.slice(0, 80) }) } : null;
}

/** `custom`: the custom fields that the workspace has. */
export function readWireRule(given: unknown, custom: readonly SegmentCustom[] = []): Result<Rule, RuleFault> {
  const rule = from(given, custom, 0);
  const fault = checkRule(rule) === null ? checkSegmentRule(rule) : (unknownField(given, custom, "", 0) ?? checkRule(rule));
  return fault ? err(fault) : ok(rule as Rule);
}

/** A rule under its names on the wire; what `readWireRule` reads back as the same rule. */
export function writeWireRule(rule: Rule): WireRule {
  if ("and" in rule) return { and: rule.and.map(writeWireRule) };
  if ("or" in rule) return { or: rule.or.map(writeWireRule) };
  if ("not" in rule) return { not: writeWireRule(rule.not) };
  return { ...rule, field: segmentPathOf(rule.field)?.wire[0] ?? rule.field };
}
