// Figures as the language of the browser writes them, and several things typed in a row: what a filter reads too, which
// checks nothing against a field.
import { separators } from "./format.ts";

interface Signs { readonly group: string; readonly decimal: string }

/** Thousands by threes. */
const GROUPED = { ",": /^[+-]?\d{1,3}(,\d{3})+$/, ".": /^[+-]?\d{1,3}(\.\d{3})+$/ };

/** NaN where it is no figure. Where a point and a comma both stand, the last divides the decimals. */
export function parseNumber(typed: string, signs: Signs = separators()): number {
  const bare = typed.replace(/[\s\u00a0\u202f'’]/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return Number.NaN;
  const [comma, point] = [bare.lastIndexOf(","), bare.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) {
    const decimal = comma > point ? "," : ".";
    return figure(bare.replaceAll(decimal === "," ? "." : ",", ""), decimal);
  }
  const sign = comma >= 0 ? "," : ".";
  const several = bare.split(sign).length > 2;
  const grouped = GROUPED[sign].test(bare);
  if (several) return grouped ? figure(bare.replaceAll(sign, ""), ".") : Number.NaN;
  return grouped && sign === signs.group ? figure(bare.replaceAll(sign, ""), ".") : figure(bare, sign);
}

const figure = (text: string, decimal: string): number => (text.split(decimal).length > 2 ? Number.NaN : Number(text.replace(decimal, ".")));

/** Elements of a set typed in one go. */
export const splitElements = (typed: string): readonly string[] => [...new Set(typed.split(/[,;\n]/).map((part) => part.trim()).filter((part) => part !== ""))];
