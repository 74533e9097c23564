// One cell to one value of a field, by the formats decided for its column. What does not fit is an error with a
// sentence; a cell is never half read.
import { withoutGuard } from "@outrider/shared/csv";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { checkValue, type Field, type Value } from "@outrider/shared/schema";
import { text } from "../texts.ts";
import { type DateOrder, parseDate } from "./date-format.ts";
import { type DecimalMark, parseNumber } from "./number-format.ts";
import { sameName } from "./words.ts";

export interface CellFormat { readonly mark?: DecimalMark | undefined; readonly order?: DateOrder | undefined; readonly currency: string }

const FLAGS: Readonly<Record<string, boolean>> = { yes: true, true: true, "1": true, y: true, x: true, no: false, false: false, "0": false, n: false };

function read(field: Field, given: string, format: CellFormat): Result<Value, string> {
  switch (field.type) {
    case "number": {
      const number = format.mark === undefined ? null : parseNumber(given, format.mark);
      return number ? ok(number.amount) : err(text.cell.notNumber);
    }
    case "money": {
      const number = format.mark === undefined ? null : parseNumber(given, format.mark);
      return number ? ok({ amount: number.amount, currency: number.currency ?? format.currency }) : err(text.cell.notAmount);
    }
    case "date": {
      const day = format.order === undefined ? null : parseDate(given, format.order);
      return day === null ? err(text.cell.notDay) : ok(day);
    }
    case "flag": {
      const flag = FLAGS[sameName(given)];
      return flag === undefined ? err(text.cell.notFlag) : ok(flag);
    }
    default:
      return ok(given);
  }
}

/** The value, or the sentence that says what is wrong with it ("Employees must be a number."). */
export function convertValue(field: Field, given: string, format: CellFormat): Result<Value, string> {
  const value = read(field, given, format);
  if (!value.ok) return err(text.cell.wrong(field.label, value.error));
  const wrong = checkValue(field, value.value);
  return wrong === null ? value : err(text.cell.wrong(field.label, wrong));
}

/** An element in quotes, as an export writes one that holds what divides elements; up to the next of these. */
const QUOTED = /\s*"((?:[^"]|"")*)"\s*(?=[;,]|$)/y;

/** The elements in one cell of a set field: split at semicolons, and at commas where the elements hold none. */
export function elementsIn(field: Field, given: string): readonly string[] {
  const divider = field.type === "email" ? /[;,\s]+/g : field.label === "Tags" ? /[;,]/g : /;/g;
  const parts: string[] = [];
  for (let at = 0; at < given.length; ) {
    QUOTED.lastIndex = at;
    const whole = QUOTED.exec(given);
    divider.lastIndex = whole === null ? at : QUOTED.lastIndex;
    const end = divider.exec(given);
    parts.push(whole?.[1] === undefined ? given.slice(at, end?.index) : whole[1].replaceAll('""', '"'));
    at = end === null ? given.length : divider.lastIndex;
  }
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}

/** Undoes what an export did to keep a spreadsheet from running a cell as a formula. */
export const cleanCell = (cell: string): string => withoutGuard(cell).replace(/^[\s\u00a0\ufeff]+|[\s\u00a0]+$/g, "");
