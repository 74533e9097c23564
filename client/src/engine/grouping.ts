// A list in groups: in which group a record lies, in what order the groups come, where each begins, how many it holds.
// And what a field adds up to, over all that was found and by group. It knows neither windows nor who watches.
import { compareKeys, type SortKey, sortKeyOf, valuesAt } from "@outrider/shared/projection";
import type { Read, RecordState } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import type { Group, Grouping, Total } from "./api.ts";

/** Where a record stands in a list that has groups: the group's place, the group itself, its place within. */
export interface Placed { readonly order: SortKey; readonly group: string; readonly key: SortKey }

export function placeOf(state: RecordState, { by, order = by }: Grouping, key: SortKey, read: Read): Placed {
  return { order: sortKeyOf(state, order, read), group: JSON.stringify(valuesAt(state, by, read)[0] ?? null), key };
}

/** Groups with the same place are told apart by what they are; what lies in no group comes last, as in any order. */
export const comparePlaced = (grouping: Grouping, descending: boolean) => (a: Placed, b: Placed): number =>
  compareKeys(a.order, b.order, grouping.descending ?? false) ||
  (a.group === b.group ? 0 : a.group === "null" ? 1 : b.group === "null" ? -1 : a.group < b.group ? -1 : 1) ||
  compareKeys(a.key, b.key, descending);

/** Adds up numbers, and money by its currency, which is never guessed. Largest first. */
export function totalsOf(ids: Iterable<string>, field: string, read: Read): readonly Total[] {
  const amounts = new Map<string, number>();
  for (const id of ids) {
    const value = read(id)?.fields[field]?.value;
    if (typeof value === "number") amounts.set("", (amounts.get("") ?? 0) + value);
    else if (isMoney(value)) amounts.set(value.currency, (amounts.get(value.currency) ?? 0) + value.amount);
  }
  return [...amounts].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount);
}

/** The groups of entries that are in order of them. */
export function groupsOf(entries: readonly { readonly id: string; readonly key: Placed }[], sum: string | undefined, read: Read): readonly Group[] {
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

const isMoney = (value: unknown): value is { readonly amount: number; readonly currency: string } =>
  typeof value === "object" && value !== null && "amount" in value && typeof value.amount === "number" && "currency" in value && typeof value.currency === "string";
