// What was found of a contact, in words. Pure.
import { type Money, moneyOf, type Value } from "@outrider/shared/schema";
import { format } from "../../app/format.ts";
import { listed } from "../../app/plural.ts";
import type { RuleField } from "../../app/rule/rule-fields.ts";
import type { Names } from "../../app/rule/rule-words.ts";
import { choiceWord } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { words } from "./texts.ts";

/** More than one reads of a set. */
const MOST = 8;

function valueFound({ of, field }: RuleField, value: Value, names: Names): string {
  if (typeof value === "boolean") return value ? text.record.yes : text.record.no;
  if (typeof value === "number") return of === "day" ? format.day(format.today(value)) : format.number(value);
  if (typeof value !== "string") {
    const money = moneyOf(value);
    return money === null ? JSON.stringify(value) : format.money(money);
  }
  if (of === "day") return format.day(value);
  if (of === "choice" && field !== undefined) return choiceWord(field, value);
  return of === "text" || of === "tags" ? value : (names[value] ?? text.record.notHere);
}

/** `compared`: money as it was compared, where it is of another currency; null: no rate holds. */
export function foundWords(field: RuleField, found: readonly Value[], names: Names, compared?: Money | null): string {
  if (found.length === 0) return words.why.nothing;
  const shown = found.slice(0, MOST).map((value) => valueFound(field, value, names));
  const all = listed(found.length > MOST ? [...shown, `+${format.number(found.length - MOST)}`] : shown);
  if (compared === undefined) return words.why.found(all);
  return compared === null ? words.why.noRate(all) : words.why.comparedAs(all, format.money({ ...compared, amount: Math.round(compared.amount * 100) / 100 }));
}
