// What each turn of phrase makes of what its pattern took: conditions by the names of the wire. It knows no language.
import type { Rule, RuleLeaf, RuleOp, RuleValue } from "@outrider/shared/schema";
import type { Test } from "./words-amounts.ts";
import type { Taken, Values, WordField } from "./words-match.ts";
import type { SpanTest, When } from "./words-times.ts";

/** What a comparison alone goes on with: "spent over 5K but under 10K". */
export type Subject = { readonly by: "number"; readonly field: string } | { readonly by: "age"; readonly field: string; readonly days: string | null; readonly inactive?: boolean } | { readonly by: "day"; readonly field: string };
export interface Made { readonly rule: Rule; readonly subject?: Subject }
type Make = (taken: Taken) => Made | null;

export const leafOf = (field: string, op: RuleOp, value?: RuleValue | readonly RuleValue[]): RuleLeaf => ({ field, op, ...(value !== undefined && { value }) });

/** Fields that count days since a day field: both say the same. */
const AGE_OF: Readonly<Record<string, string | null>> = { last_active: "inactive_days", last_contacted: "last_contacted_days", created_at: null };
const FLIPPED: Readonly<Partial<Record<RuleOp, RuleOp>>> = { "<=": ">", "<": ">=", ">": "<=", ">=": "<", "==": "!=", "!=": "==", empty: "filled", filled: "empty" };
const FLIPPED_ONCE: Readonly<Partial<Record<RuleOp, RuleOp>>> = { "==": "!=", "!=": "==", empty: "filled", filled: "empty" };
/** Fields that everybody who ever did it has: "has not ordered in 30 days" counts those who ordered longer ago. */
const ALWAYS_ORDERED = new Set(["inactive_days", "last_active", "last_contacted_days"]);

export function negated(rule: Rule): Rule {
  if ("not" in rule) return rule.not;
  if (!("field" in rule)) return { not: rule };
  if (rule.field === "visits" && rule.op === ">" && rule.value === 0) return leafOf("visits", "==", 0);
  const op = (ALWAYS_ORDERED.has(rule.field) ? FLIPPED : FLIPPED_ONCE)[rule.op];
  return op ? { ...rule, op } : { not: rule };
}

/** `usual`: where no comparison was said. */
export function numberRule(field: string, { op, value, upTo }: Test, usual: RuleOp = "=="): Rule {
  return upTo === undefined ? leafOf(field, op ?? usual, value) : leafOf(field, "between", [value, upTo]);
}
export function spanRule(field: string, { op, days, upTo }: SpanTest, usual: RuleOp): Rule {
  return upTo === undefined ? leafOf(field, op ?? usual, days) : leafOf(field, "between", [days, upTo]);
}

const EARLIER: Readonly<Partial<Record<RuleOp, RuleOp>>> = { "<=": ">=", "<": ">", ">": "<", ">=": "<=", "==": "==" };
/** A day field by when it was; how long ago is counted by its field of days, where there is one. */
export function whenRule(field: string, when: When): Rule {
  if (when.by === "day") return leafOf(field, when.op, when.value);
  const days = AGE_OF[field] ?? null;
  const { op, days: least, upTo } = when;
  if (days !== null) return upTo === undefined ? leafOf(days, op, least) : leafOf(days, "between", [least, upTo]);
  return upTo === undefined ? leafOf(field, EARLIER[op] ?? op, { days: -least }) : leafOf(field, "between", [{ days: -upTo }, { days: -least }]);
}

/** One of several: all of them where a field holds many and they were joined by "and". */
export function valuesRule(field: string, { values, joined }: Values, op: "==" | "contains", many: boolean): Rule {
  const leaves = values.map((value) => leafOf(field, op, value));
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  if (many && joined === "and") return { and: leaves };
  return op === "==" ? leafOf(field, "in", values) : { or: leaves };
}

const number = (field: string, usual?: RuleOp): Make => ({ num }) => num ? { rule: numberRule(field, num, usual), subject: { by: "number", field } } : null;
const when = (field: string): Make => ({ when: at }) => at ? { rule: whenRule(field, at), subject: { by: "day", field } } : null;
const values = (field: string, op: "==" | "contains", many = false): Make => (taken) => taken.values ? { rule: valuesRule(field, taken.values, op, many) } : null;
const plain = (field: string, op: RuleOp, value?: RuleValue): Make => () => ({ rule: leafOf(field, op, value) });

const within = (field: string): Make => ({ span }) => {
  if (!span) return null;
  const { op, days, upTo } = span;
  if (upTo !== undefined) return { rule: leafOf(field, "between", [days, upTo]) };
  return { rule: leafOf(field, op === ">=" || op === "<" ? "<" : "<=", days) };
};
const longer = (field: string): Make => ({ span }) => span ? { rule: spanRule(field, span, ">"), subject: { by: "age", field, days: field } } : null;
/** Without anything since then. */
const notSince = (field: string): Make => ({ when: at }) => {
  if (!at) return null;
  const rule = whenRule(field, at);
  const past = at.by === "age" ? at.op === ">" || at.op === ">=" : at.op === "<" || at.op === "<=";
  return { rule: past ? rule : negated(rule), subject: { by: "day", field } };
};

