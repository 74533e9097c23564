// Between what a person types and the value of a field. Generous in reading (figures as the language of the browser
// writes them, addresses without https://), strict in the end: the schema's own check has the last word.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { checkValue, type Field, moneyOf, type Value } from "@outrider/shared/schema";
import { format, separators } from "../../app/format.ts";
import { momentTyped } from "../../app/local-time.ts";
import { parseNumber } from "../../app/typed-parts.ts";
import { pageWords } from "./page-texts.ts";

const SYMBOLS: Readonly<Record<string, string>> = { "€": "EUR", $: "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB" };

/** "84,000 EUR", "€84000", "1.5k": an amount; without a currency it is in `currency`. Null where it is none. */
export function parseMoney(typed: string, currency: string): { readonly amount: number; readonly currency: string } | null {
  const symbol = /[€$£¥₹₽]/.exec(typed)?.[0] ?? "";
  const code = /[A-Za-z]{3}/.exec(typed)?.[0]?.toUpperCase();
  const rest = typed.replace(symbol, "").replace(/[A-Za-z]{3}/, "").trim();
  const [, digits = "", unit = ""] = /^(.*?)([kKmM]?)$/.exec(rest) ?? [];
  const times = unit === "" ? 1 : unit.toLowerCase() === "k" ? 1000 : 1_000_000;
  const amount = parseNumber(digits.trim()) * times;
  return Number.isNaN(amount) ? null : { amount, currency: code ?? SYMBOLS[symbol] ?? currency };
}

/** The value typed for a field, or the sentence that says what is wrong with it. currency: of money that names none. */
export function parseInput(field: Field, typed: string, currency: string): Result<Value, string> {
  const value = read(field, typed, currency);
  if (value.bad !== undefined) return err(pageWords.page.invalid(field.label, value.bad));
  const wrong = checkValue(field, value.read);
  return wrong === null ? ok(value.read) : err(pageWords.page.invalid(field.label, wrong));
}

type Read = { readonly read: Value; readonly bad?: undefined } | { readonly bad: string };

function read(field: Field, typed: string, currency: string): Read {
  const bare = typed.trim();
  if (bare === "") return { read: null };
  switch (field.type) {
    case "number": {
      const value = parseNumber(bare.replace(/%$/, ""));
      return Number.isNaN(value) ? { bad: "must be a number" } : { read: value };
    }
    case "money": {
      const value = parseMoney(bare, currency);
      return value === null ? { bad: "must be an amount, such as 12,500 EUR" } : { read: { ...value } };
    }
    case "instant": {
      const at = momentTyped(bare);
      return Number.isNaN(at) ? { bad: "must be a day and a time" } : { read: at };
    }
    case "flag":
      return { read: bare === "yes" };
    case "url":
      return { read: /^[a-z][a-z0-9+.-]*:/i.test(bare) ? bare : `https://${bare}` };
    case "longText":
      return { read: typed.trimEnd() };
    default:
      return { read: bare };
  }
}

/** A value as it is put into the box to be edited. */
export function inputText(field: Field, value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  if (field.type === "money") {
    const money = moneyOf(value);
    return money === null ? "" : `${plainFigure(money.amount)} ${money.currency}`;
  }
  if (field.type === "instant") return typeof value === "number" ? format.localInput(value) : "";
  if (field.type === "flag") return value === true ? "yes" : "no";
  if (typeof value === "number") return plainFigure(value);
  return typeof value === "string" ? value : "";
}

/** As it is typed: with the decimal sign of the language and no others. */
const plainFigure = (value: number): string => (/e/.test(String(value)) ? String(value) : String(value).replace(".", separators().decimal));
