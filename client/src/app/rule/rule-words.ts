// A rule in words: as chips over a list, and whole.
import type { Rule, RuleValue } from "@outrider/shared/schema";
import { format } from "../format.ts";
import { choiceWord } from "../show-value.ts";
import { type RuleField, opLabel } from "./rule-fields.ts";
import { fieldAt, isGroup, treeOf, type Condition, type Group, newGroup, type Part, ME, valueOf, valuesOf } from "./rule-tree.ts";
import { text } from "../text.ts";
import { ruleWords } from "./texts.ts";

/** What members, stages and teams are called, by their ids and keys. */
export type Names = Readonly<Record<string, string>>;

export function valueWords({ of, field }: RuleField, draft: string, names: Names): string {
  const value: RuleValue | undefined = valueOf(draft, of);
  if (value === undefined) return draft;
  if (typeof value === "boolean") return value ? text.record.yes : text.record.no;
  if (typeof value === "number") return format.number(value);
  if (typeof value === "string") return of === "day" ? format.day(value) : field?.type === "choice" ? choiceWord(field, value) : (names[value] ?? value);
  if ("me" in value) return ruleWords.me;
  if ("days" in value) return value.days === 0 ? ruleWords.today : value.days < 0 ? ruleWords.daysAgo(-value.days) : ruleWords.daysAhead(value.days);
  const { period, shift } = value;
  return shift === -1 || shift === 0 || shift === 1 ? ruleWords.period(period, shift) : ruleWords.farPeriod(period, shift);
}

function conditionWords({ path, op, values, currency }: Condition, fields: readonly RuleField[], names: Names): string {
  const field = fieldAt(fields, path);
  const amount = (value: string): string | undefined => {
    const figure = currency === undefined ? undefined : valueOf(value, field.of);
    return typeof figure === "number" && currency !== undefined ? format.money({ amount: figure, currency }) : undefined;
  };
  const said = values.map((value) => amount(value) ?? (value === ME ? ruleWords.me : field.of === "text" ? value : valueWords(field, value, names)));
  const value = valuesOf(op) === 0 ? "" : op === "between" ? ruleWords.range(said[0] ?? "", said[1] ?? "") : said.join(", ");
  // Of one alone nobody says "any of".
  const single = said.length === 1 && field.of !== "text" && (op === "any" || op === "none") ? (op === "any" ? "is" : "isNot") : op;
  return ruleWords.leaf(field.label, opLabel(field.of, single), value);
}

function partWords(part: Part, fields: readonly RuleField[], names: Names): string {
  if (!isGroup(part)) return conditionWords(part, fields, names);
  const parts = part.parts.map((one) => (isGroup(one) && one.parts.length > 1 ? `(${partWords(one, fields, names)})` : partWords(one, fields, names)));
  return part.join === "all" ? ruleWords.and(parts) : part.join === "any" ? ruleWords.or(parts) : ruleWords.not(ruleWords.or(parts));
}

export interface Chip { readonly key: number; readonly words: string; /** The tree without it. */ readonly without: Group }

/** One for each thing that must hold. */
export function chipsOf(rule: Rule, fields: readonly RuleField[], names: Names): readonly Chip[] {
  const tree = treeOf(rule, fields);
  if (tree === null) return [{ key: 0, words: ruleWords.whole, without: newGroup("all") }];
  if (tree.join !== "all") return [{ key: tree.key, words: partWords(tree, fields, names), without: { ...tree, parts: [] } }];
  return tree.parts.map((part) => ({ key: part.key, words: partWords(part, fields, names), without: { ...tree, parts: tree.parts.filter((one) => one !== part) } }));
}

/** The whole of a rule in one line. */
export function ruleLine(rule: Rule, fields: readonly RuleField[], names: Names): string {
  const tree = treeOf(rule, fields);
  return tree === null ? ruleWords.whole : partWords(tree, fields, names);
}
