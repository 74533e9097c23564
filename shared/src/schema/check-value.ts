// Whether a value fits a field: the one validator for forms, imports, REST and the server's door.
// It answers with a sentence that says what is wrong, or null. It knows no record and no permission.
import { fillIn, hasHalfSign, isUuid, type SentenceValues, type Why } from "@outrider/shared/kernel";
import { valueSentences } from "./edit-sentences.ts";
import type { Field, FieldType, Value } from "./field.ts";

type Reason = keyof typeof valueSentences;
/** What is wrong, and the figures that are said of it. */
type Wrong = Reason | readonly [Reason, SentenceValues];
type Check = (value: NonNullable<Value>, field: Field) => Wrong | null;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,189}$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const WEB = /^https?:\/\//i;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const textual: Check = (value, field) => {
  if (typeof value !== "string") return "not-text";
  if (value.length > field.max) return ["too-long", { most: field.max }];
  if (CONTROL.test(value)) return "control-characters";
  if (hasHalfSign(value)) return "broken-characters";
  return null;
};

const oneLine: Check = (value, field) => textual(value, field) ?? (/[\r\n]/.test(String(value)) ? "several-lines" : null);

const numeric: Check = (value, field) => {
  if (typeof value !== "number" || !Number.isFinite(value)) return "not-a-number";
  if (value < field.min) return ["below-least", { least: field.min }];
  if (value > field.max) return ["above-most", { most: field.max }];
  return null;
};

const MAX_DEPTH = 20;

/** Whether lists and objects lie in one another deeper than this. */
const deeperThan = (value: Value, depth: number): boolean =>
  typeof value === "object" && value !== null && (depth === 0 || Object.values(value).some((item: Value) => deeperThan(item, depth - 1)));

/** Whether the text names a day that exists. */
export function isDay(value: string): boolean {
  const match = DAY.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1000 && days !== undefined && day >= 1 && day <= days;
}

const checks = {
  text: oneLine,
  longText: textual,
  email: (value, field) => oneLine(value, field) ?? (EMAIL.test(String(value)) ? null : "not-an-email"),
  phone: (value, field) => oneLine(value, field) ?? (/\d/.test(String(value)) ? null : "not-a-phone-number"),
  // No space anywhere: browsers skip it before and inside the scheme, so that "java\tscript:" would run.
  url: (value, field) => oneLine(value, field) ?? (/\s/.test(String(value)) || (SCHEME.test(String(value)) && !WEB.test(String(value))) ? "not-a-web-address" : null),
  number: numeric,
  money: (value, field) => {
    if (typeof value !== "object" || Array.isArray(value)) return "not-money";
    const { amount, currency, ...rest } = value as Record<string, Value>;
    if (Object.keys(rest).length > 0) return "more-than-money";
    if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return "no-currency";
    return amount === null || amount === undefined ? "no-amount" : numeric(amount, field);
  },
  date: (value) => (typeof value === "string" && isDay(value) ? null : "not-a-day"),
  instant: (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) <= 8.64e15 ? null : "not-a-moment",
  choice: (value, field) => (typeof value === "string" && field.choices.includes(value) ? null : ["not-a-choice", { choices: field.choices.join(", ") }]),
  flag: (value) => (typeof value === "boolean" ? null : "not-yes-or-no"),
  link: (value) => (isUuid(value) ? null : "not-an-id"),
  json: (value, field) => deeperThan(value, MAX_DEPTH) ? ["too-deep", { most: MAX_DEPTH }] : (JSON.stringify(value).length > field.max ? ["too-large-inside", { most: field.max }] : null),
} satisfies Record<FieldType, Check>;

function wrongOf(field: Field, value: Value | undefined): Wrong | null {
  if (value === undefined) return "no-value";
  if (value === null) return field.required ? "empty" : null;
  if (field.required && typeof value === "string" && value.trim() === "") return "empty";
  return checks[field.type](value, field);
}

/** What is wrong with a value of this field, by name, or null when it fits. Null empties a field that is not required. label: what the field is called. */
export function valueFault(field: Field, value: Value | undefined, label = field.label): Why | null {
  const wrong = wrongOf(field, value);
  if (wrong === null) return null;
  const [reason, figures] = typeof wrong === "string" ? [wrong, {}] : wrong;
  const values = { label, ...figures };
  return { message: fillIn(valueSentences[reason], values), reason, values };
}

/** As a sentence that completes "<label> …", or null when the value fits. */
export const checkValue = (field: Field, value: Value | undefined): string | null => valueFault(field, value, "")?.message.slice(1, -1) ?? null;
