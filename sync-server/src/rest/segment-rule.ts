// The rule of a segment as programs write it, against the custom fields that the workspace has. Pure: it reads what it is
// handed.
import { err, type Json, ok, type Result, type Why } from "@outrider/shared/kernel";
import type { RecordState } from "@outrider/shared/records";
import { checkRule, type Rule, type RuleFault, type Value } from "@outrider/shared/schema";
import { readWireRule, type SegmentCustom, writeWireRule } from "@outrider/shared/segments";
import { z } from "zod";
import { problemWhy } from "@outrider/shared/protocol";
import { type Defined, definedIn } from "./custom-fields.ts";

/** Checked by `readRuleGiven`, which says where it is wrong. */
export const wireRule = z.record(z.string(), z.unknown()).describe("A condition {field, op, value}, or {and: […]}, {or: […]}, {not: …}");

const asked = (of: SegmentCustom["of"], defined: readonly Defined[]): readonly SegmentCustom[] => defined.map(({ name, label }) => ({ of, name, label }));

export const segmentCustom = (contact: readonly Defined[], company: readonly Defined[]): readonly SegmentCustom[] => [...asked("contact", contact), ...asked("company", company)];

/** `fields`: the definitions of custom fields, of whatever kind. */
export const segmentCustomIn = (fields: readonly RecordState[]): readonly SegmentCustom[] => segmentCustom(definedIn(fields, "contact"), definedIn(fields, "company"));

export const ruleFault = ({ at, message }: RuleFault): { readonly field: string } & Why => ({ field: at === "" ? "rule" : `rule.${at}`, ...problemWhy("rule-wrong", { fault: message }) });

/** Null: everybody. */
export function readRuleGiven(given: unknown, custom: readonly SegmentCustom[]): Result<Rule | null, { readonly field: string; readonly message: string }> {
  if (given === null || given === undefined) return ok(null);
  const read = readWireRule(given, custom);
  return read.ok ? read : err(ruleFault(read.error));
}

/** As it is stored where it is none: whoever reads it sees what there is. */
export const writeRuleGiven = (value: Value): Json => (checkRule(value) === null ? (writeWireRule(value as unknown as Rule) as unknown as Json) : value);
