// What each turn of phrase makes of what its pattern took: conditions by the paths of segments. It knows no language.
import type { Rule, RuleLeaf, RuleOp, RuleValue } from "@outrider/shared/schema";
import { segmentPathOf } from "./segment-paths.ts";
import type { Test } from "./words-amounts.ts";
import { CAMPAIGN_DEEDS, type Taken, type Values } from "./words-match.ts";
import type { SpanTest, When } from "./words-times.ts";

/** What a comparison alone goes on with: "spent over 5K but under 10K", "bought twice but not in the last month". */
export interface Subject { readonly number?: string; readonly span?: string; readonly day?: string; readonly campaign?: Values; readonly deeds?: readonly string[] }
export interface Made { readonly rule: Rule; readonly subject?: Subject }
type Make = (taken: Taken) => Made | null;

export const leafOf = (field: string, op: RuleOp, value?: RuleValue | readonly RuleValue[]): RuleLeaf => ({ field, op, ...(value !== undefined && { value }) });

/** Paths of moments that are also counted in days. */
const AGE_OF: Readonly<Record<string, string>> = { lastActive: "inactiveDays" };
const TURNED: Readonly<Partial<Record<RuleOp, RuleOp>>> = { "<=": ">", "<": ">=", ">": "<=", ">=": "<", empty: "filled", filled: "empty" };
/** "Has not ordered in 30 days" is whoever ordered, longer ago; "has not spent 500" may be whoever never spent. */
const LAST_TIME = new Set(["inactiveDays", "lastActive", "lastContacted"]);

export function negated(rule: Rule): Rule {
  if ("not" in rule) return rule.not;
  if (!("field" in rule)) return { not: rule };
  if (rule.field === "visits" && rule.op === ">" && rule.value === 0) return leafOf("visits", "==", 0);
    if (LAST_TIME.has(rule.field) && rule.op === "==" && typeof rule.value === "object" && "period" in rule.value && rule.value.shift === 0) return { ...rule, op: "<" };
  const op = LAST_TIME.has(rule.field) || rule.op === "empty" || rule.op === "filled" ? TURNED[rule.op] : undefined;
  return op ? { ...rule, op } : { not: rule };
}

/** `usual`: where no comparison was said. */
export function numberRule(field: string, { op, value, upTo, not, currency }: Test, usual: RuleOp = "=="): Rule {
  const leaf = upTo === undefined ? leafOf(field, op ?? usual, value) : leafOf(field, "between", [value, upTo]);
  const rule = currency !== undefined && segmentPathOf(field)?.type === "money" ? { ...leaf, currency } : leaf;
  return not ? { not: rule } : rule;
}

