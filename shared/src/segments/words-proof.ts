// Whether a rule that somebody else made of a description says anything that the description does not: a model's, for one. Each
// figure, day and word of it must stand there, in figures or in words.
import { dayAfter, fold } from "@outrider/shared/kernel";
import { isDay, type Rule, type RuleLeaf, type RuleValue } from "@outrider/shared/schema";
import { segmentPathOf } from "./segment-paths.ts";
import { amountReader } from "./words-amounts.ts";
import { daysReader } from "./words-days.ts";
import { ENGLISH } from "./words-english.ts";
import { timeReader } from "./words-times.ts";
import { tokensOf } from "./words-tokens.ts";

interface Stated { readonly numbers: ReadonlySet<number>; readonly days: ReadonlySet<string>; readonly currencies: ReadonlySet<string>; readonly others: ReadonlySet<string> }

/** All that can be read anywhere in it as a figure, a length of time in days, a day or a period. */
function statedIn(text: string, today: string): Stated {
  const tokens = tokensOf(text);
  const amounts = amountReader(ENGLISH);
  const daysAt = daysReader(ENGLISH, today);
  const times = timeReader(ENGLISH, amounts, daysAt);
  const numbers = new Set<number>([0]);
  const days = new Set<string>();
  const currencies = new Set<string>();
  const others = new Set<string>();
  const values = (given: RuleValue | readonly RuleValue[]): void => {
    for (const value of Array.isArray(given) ? (given as readonly RuleValue[]) : [given as RuleValue]) {
      if (typeof value === "string") days.add(value);
      else if (typeof value === "object" && "period" in value) others.add(JSON.stringify([value.period, value.shift]));
    }
  };
  for (let at = 0; at < tokens.length; at++) {
    const [amount, test, span, when, named] = [amounts.amountAt(tokens, at), amounts.testAt(tokens, at), times.spanAt(tokens, at), times.whenAt(tokens, at), daysAt(tokens, at)];
    for (const number of [amount?.value, test?.value, test?.upTo]) if (number !== undefined) numbers.add(number);
    for (const currency of amount?.currencies.split(" ") ?? []) currencies.add(currency);
    for (const length of [span?.days, span?.upTo])
      if (length !== undefined) {
        numbers.add(length);
        days.add(dayAfter(today, -length));
      }
    if (when?.by === "day") values(when.value);
    for (const day of named ? [named.first, named.last, dayAfter(named.last, 1), dayAfter(named.first, -1)] : []) days.add(day);
  }
  return { numbers, days, currencies, others };
}

function isStated({ field }: RuleLeaf, value: RuleValue, said: string, { numbers, days, others }: Stated): boolean {
  if (typeof value === "boolean") return true;
  if (typeof value === "number") return numbers.has(value);
  if (typeof value === "string") {
    const path = segmentPathOf(field);
    if (path?.choices.includes(value)) return true;
    return (path?.type === "instant" || path?.type === "day") && isDay(value) ? days.has(value) : fold(value).trim() !== "" && said.includes(fold(value).trim());
  }
  if ("me" in value) return true;
  return "days" in value ? numbers.has(Math.abs(value.days)) : others.has(JSON.stringify([value.period, value.shift]));
}

/** The first condition with something in it that the text does not say, or null. The rule is by paths; its links by names. */
export function inventedIn(rule: Rule, text: string, today: string): RuleLeaf | null {
  const stated = statedIn(text, today);
  const said = fold(text);
  const look = (part: Rule): RuleLeaf | null => {
    if ("not" in part) return look(part.not);
    const parts = "and" in part ? part.and : "or" in part ? part.or : null;
    if (parts) return parts.reduce<RuleLeaf | null>((found, one) => found ?? look(one), null);
    const leaf = part as RuleLeaf;
    const values = leaf.value === undefined ? [] : Array.isArray(leaf.value) ? (leaf.value as readonly RuleValue[]) : [leaf.value as RuleValue];
    if (leaf.currency !== undefined && !stated.currencies.has(leaf.currency)) return leaf;
    return values.every((value) => isStated(leaf, value, said, stated)) ? null : leaf;
  };
  return look(rule);
}
