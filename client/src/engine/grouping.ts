// A list in groups: in which group a record lies, in what order the groups come, where each begins, how many it holds.
// And what a field adds up to, over all that was found and by group. It knows neither windows nor who watches.
import { compareKeys, type SortKey, sortKeyOf, valuesAt } from "@outrider/shared/projection";
import { isUuid } from "@outrider/shared/kernel";
import { type Read, type RecordState, survivor } from "@outrider/shared/records";
import { moneyOf, type Value } from "@outrider/shared/schema";
import type { Group, Grouping, Total } from "./api-records.ts";

/** Where a record stands in a list that has groups: the group's place, the group itself, its place within. */
export interface Placed { readonly order: SortKey; readonly group: string; readonly key: SortKey }

const MONTH = "YYYY-MM".length;

export function placeOf(state: RecordState, { by, part, order = by }: Grouping, key: SortKey, read: Read): Placed {
  const of = <T>(value: T): T | string => (part === "month" && typeof value === "string" ? value.slice(0, MONTH) : value);
  return { order: of(sortKeyOf(state, order, read)), group: JSON.stringify(of(standing(valuesAt(state, by, read)[0] ?? null, read))), key };
}

/** Where it links to a record that was merged away, the one that stands for it. */
function standing(value: Value, read: Read): Value {
  const target = typeof value === "string" && isUuid(value) ? read(value) : undefined;
  return target ? survivor(target, read).id : value;
}

/** Groups with the same place are told apart by what they are; what lies in no group comes last, as in any order. */
export const comparePlaced = (grouping: Grouping, descending: boolean) => (a: Placed, b: Placed): number =>
  compareKeys(a.order, b.order, grouping.descending ?? false) ||
  (a.group === b.group ? 0 : a.group === "null" ? 1 : b.group === "null" ? -1 : a.group < b.group ? -1 : 1) ||
  compareKeys(a.key, b.key, descending);

/** What is added up: a field, and the percentages that weigh it. */
export interface Summing { readonly field: string; readonly weight: readonly string[] | undefined }

const CERTAIN = 100;

/** A share of the whole, by the first field that says one. */
function shareOf(state: RecordState, weight: readonly string[], read: Read): number {
  for (const path of weight) {
    const percent = valuesAt(state, path, read)[0];
    if (typeof percent === "number") return percent / CERTAIN;
  }
  return 1;
}

/** Adds up numbers, and money by its currency, which is never guessed. Largest first. */
export function totalsOf(ids: Iterable<string>, { field, weight }: Summing, read: Read): readonly Total[] {
  const sums = new Map<string, { amount: number; weighted: number }>();
  for (const id of ids) {
    const state = read(id);
    const value = state?.fields[field]?.value;
    const money = typeof value === "number" ? { currency: "", amount: value } : moneyOf(value);
    if (state === undefined || money === null) continue;
    const { currency, amount } = money;
    const sum = sums.get(currency) ?? { amount: 0, weighted: 0 };
    sum.amount += amount;
    if (weight) sum.weighted += amount * shareOf(state, weight, read);
    sums.set(currency, sum);
  }
  return [...sums].map(([currency, { amount, weighted }]) => ({ currency, amount, ...(weight && { weighted }) })).sort((a, b) => b.amount - a.amount);
}

/** The groups of entries that are in order of them. */
export function groupsOf(entries: readonly { readonly id: string; readonly key: Placed }[], sum: Summing | undefined, read: Read): readonly Group[] {
  const groups: Group[] = [];
  for (let from = 0; from < entries.length; ) {
    const group = (entries[from] as { readonly key: Placed }).key.group;
    let end = from + 1;
    while (end < entries.length && entries[end]?.key.group === group) end += 1;
    const totals = sum === undefined ? undefined : totalsOf(entries.slice(from, end).map(({ id }) => id), sum, read);
    groups.push({ value: JSON.parse(group) as Value, from, count: end - from, ...(totals && { totals }) });
    from = end;
  }
  return groups;
}