const EARLIER: Readonly<Partial<Record<RuleOp, RuleOp>>> = { "<=": ">=", "<": ">", ">": "<", ">=": "<=", "==": "==" };
/** A day field by when it was; how long ago is counted by its field of days, where there is one. */
export function whenRule(field: string, when: When): Rule {
  if (when.by === "day") return leafOf(field, when.op, when.value);
  const days = AGE_OF[field];
  const { op, days: least, upTo } = when;
  if (days !== undefined) return upTo === undefined ? leafOf(days, op, least) : leafOf(days, "between", [least, upTo]);
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

const number = (field: string, day?: string): Make => ({ num, after }) => num ? { rule: numberRule(field, after ? { ...num, op: after } : num), subject: { number: field, ...(day !== undefined && { day }) } } : null;
const when = (field: string): Make => ({ when: at }) => at ? { rule: whenRule(field, at), subject: { day: field } } : null;
const values = (field: string, op: "==" | "contains", many = false): Make => (taken) => taken.values ? { rule: valuesRule(field, taken.values, op, many) } : null;
const plain = (field: string, op: RuleOp, value?: RuleValue): Make => () => ({ rule: leafOf(field, op, value) });

const age = (op: RuleOp, { days, upTo }: SpanTest): When => ({ length: 0, by: "age", op, days, ...(upTo !== undefined && { upTo }) });
/** Done in so long; "in more than" is said only of what was not done, and means the same. */
const within = (field: string): Make => ({ span }) => span ? { rule: whenRule(field, age(span.upTo !== undefined ? "between" : span.op === ">=" || span.op === "<" ? "<" : "<=", span)), subject: { day: field } } : null;
/** Nothing for so long. */
const longer = (field: string): Make => ({ span }) => span ? { rule: whenRule(field, age(span.upTo !== undefined ? "between" : span.op ?? ">", span)), subject: { span: field, day: field } } : null;
/** Nothing since then. */
const notSince = (field: string): Make => ({ when: at }) => {
  if (!at) return null;
  const rule = whenRule(field, at);
  const past = at.by === "age" ? at.op !== "<=" && at.op !== "<" : at.op === "<" || at.op === "<=";
  return { rule: past ? rule : negated(rule), subject: { day: field } };
};

const campaignFields = (words: readonly string[]): readonly string[] => words.flatMap((word) => CAMPAIGN_DEEDS.find((deed) => deed === word) ?? []);
const joinedRules = (rules: readonly Rule[], words: readonly string[]): Rule => rules.length === 1 ? (rules[0] as Rule) : words.includes("and") ? { and: rules } : { or: rules };

/** Null: it was no such turn after all. */
export const TURN_MAKERS = {
  spend: number("spend"),
  money: (taken) => (taken.num?.money && taken.num.op !== null ? number("spend")(taken) : null),
  spentNothing: plain("spend", "==", 0),
  visits: number("visits", "lastActive"),
  /** "Bought over 5K" is money, "bought 5" is neither. */
  bought: (taken) => (taken.num?.money ? number("spend")(taken) : taken.num && (taken.num.op !== null || taken.num.times) ? number("visits", "lastActive")(taken) : null),
  timesAlone: (taken) => (taken.num?.times && taken.num.op !== null ? number("visits", "lastActive")(taken) : null),
  repeat: () => ({ rule: leafOf("visits", ">", 1), subject: { day: "lastActive" } }),
  once: () => ({ rule: leafOf("visits", "==", 1), subject: { day: "lastActive" } }),
  ever: () => ({ rule: leafOf("visits", ">", 0), subject: { day: "lastActive" } }),
  active: when("lastActive"),
  activeWithin: within("lastActive"),
  inactive: longer("lastActive"),
  inactiveSince: notSince("lastActive"),
  inactiveDays: number("inactiveDays"),
  created: when("createdAt"),
  createdWithin: within("createdAt"),
  customerFor: ({ span }) => span ? { rule: whenRule("createdAt", age(span.upTo !== undefined ? "between" : span.op ?? ">", span)), subject: { day: "createdAt" } } : null,
  tagged: values("tags", "==", true),
  taggedLike: values("tags", "contains", true),
  untagged: plain("tags", "empty"),
  anyTag: plain("tags", "filled"),
  mine: plain("owner", "==", { me: true }),
  myTagged: (taken) => (taken.values ? { rule: { and: [leafOf("owner", "==", { me: true }), valuesRule("tags", taken.values, "==", true)] } } : null),
  owned: values("owner", "=="),
  unowned: plain("owner", "empty"),
  staged: values("stage", "=="),
  unstaged: plain("stage", "empty"),
  ofCompany: values("company", "=="),
  companyIs: values("company.name", "=="),
  companyLike: values("company.name", "contains"),
  inCity: values("address", "contains"),
  named: values("name", "contains"),
  mailAt: values("emails", "contains"),
  fieldEmpty: ({ field }) => (field ? { rule: leafOf(field.field, "empty") } : null),
  fieldFilled: ({ field }) => (field ? { rule: leafOf(field.field, "filled") } : null),
  fieldIs: ({ field, values: given }) => (field && given ? { rule: valuesRule(field.field, given, field.field === "address" ? "contains" : "==", field.type === "set") } : null),
  fieldContains: ({ field, values: given }) => (field && given ? { rule: valuesRule(field.field, given, "contains", field.type === "set") } : null),
  fieldNumber: ({ field, num }) => (field && num ? { rule: numberRule(field.field, num), subject: { number: field.field } } : null),
  fieldWhen: ({ field, when: at }) => (field && at ? { rule: whenRule(field.field, at), subject: { day: field.field } } : null),
  fieldYes: ({ field }) => (field ? { rule: leafOf(field.field, "==", true) } : null),
  choice: ({ field, values: given }) => (field && given ? { rule: valuesRule(field.field, given, "==", false) } : null),
  unsubscribed: plain("mail", "==", "no"),
  subscribed: plain("mail", "==", "yes"),
  campaign: ({ words, values: given }) => (given ? { rule: joinedRules(campaignFields(words).map((field) => valuesRule(field, given, "==", true)), words), subject: { campaign: given, deeds: campaignFields(words) } } : null),
  anyCampaign: ({ words }) => ({ rule: joinedRules(campaignFields(words).map((field) => leafOf(field, "filled")), words) }),
  contacted: when("lastContacted"),
  contactedWithin: within("lastContacted"),
  uncontacted: longer("lastContacted"),
  uncontactedSince: notSince("lastContacted"),
  contactedEver: () => ({ rule: leafOf("lastContacted", "filled"), subject: { day: "lastContacted" } }),
} as const satisfies Record<string, Make>;

export type TurnName = keyof typeof TURN_MAKERS;

/** A comparison alone, of what the condition before it was of. */
export function going(subject: Subject, { num, span, when: at, values: named, words = [] }: Partial<Taken>): Made | null {
  const { number: counted, span: long, day, campaign } = subject;
  if (day !== undefined && at) return { rule: whenRule(day, at), subject };
  if (long !== undefined && span && span.op !== null) return { rule: whenRule(long, age(span.op, span)), subject };
  if (counted !== undefined && num && num.op !== null) return { rule: numberRule(counted, num), subject };
  if (subject.deeds && named) return { rule: joinedRules(subject.deeds.map((field) => valuesRule(field, named, "==", true)), []), subject };
  const [deed] = campaignFields(words);
  if (campaign && deed !== undefined) return { rule: valuesRule(deed, campaign, "==", true), subject };
  return null;
}
