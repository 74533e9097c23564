// A question as the screen shows it: cut where words were not understood, with the rule that a list can follow. Pure.
import type { Rule } from "@outrider/shared/schema";
import { LAST_CONTACT, type Understood } from "@outrider/shared/segments";

export interface QuestionPart { readonly text: string; readonly missed: boolean }

/** The parts in order; together they are the question. `missed`: words as they were typed, in their order. */
export function askedOf(question: string, missed: readonly string[]): readonly QuestionPart[] {
  const parts: QuestionPart[] = [];
  let from = 0;
  for (const word of missed) {
    const at = word === "" ? -1 : question.indexOf(word, from);
    if (at < 0) continue;
    if (at > from) parts.push({ text: question.slice(from, at), missed: false });
    parts.push({ text: word, missed: true });
    from = at + word.length;
  }
  return from < question.length ? [...parts, { text: question.slice(from), missed: false }] : parts;
}

/** Lists do not know when somebody was last in touch. */
function unknownToLists(rule: Rule): boolean {
  if ("and" in rule) return rule.and.some(unknownToLists);
  if ("or" in rule) return rule.or.some(unknownToLists);
  return "not" in rule ? unknownToLists(rule.not) : rule.field === LAST_CONTACT;
}

/** What of it a list can show, and the words that it cannot, in the order of the question. */
export function forList({ rule, parts, missed }: Pick<Understood, "rule" | "parts" | "missed">, question: string): { readonly rule: Rule | null; readonly missed: readonly string[] } {
  const lost = parts.filter((part) => unknownToLists(part.rule));
  if (rule === null || lost.length === 0) return { rule, missed };
  const left = ("and" in rule ? rule.and : [rule]).filter((one) => !unknownToLists(one));
  const words = [...missed, ...lost.flatMap((part) => part.words.split(" "))].sort((a, b) => question.indexOf(a) - question.indexOf(b));
  return { rule: left.length === 0 ? null : left.length === 1 ? (left[0] as Rule) : { and: left }, missed: words };
}
