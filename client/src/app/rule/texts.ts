// Every word of rules as they are built and read: conditions, groups, days.
import type { Period } from "@outrider/shared/schema";
import { catalogue } from "../catalogue.ts";
import { format } from "../format.ts";
import { listed } from "../plural.ts";

const n = format.number;
const near = { week: ["last week", "this week", "next week"], month: ["last month", "this month", "next month"], quarter: ["last quarter", "this quarter", "next quarter"], year: ["last year", "this year", "next year"] } satisfies Record<Period, readonly string[]>;

export const ruleWords = catalogue({
  add: "Add condition",
  addGroup: "Add group",
  removeGroup: "Remove group",
  remove: (label: string) => `Remove condition on ${label.toLowerCase()}`,
  join: "What must hold",
  joins: { all: "All of", any: "Any of", none: "None of" },
  none: "No condition yet: everything is shown.",
  field: "Field",
  op: "Comparison",
  value: "Value",
  from: "From",
  to: "To",
  chosen: "Any of",
  currency: "Currency",
  anyCurrency: "Any",
  listHint: "Several are divided by commas.",
  days: "Days",
  incomplete: "Fill in or remove what has no value.",
  me: "Me",
  more: (label: string) => `More for ${label.toLowerCase()}`,
  group: "Group",
  up: "Move up",
  down: "Move down",
  drag: (label: string) => `Drag ${label.toLowerCase()} to another place`,
  keys: { up: "Alt ↑", down: "Alt ↓" },
  duplicate: "Duplicate",
  wrap: "Put into a group",
  unwrap: "Take the group apart",
  removed: (label: string) => `Removed: ${label}`,
  pick: (label: string) => `Choose ${label.toLowerCase()}`,
  drop: (name: string) => `Remove ${name}`,
  tag: "Another tag",
  addTag: "Add tag",
  tooDeep: "Groups lie no deeper than this.",
  ops: {
    is: "is", isNot: "is not", contains: "contains", lacks: "does not contain", any: "is any of", none: "is none of",
    gt: "is more than", ge: "is at least", lt: "is less than", le: "is at most", between: "is between", empty: "is empty", filled: "has a value",
  },
  dayOps: { is: "is", isNot: "is not", gt: "is after", ge: "is on or after", lt: "is before", le: "is on or before", between: "is between", empty: "is empty", filled: "has a value" },
  tagOps: { is: "include", isNot: "do not include", any: "include any of", none: "include none of", contains: "include a part", lacks: "do not include a part", empty: "are empty", filled: "are there" },
  dayChoices: { day: "A day", ago: "Days ago", ahead: "Days ahead" },
  today: "today",
  period: (period: Period, shift: -1 | 0 | 1) => near[period][shift + 1] ?? "",
  farPeriod: (period: Period, shift: number) => `${n(Math.abs(shift))} ${period}s ${shift < 0 ? "ago" : "ahead"}`,
  daysAgo: (days: number) => `${n(days)} days ago`,
  daysAhead: (days: number) => `in ${n(days)} days`,
  range: (from: string, to: string) => `${from} – ${to}`,
  leaf: (field: string, op: string, value: string) => (value === "" ? `${field} ${op}` : `${field} ${op} ${value}`),
  whole: "Made elsewhere",
  and: (parts: readonly string[]) => listed(parts),
  or: (parts: readonly string[]) => parts.join(" or "),
  not: (part: string) => `not (${part})`,
});
