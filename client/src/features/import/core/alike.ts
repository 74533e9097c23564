// Finds values of a column that are probably meant to be another one: the same but for spaces or punctuation, one slip
// of the pen away, or two words run together. It suggests; nothing is changed.
import type { ColumnValues } from "./column-values.ts";
import { nearlySame, normal, squashed } from "./words.ts";

export interface Suggestion { readonly value: string; readonly count: number; readonly line: number; readonly suggestion: string }

/** Comparing everything with everything is bounded: above this many pairs only spacing and punctuation are looked at. */
const MAX_PAIRS = 2_000_000;

/** For each value that is none of `names`, the one it is alike to. */
export function alikeTo(values: ColumnValues, names: readonly string[]): readonly Suggestion[] {
  const exact = new Set(names.map(normal));
  const bySquash = new Map(names.map((name) => [squashed(name), name]));
  const compare = values.size * bySquash.size <= MAX_PAIRS;
  const found: Suggestion[] = [];
  for (const [value, { count, line }] of values) {
    if (value === "" || exact.has(normal(value))) continue;
    const plain = squashed(value);
    let suggestion = bySquash.get(plain);
    if (suggestion === undefined && compare) for (const [other, name] of bySquash) if (nearlySame(plain, other)) { suggestion = name; break; }
    if (suggestion !== undefined) found.push({ value, count, line, suggestion });
  }
  return found;
}

/** Values of one column that are alike among themselves: the rarer one is the suspect. */
export function alikeWithin(values: ColumnValues): readonly Suggestion[] {
  const all = [...values].filter(([value]) => value !== "").sort((a, b) => b[1].count - a[1].count);
  const [found, kept]: [Suggestion[], Map<string, string>] = [[], new Map()];
  const compare = all.length * all.length <= MAX_PAIRS;
  for (const [value, { count, line }] of all) {
    const plain = squashed(value);
    let other = kept.get(plain);
    if (other === undefined && compare) for (const [each, name] of kept) if (nearlySame(plain, each)) { other = name; break; }
    if (other === undefined) kept.set(plain, value);
    else found.push({ value, count, line, suggestion: other });
  }
  return [...found, ...runTogether(values)];
}

/** "GTXPro" where other values of the column hold "GTX" and "Pro" as words of their own. */
function runTogether(values: ColumnValues): readonly Suggestion[] {
  const words = new Map<string, string>();
  for (const value of values.keys()) for (const word of value.split(/\s+/)) if (value.includes(" ")) words.set(word.toLowerCase(), word);
  const found: Suggestion[] = [];
  for (const [value, { count, line }] of values) {
    if (value === "" || value.length > 60 || /\s/.test(value) || words.has(value.toLowerCase())) continue;
    for (let at = 2; at <= value.length - 2; at++) {
      const [left, right] = [words.get(value.slice(0, at).toLowerCase()), words.get(value.slice(at).toLowerCase())];
      if (left === undefined || right === undefined) continue;
      found.push({ value, count, line, suggestion: `${left} ${right}` });
      break;
    }
  }
  return found;
}
