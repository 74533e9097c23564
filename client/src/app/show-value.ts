// A value of a record as text for the person. Links are shown by the titles that came with the record.
import { fieldOf, type Field, type Kind, moneyOf, type Value } from "@outrider/shared/schema";
import { customFieldOf } from "./custom-fields.ts";
import { format } from "./format.ts";
import { text } from "./text.ts";

/** A year is no quantity: nothing divides its thousands. */
const numberWord = ({ unit }: Field, value: number): string => (unit === "percent" ? format.percent(value) : unit === "year" ? String(value) : format.number(value));

type Titles = Readonly<Record<string, string>>;

/** A choice as it is read: of this product a word of the catalogue, of a workspace its own. */
export const choiceWord = ({ verbatim }: Pick<Field, "verbatim">, choice: string): string => (verbatim ? choice : text.choice(choice));

/** "" where there is no value. */
export function showValue(field: Field, value: Value | undefined, titles: Titles): string {
  if (value === undefined || value === null || value === "") return "";
  switch (field.type) {
    case "link":
      return typeof value === "string" ? (titles[value] ?? text.record.notHere) : "";
    case "money": {
      const money = moneyOf(value);
      return money === null ? "" : format.money(money);
    }
    case "number":
      return typeof value === "number" ? numberWord(field, value) : "";
    case "date":
      return typeof value === "string" ? format.day(value) : "";
    case "instant":
      return typeof value === "number" ? format.moment(value) : "";
    case "flag":
      return value === true ? text.record.yes : text.record.no;
    case "choice":
      return typeof value === "string" ? choiceWord(field, value) : "";
    case "json":
      return JSON.stringify(value);
    default:
      // Words that a text may have as well as any other.
      return typeof value === "string" ? (field.choices.includes(value) ? choiceWord(field, value) : value) : JSON.stringify(value);
  }
}

/** The same by the names of kind and field; a field this version does not know is shown as it came. */
export function showField(kind: Kind, name: string, value: Value | undefined, titles: Titles): string {
  const field = customFieldOf(name) ?? fieldOf(kind, name);
  if (field === undefined) return value === undefined || value === null ? "" : JSON.stringify(value);
  return showValue(field, value, titles);
}
