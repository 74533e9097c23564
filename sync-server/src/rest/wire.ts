// A record turned into what programs see, and what they send turned into values. Pure: it reads what it is handed.
import { err, type Json, ok, type Result, type Why } from "@outrider/shared/kernel";
import { baseOf, elementsOf, type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { customNamed, entityOf, moneyOf, optionsIn, type Value } from "@outrider/shared/schema";
import { CUSTOM, customGiven, customValues, customWireName, type Defined, hasCustom } from "./custom-fields.ts";
import { fieldsOf, isNamedByUs, linkName, linkNames, rootNames } from "./resource.ts";
import { readRuleGiven, segmentCustomIn, writeRuleGiven } from "./segment-rule.ts";
import { instantOf } from "./wire-schema.ts";

export type WireRecord = Readonly<Record<string, Json>>;
export interface WireFault extends Why { readonly field: string }
/** As a command takes it: values by field, and whole sets. */
export interface Given { readonly values: Record<string, Value>; readonly sets: Record<string, readonly string[]> }

/** A currency for an amount that names none, as the app has it until the workspace names its own. */
const FIRST_CURRENCY = "EUR";

/** What a stage is called by programs; one that an admin made has no key and is called by its id. */
export const stageKey = (stage: RecordState): string => textOf(stage, "key") || stage.id;

export function lastEdit(state: RecordState): { readonly at: number; readonly by: string } {
  let last = { at: 0, by: "" };
  for (const { at, by } of Object.values(state.fields)) if (at > last.at) last = { at, by };
  return last;
}

const iso = (at: number): string => new Date(at).toISOString();

export function wireOf(state: RecordState, read: Read): WireRecord {
  const out: Record<string, Json> = { id: state.id };
  for (const { name, field } of fieldsOf(state.kind)) {
    const value = field.many ? null : valueOf(state, name);
    if (field.many) out[name] = [...elementsOf(state, name)];
    else if (name === "root") {
      const root = typeof value === "string" ? read(value) : undefined;
      for (const called of rootNames(field)) out[called] = root !== undefined && linkName(root.kind) === called ? root.id : null;
    } else if (state.kind === "deal" && name === "stage") {
      const stage = typeof value === "string" ? read(value) : undefined;
      out["stage"] = stage ? stageKey(stage) : value;
      out["stageId"] = value;
    } else if (state.kind === "deal" && name === "value") {
      const money = moneyOf(value);
      out["value"] = money?.amount ?? null;
      out["currency"] = money?.currency ?? null;
    } else if (state.kind === "customField" && name === "options") out["options"] = [...optionsIn(textOf(state, name))];
    else if (state.kind === "segment" && name === "rule") out["rules_json"] = out[name] = writeRuleGiven(value);
    else if (field.type === "link") for (const called of linkNames(state.kind, name)) out[called] = value;
    else if (field.type === "instant") out[name] = typeof value === "number" ? iso(value) : null;
    else out[name] = value;
  }
  if (hasCustom(state.kind)) out[CUSTOM] = customValues(state);
  const { at, by } = lastEdit(state);
  return { ...out, updatedAt: iso(at), updatedBy: by === "" ? null : by };
}

/** Changes with every edit of the record, and with nothing else. */
export function versionParts(state: RecordState): readonly string[] {
  const written = Object.keys(state.fields).sort().map((name) => `${name} ${baseOf(state, name)}`);
  const elements = Object.keys(state.sets).sort().flatMap((name) => elementsOf(state, name).map((element) => `${name} ${element}`));
  return [state.id, ...written, ...elements];
}

export interface Around {
  /** Stages of the workspace, not the archived ones first. */
  readonly stages: readonly RecordState[];
  /** Custom fields of the kind; none where the body names none. */
  readonly custom: readonly Defined[];
  /** The record that is changed, or null for a new one. */
  readonly standing: RecordState | null;
  /** Definitions of custom fields of whatever kind; none where the body is no segment. */
  readonly fields?: readonly RecordState[];
}

/** The stage that a program means: by its key or its id, of several with one key the first that is in use. */
export const stageNamed = (named: string, stages: readonly RecordState[]): RecordState | undefined =>
  stages.find(({ id }) => id === named) ?? stages.find((stage) => textOf(stage, "key") === named);

/** A rule may come as the text of its JSON; what is none is read as it is, and refused for that. */
function jsonOf(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

/** The body has been checked by the schema of its kind. */
export function givenOf(kind: RecordState["kind"], body: Readonly<Record<string, unknown>>, { stages, custom, standing, fields = [] }: Around): Result<Given, WireFault> {
  const values: Record<string, Value> = {};
  const sets: Record<string, readonly string[]> = {};
  const has = (name: string): boolean => Object.hasOwn(body, name) && body[name] !== undefined;
  for (const { name, field, isWritable } of fieldsOf(kind)) {
    if (!isWritable) continue;
    if (field.many) {
      if (has(name)) sets[name] = [...new Set(body[name] as readonly string[])];
    } else if (name === "root") {
      const named = rootNames(field).filter((called) => has(called) && body[called] !== null);
      if (named.length > 1) return err({ field: named[1] ?? "", message: "It can hang on one record only." });
      const [called] = named;
      if (called !== undefined) values[name] = body[called] as string;
      else if (rootNames(field).some(has)) values[name] = null;
      else if (standing === null && field.required) return err({ field: rootNames(field)[0] ?? name, message: `Name the record it belongs to, by one of ${rootNames(field).join(", ")}.` });
    } else if (kind === "deal" && name === "stage") {
      const wanted = has("stageId") ? "stageId" : has("stage") ? "stage" : null;
      if (wanted === null) continue;
      const stage = stageNamed(body[wanted] as string, stages);
      if (!stage) return err({ field: wanted, message: `There is no such stage; there are ${stages.map(stageKey).join(", ")}.` });
      values[name] = stage.id;
    } else if (kind === "deal" && name === "value") {
      const money = moneyGiven(has("value") ? body["value"] : undefined, has("currency") ? (body["currency"] as string) : undefined, standing);
      if (!money.ok) return money;
      if (money.value !== undefined) values[name] = money.value;
    } else if (kind === "customField" && name === "options") {
      if (has(name)) values[name] = optionsIn((body[name] as readonly string[]).join("\n")).join("\n");
    } else if (kind === "segment" && name === "rule") {
      const called = has(name) ? name : "rules_json";
      const rule = has(called) ? readRuleGiven(jsonOf(body[called]), segmentCustomIn(fields)) : null;
      if (rule?.ok === false) return rule;
      if (rule) values[name] = rule.value as unknown as Value;
    } else {
      const called = field.type === "link" ? (linkNames(kind, name).find(has) ?? name) : name;
      if (standing === null && !has(called) && isNamedByUs(kind, name)) values[name] = entityOf(kind).label;
      if (has(called)) values[name] = field.type === "instant" && typeof body[called] === "string" ? (instantOf(body[called]) ?? null) : (body[called] as Value);
    }
  }
  const own = customGiven(body, custom);
  return own.ok ? ok({ values: { ...values, ...own.value }, sets }) : own;
}

function moneyGiven(value: unknown, currency: string | undefined, standing: RecordState | null): Result<Value | undefined, WireFault> {
  const stands = standing === null ? null : moneyOf(valueOf(standing, "value"));
  if (value === null) return ok(null);
  if (value === undefined) {
    if (currency === undefined || currency === stands?.currency) return ok(undefined);
    return stands === null ? err({ field: "currency", message: "There is no value that could be in it." }) : ok({ amount: stands.amount, currency });
  }
  if (typeof value === "number") return ok({ amount: value, currency: currency ?? stands?.currency ?? FIRST_CURRENCY });
  const whole = value as { readonly amount: number; readonly currency: string };
  return currency !== undefined && currency !== whole.currency ? err({ field: "currency", message: "The value names another currency." }) : ok({ amount: whole.amount, currency: whole.currency });
}

/** The name on the wire of a field that was refused. */
export function wireName(kind: RecordState["kind"], name: string, body: Readonly<Record<string, unknown>>, custom: readonly Defined[] = []): string {
  if (customNamed(name)) return customWireName(name, body, custom);
  const found = fieldsOf(kind).find((one) => one.name === name);
  if (!found || found.field.many) return name;
  if (name === "root") return rootNames(found.field).find((called) => typeof body[called] === "string") ?? rootNames(found.field)[0] ?? name;
  if (kind === "deal" && name === "stage") return Object.hasOwn(body, "stageId") ? "stageId" : "stage";
  return found.field.type === "link" ? linkName(name) : name;
}