const CAMPAIGN_FIELDS = [[/click|follow/, "clicked_campaign"], [/open|read/, "opened_campaign"]] as const;
const campaignFields = (words: readonly string[]): readonly string[] => words.filter((word) => /click|follow|open|read|receiv|got|get|sent|mailed/.test(word)).map((word) => CAMPAIGN_FIELDS.find(([cue]) => cue.test(word))?.[1] ?? "received_campaign");
const anyOf = (rules: readonly Rule[], words: readonly string[]): Rule => rules.length === 1 ? (rules[0] as Rule) : words.includes("and") ? { and: rules } : { or: rules };

const isMoneyOrNumber = ({ type }: WordField): boolean => type === "number" || type === "money";

/** Null: it was no such turn after all. */
export const TURN_MAKERS = {
  spend: number("spend"),
  money: (taken) => (taken.num?.money ? number("spend")(taken) : null),
  spentNothing: plain("spend", "==", 0),
  visits: number("visits"),
  timesAlone: (taken) => (taken.num?.times ? number("visits")(taken) : null),
  ever: () => ({ rule: leafOf("visits", ">", 0) }),
  never: plain("visits", "==", 0),
  active: when("last_active"),
  activeWithin: within("inactive_days"),
  inactive: longer("inactive_days"),
  inactiveSince: notSince("last_active"),
  inactiveDays: number("inactive_days"),
  created: when("created_at"),
  createdWithin: ({ span }) => span && span.upTo === undefined ? { rule: leafOf("created_at", span.op === "<" ? ">" : ">=", { days: -span.days }) } : null,
  customerFor: ({ span }) => span ? { rule: whenRule("created_at", { length: 0, by: "age", op: span.op ?? ">=", days: span.days, ...(span.upTo !== undefined && { upTo: span.upTo }) }), subject: { by: "day", field: "created_at" } } : null,
  tagged: values("tags", "==", true),
  untagged: plain("tags", "empty"),
  anyTag: plain("tags", "filled"),
  mine: () => ({ rule: leafOf("owner", "==", { me: true }) }),
  owned: values("owner", "=="),
  unowned: plain("owner", "empty"),
  staged: values("stage", "=="),
  ofCompany: values("company", "=="),
  inCity: values("city", "contains"),
  named: values("name", "contains"),
  mailAt: values("email", "contains"),
  fieldEmpty: ({ field }) => field ? { rule: leafOf(field.field, "empty") } : null,
  fieldFilled: ({ field }) => field ? { rule: leafOf(field.field, "filled") } : null,
  fieldIs: ({ field, values: given }) => field && given ? { rule: valuesRule(field.field, given, "==", field.type === "set") } : null,
  fieldContains: ({ field, values: given }) => field && given ? { rule: valuesRule(field.field, given, "contains", field.type === "set") } : null,
  fieldNumber: ({ field, num }) => field && num && isMoneyOrNumber(field) ? { rule: numberRule(field.field, num), subject: { by: "number", field: field.field } } : null,
  fieldWhen: ({ field, when: at }) => field && at ? { rule: whenRule(field.field, at), subject: { by: "day", field: field.field } } : null,
  fieldYes: ({ field }) => field ? { rule: leafOf(field.field, "==", true) } : null,
  choice: ({ field, values: given }) => field && given ? { rule: valuesRule(field.field, given, "==", false) } : null,
  unsubscribed: plain("mail", "==", "no"),
  subscribed: plain("mail", "!=", "no"),
  campaign: ({ words, values: given }) => given ? { rule: anyOf(campaignFields(words).map((field) => valuesRule(field, given, "==", true)), words) } : null,
  anyCampaign: ({ words }) => ({ rule: anyOf(campaignFields(words).map((field) => leafOf(field, "filled")), words) }),
  contacted: when("last_contacted"),
  contactedWithin: within("last_contacted_days"),
  uncontacted: longer("last_contacted_days"),
  uncontactedSince: notSince("last_contacted"),
  contactedEver: plain("last_contacted_days", "filled"),
} as const satisfies Record<string, Make>;

export type TurnName = keyof typeof TURN_MAKERS;

/** A comparison alone, of what the condition before it was of. */
export function going(subject: Subject, taken: Pick<Taken, "num" | "span" | "when">): Made | null {
  if (subject.by === "number" && taken.num && taken.num.op !== null) return { rule: numberRule(subject.field, taken.num), subject };
  if (subject.by === "age" && taken.span && taken.span.op !== null) return { rule: spanRule(subject.field, taken.span, ">"), subject };
  if (subject.by === "day" && taken.when) return { rule: whenRule(subject.field, taken.when), subject };
  return null;
}
