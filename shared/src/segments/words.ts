// A description in plain words as a rule over contacts: "inactive for 6 months and spent over ₹5K". What was made into the
// rule and what was not is told by where it stands, so that a screen can underline it. It reads no records: names of people,
// tags, campaigns and custom fields come with the words. Fields are named as on the wire (`spend`, `inactive_days`).
import type { Rule, RuleLeaf } from "@outrider/shared/schema";
import { tokensIn } from "./ask-numbers.ts";

interface Named { readonly id: string; readonly name: string }

/** What names may stand for. A name that is nobody's is not understood. */
export interface WordNames {
  readonly members: readonly Named[];
  readonly stages: readonly Named[];
  readonly companies: readonly Named[];
  readonly campaigns: readonly Named[];
  /** Tags that occur. */
  readonly tags: readonly string[];
  /** Custom fields of contacts by what they are called. */
  readonly fields: readonly { readonly field: string; readonly label: string; readonly type: "text" | "number" | "money" | "date" | "flag" | "choice"; readonly choices?: readonly string[] }[];
}

/** From and up to, in UTF-16 units of the text. */
export interface Span { readonly start: number; readonly end: number }

export interface WordsRead {
  /** Null: nothing was understood, or it was refused. */
  readonly rule: Rule | null;
  /** In the order of the text; what is in neither says nothing ("customers who"). */
  readonly read: readonly Span[];
  /** To be underlined: words that nothing was made of. */
  readonly unread: readonly Span[];
  /** `nonsense`: less than half of its words were understood, so no rule is made of it. `empty`: there are no words. */
  readonly refused?: "nonsense" | "empty";
  /** Each condition and the words that it was made of. */
  readonly says: readonly { readonly span: Span; readonly leaf: RuleLeaf }[];
}

/** `today`: `YYYY-MM-DD`, where the person is. Longer than 2,000 characters is not looked at beyond them. */
export function wordsToRule(text: string, names: WordNames, today: string): WordsRead {
  const amount = /\bspent (?:over|more than) (\S+)/i.exec(text);
  const figure = amount ? tokensIn(amount[1] ?? "")[0]?.figure : null;
  if (!amount || figure === null || figure === undefined) return { rule: null, read: [], unread: [{ start: 0, end: text.length }], refused: names && today && text.trim() ? "nonsense" : "empty", says: [] };
  const leaf: RuleLeaf = { field: "spend", op: ">", value: figure };
  const span = { start: amount.index, end: amount.index + amount[0].length };
  return { rule: leaf, read: [span], unread: [], says: [{ span, leaf }] };
}
