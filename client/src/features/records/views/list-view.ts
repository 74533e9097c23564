// What a list shows as a saved view keeps it, and as its address says it. Invariant: a view that is opened and saved again
// is the same view; what an address says that cannot be read is named and left out, never guessed. Pure.
import type { Row } from "@outrider/shared/projection";
import { canonical, type Json } from "@outrider/shared/kernel";
import { fieldOf, isRule, type Rule, type Value } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import type { ListSearch } from "../../../app/list-search.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { ruleFaultWords } from "../../../app/rule-fault-words.ts";
import { ruleIn } from "../../../app/rule-in.ts";
import { isField, planOf } from "../kinds.ts";
import { OPEN, quickRules } from "../quick-rules.ts";
import { viewWords } from "./texts.ts";

/** What there is to keep; what is undefined is as the list has it. */
export interface ViewShape {
  readonly rule?: Rule | undefined;
  readonly sort?: string | undefined;
  readonly descending?: boolean | undefined;
  /** Names of fields. */
  readonly columns?: readonly string[] | undefined;
  readonly group?: string | undefined;
}

export type ReadFilter = { readonly rule: Rule | undefined; readonly fault?: undefined } | { readonly rule: undefined; readonly fault: string };

/** The filter that an address says. */
export function filterIn(kind: PageKind, text: string | undefined): ReadFilter {
  const { rule, fault } = ruleIn(kind, text);
  if (fault === undefined) return { rule };
  return { rule: undefined, fault: viewWords.ignored.filter("unread" in fault ? `${fault.unread.at} ${ruleFaultWords(fault.unread)}`.trim() : viewWords.ignored.field(fault.strange)) };
}

const columnNames = (text: string): readonly string[] => [...new Set(text.split(" ").filter((name) => name !== ""))];

/** The columns that an address says, in their order; undefined: as the list has them. */
export function columnsIn(kind: PageKind, text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const known = columnNames(text).filter((name) => fieldOf(kind, name) !== undefined);
  return known.length > 0 ? known : undefined;
}

/** What an address says that this list does not know, in sentences. */
export function faultsIn(kind: PageKind, { filter, columns, sort, group }: ListSearch): readonly string[] {
  const { fault } = filterIn(kind, filter);
  const strange = columns === undefined ? [] : columnNames(columns).filter((name) => fieldOf(kind, name) === undefined);
  return [
    ...(fault === undefined ? [] : [fault]), ...(strange.length > 0 ? [viewWords.ignored.columns(strange)] : []),
    ...(sort === undefined || isField(kind, sort) ? [] : [viewWords.ignored.sort(sort)]),
    ...(group === undefined || Object.hasOwn(planOf(kind).groups, group) ? [] : [viewWords.ignored.group(group)]),
  ];
}

/** The address without what it says in vain. */
export function mended(kind: PageKind, search: ListSearch): ListSearch {
  const { filter, columns, sort, group, ...rest } = search;
  const shown = columnsIn(kind, columns);
  return {
    ...rest, ...(filter !== undefined && filterIn(kind, filter).rule && { filter }), ...(shown && { columns: shown.join(" ") }),
    ...(sort !== undefined && isField(kind, sort) && { sort }), ...(group !== undefined && Object.hasOwn(planOf(kind).groups, group) && { group }),
  };
}

const joined = (rules: readonly Rule[]): Rule | undefined => (rules.length > 1 ? { and: rules } : rules[0]);
const membersOf = (rule: Rule | undefined): readonly Rule[] => (rule === undefined ? [] : "and" in rule ? rule.and : [rule]);

/** What a list shows now, with what is chosen over it as part of the rule. What is typed and the bin are no part of a view. */
export function shapeOf(kind: PageKind, search: ListSearch): ViewShape {
  const clean = mended(kind, search);
  return {
    rule: joined([...quickRules(kind, clean), ...membersOf(filterIn(kind, clean.filter).rule)]),
    sort: clean.sort, descending: clean.sort === undefined ? undefined : (clean.descending ?? false), columns: columnsIn(kind, clean.columns), group: clean.group,
  };
}

/** The address that shows a view: what can be chosen over the list stands there, the rest is the filter. */
export function searchOf(kind: PageKind, { rule, sort, descending, columns, group }: ViewShape): ListSearch {
  const quick: Partial<Record<"stage" | "status" | "owner", string>> = {};
  const rest = membersOf(rule).filter((member) => {
    if (!("field" in member) || member.op !== "==" || typeof member.value !== "string") return true;
    const [name, value] = member.field === "stage.outcome" && member.value === OPEN ? (["stage", OPEN] as const) : [member.field, member.value];
    const filter = planOf(kind).filters.find((one) => one === name);
    if (filter === undefined || quick[filter] !== undefined) return true;
    quick[filter] = value;
    return false;
  });
  const filter = joined(rest);
  return {
    ...quick, ...(filter && { filter: writeRule(filter) }), ...(columns && { columns: columns.join(" ") }), ...(group !== undefined && { group }),
    ...(sort !== undefined && { sort, ...(descending === true && { descending }) }),
  };
}

/** Whether two show the same. */
export const sameShape = (kind: PageKind, one: ViewShape, other: ViewShape): boolean => {
  const text = (shape: ViewShape): string => canonical(JSON.parse(JSON.stringify(shapeOf(kind, searchOf(kind, shape)))) as Json);
  return text(one) === text(other);
};

/** Whether there is anything to keep. */
export const isPlain = (kind: PageKind, shape: ViewShape): boolean => sameShape(kind, shape, {});

const textIn = (row: Row, name: string): string | undefined => {
  const value = row.values[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** As the record of a view keeps it; a rule that is none is left out. */
export function shapeOfRow(row: Row): ViewShape {
  const rule: unknown = row.values["rule"];
  const columns = textIn(row, "columns");
  const sort = textIn(row, "sort");
  return {
    rule: isRule(rule) ? rule : undefined, sort, descending: sort === undefined ? undefined : row.values["descending"] === true,
    columns: columns === undefined ? undefined : columnNames(columns), group: textIn(row, "group"),
  };
}

/** The fields of the record that keeps it. */
export const valuesOfShape = ({ rule, sort, descending, columns, group }: ViewShape): Readonly<Record<string, Value>> => ({
  rule: rule === undefined ? null : (JSON.parse(JSON.stringify(rule)) as Value), sort: sort ?? null, descending: sort === undefined ? null : (descending ?? false),
  columns: columns?.join(" ") ?? null, group: group ?? null,
});
