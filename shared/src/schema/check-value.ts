// Whether a value fits a field: the one validator for forms, imports, REST and the server's door.
// It answers with a sentence that says what is wrong, or null. It knows no record and no permission.
import { hasHalfSign, isUuid } from "@outrider/shared/kernel";
import type { Field, FieldType, Value } from "./field.ts";

type Check = (value: NonNullable<Value>, field: Field) => string | null;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,189}$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const WEB = /^https?:\/\//i;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const textual: Check = (value, field) => {
  if (typeof value !== "string") return "must be text";
  if (value.length > field.max) return `is longer than ${field.max} characters`;
  if (CONTROL.test(value)) return "contains control characters";
  if (hasHalfSign(value)) return "contains broken characters";
  return null;
};

const oneLine: Check = (value, field) => textual(value, field) ?? (/[\r\n]/.test(String(value)) ? "must be on one line" : null);

const numeric: Check = (value, field) => {
  if (typeof value !== "number" || !Number.isFinite(value)) return "must be a number";
  if (value < field.min) return `must be at least ${field.min}`;
  if (value > field.max) return `must be at most ${field.max}`;
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
  email: (value, field) => oneLine(value, field) ?? (EMAIL.test(String(value)) ? null : "is not an email address"),
  phone: (value, field) => oneLine(value, field) ?? (/\d/.test(String(value)) ? null : "is not a phone number"),
  // No space anywhere: browsers skip it before and inside the scheme, so that "java\tscript:" would run.
  url: (value, field) => oneLine(value, field) ?? (/\s/.test(String(value)) || (SCHEME.test(String(value)) && !WEB.test(String(value))) ? "must be a web address" : null),
  number: numeric,
  money: (value, field) => {
    if (typeof value !== "object" || Array.isArray(value)) return "must be an amount with a currency";
    const { amount, currency, ...rest } = value as Record<string, Value>;
    if (Object.keys(rest).length > 0) return "has parts that money does not have";
    if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return "needs a currency of three letters";
    return amount === null || amount === undefined ? "needs an amount" : numeric(amount, field);
  },
  date: (value) => (typeof value === "string" && isDay(value) ? null : "must be a day as YYYY-MM-DD"),
  instant: (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) <= 8.64e15 ? null : "must be a point in time in milliseconds",
  choice: (value, field) => (typeof value === "string" && field.choices.includes(value) ? null : `must be one of ${field.choices.join(", ")}`),
  flag: (value) => (typeof value === "boolean" ? null : "must be yes or no"),
  link: (value) => (isUuid(value) ? null : "must be the id of a record"),
  json: (value, field) => deeperThan(value, MAX_DEPTH) ? `is nested deeper than ${MAX_DEPTH}` : (JSON.stringify(value).length > field.max ? `is larger than ${field.max} characters` : null),
} satisfies Record<FieldType, Check>;

/** A sentence that completes "<label> …", or null when the value fits. Null empties a field that is not required. */
export function checkValue(field: Field, value: Value | undefined): string | null {
  if (value === undefined) return "has no value";
  if (value === null) return field.required ? "must not be empty" : null;
  if (field.required && typeof value === "string" && value.trim() === "") return "must not be empty";
  return checks[field.type](value, field);
}
