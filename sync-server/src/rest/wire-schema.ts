// What a record looks like to programs, as schemas: the same ones check what comes in and describe it. Each field is
// checked by the one validator that forms and the server's door use. It knows no request and no record.
import { isZone } from "@outrider/shared/kernel";
import { checkValue, type Field, type Kind, type Value } from "@outrider/shared/schema";
import { z } from "zod";
import { CUSTOM, hasCustom } from "./custom-fields.ts";
import { wireRule } from "./segment-rule.ts";
import { fieldsOf, isNamedByUs, linkNames, type NamedField, rootNames } from "./resource.ts";

export const MAX_ELEMENTS = 200;
const CURRENCY = /^[A-Z]{3}$/;

/** Whose days are counted by. */
export const zoneName = z.string().max(60).refine(isZone, "is no time zone of the IANA database").default("UTC");

export type Shape = Record<string, z.ZodType>;

/** Bounds that are described, told in the validator's words. */
const numberIn = ({ min, max, label }: Pick<Field, "min" | "max" | "label">): z.ZodNumber =>
  z.number().min(min, `${label} must be at least ${min}.`).max(max, `${label} must be at most ${max}.`);

const currency = z.string().regex(CURRENCY, "Three capital letters, as in EUR.");

/** Text with a time zone to milliseconds; undefined where it names no moment. */
export const instantOf = (text: string): number | undefined => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
};

/** The validator's own word on a value that has the right type. */
function judged<T extends z.ZodType>(type: T, field: Field, label = field.label): T {
  return type.refine((value) => checkValue(field, value as Value) === null, {
    error: ({ input }) => `${label} ${checkValue(field, input as Value) ?? "is not right"}.`,
  });
}

function oneOf(field: Field, label = field.label): z.ZodType {
  switch (field.type) {
    case "text":
    case "longText":
    case "email":
    case "phone":
    case "url":
      return judged(z.string().max(field.max, `${label} is longer than ${field.max} characters.`), field, label);
    case "number":
      return judged(numberIn({ ...field, label }), field, label);
    case "money":
      return judged(z.strictObject({ amount: numberIn({ ...field, label }), currency }), field, label);
    case "date":
      return judged(z.iso.date(), field, label);
    case "instant":
      return z.iso.datetime({ offset: true }).refine((text) => instantOf(text) !== undefined, `${label} must be a point in time.`);
    case "choice":
      return z.enum(field.choices as [string, ...string[]]);
    case "flag":
      return z.boolean();
    case "link":
      return judged(z.uuid(), field, label);
    case "json":
      return z.record(z.string(), z.unknown());
  }
}

const setOf = (field: Field): z.ZodType => z.array(oneOf({ ...field, many: false }, field.label)).max(MAX_ELEMENTS);

const amount = (field: Field): z.ZodType => z.union([
  numberIn(field), z.strictObject({ amount: numberIn(field), currency }),
]);

const MOST_CUSTOM = 200;
/** What a custom field may hold, whatever its type: which one is right its definition says. */
const customValue = z.union([z.string().max(2_000), z.number(), z.boolean(), z.strictObject({ amount: z.number(), currency })]);
const customInput = z.record(z.string().min(1).max(100), customValue.nullable())
  .refine((values) => Object.keys(values).length <= MOST_CUSTOM, `At most ${MOST_CUSTOM} at once.`);
const customShape = (kind: Kind): Shape => (hasCustom(kind) ? { [CUSTOM]: customInput.optional() } : {});

/** Options of a choice, each on a line of its own in its definition. */
const option = z.string().min(1).max(300).regex(/^[^\r\n]*$/, "An option is on one line.");

/** How a field may be given: each name it has on the wire. */
function input(kind: Kind, { name, field }: NamedField): Shape {
  if (field.many) return { [name]: setOf(field) };
  if (name === "root") return Object.fromEntries(rootNames(field).map((called) => [called, judged(z.uuid(), field, field.label).nullable()]));
  const empty = (type: z.ZodType): z.ZodType => (field.required ? type : type.nullable());
  if (kind === "deal" && name === "stage") return { stage: z.string().min(1).max(300), stageId: judged(z.uuid(), field) };
  if (kind === "deal" && name === "value") return { value: amount(field).nullable(), currency };
  if (kind === "customField" && name === "options") return { options: z.array(option).max(MAX_ELEMENTS) };
  if (kind === "segment" && name === "rule") return { rule: wireRule.nullable(), rules_json: z.union([wireRule, z.string().max(20_000)]).nullable() };
  if (field.type === "link") return Object.fromEntries(linkNames(kind, name).map((called) => [called, empty(oneOf(field))]));
  return { [name]: empty(oneOf(field)) };
}

const writable = (kind: Kind): readonly NamedField[] => fieldsOf(kind).filter(({ isWritable }) => isWritable);

/** Fields a new record needs; an owner is its author unless another one is named, and a deal begins in the first stage. */
const needed = (kind: Kind, { name, field }: NamedField): boolean =>
  field.required && field.type !== "link" && !isNamedByUs(kind, name) && !(kind === "activity" && name === "at");

/** The body that makes a record. */
export function creationSchema(kind: Kind): z.ZodObject {
  const shape: Shape = {};
  for (const one of writable(kind)) {
    for (const [name, type] of Object.entries(input(kind, one))) shape[name] = needed(kind, one) ? type : type.optional();
  }
  return z.strictObject({ ...shape, ...customShape(kind) });
}

/** The body that changes one: what it does not name stays. */
export function changeSchema(kind: Kind): z.ZodObject {
  const shape: Shape = {};
  for (const one of writable(kind)) for (const [name, type] of Object.entries(input(kind, one))) shape[name] = type.optional();
  return z.strictObject({ ...shape, ...customShape(kind) });
}

function output(kind: Kind, { name, field }: NamedField): Shape {
  if (kind === "segment" && name === "rule") return { rule: z.record(z.string(), z.unknown()).nullable(), rules_json: z.record(z.string(), z.unknown()).nullable() };
  if (field.many) return { [name]: z.array(z.string()) };
  if (name === "root") return Object.fromEntries(rootNames(field).map((called) => [called, z.string().nullable()]));
  if (kind === "deal" && name === "stage") return { stage: z.string().nullable(), stageId: z.string().nullable() };
  if (kind === "deal" && name === "value") return { value: z.number().nullable(), currency: z.string().nullable() };
  if (kind === "customField" && name === "options") return { options: z.array(z.string()) };
  if (field.type === "link") return Object.fromEntries(linkNames(kind, name).map((called) => [called, z.string().nullable()]));
  switch (field.type) {
    case "number":
      return { [name]: z.number().nullable() };
    case "flag":
      return { [name]: z.boolean().nullable() };
    case "json":
      return { [name]: z.record(z.string(), z.unknown()).nullable() };
    case "money":
      return { [name]: z.object({ amount: z.number(), currency: z.string() }).nullable() };
    default:
      return { [name]: z.string().nullable() };
  }
}

/** A record as it is answered. */
export function recordSchema(kind: Kind): z.ZodObject {
  const shape: Shape = { id: z.string() };
  for (const one of fieldsOf(kind)) Object.assign(shape, output(kind, one));
  if (hasCustom(kind)) shape[CUSTOM] = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.object({ amount: z.number(), currency: z.string() })]));
  return z.object({ ...shape, updatedAt: z.string(), updatedBy: z.string().nullable() });
}
