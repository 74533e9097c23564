// Through which list a person came to a record, so that the record's page knows the one before and the one after. It is
// this tab's, for as long as it stands. Invariant: a record that was come to by another way has no neighbours.
import type { PageKind } from "../../../app/record-route.ts";
import type { Query } from "../../../read/index.ts";

export interface ListOrder {
  readonly kind: PageKind;
  readonly query: Query;
  /** Where the record that is open stood in the list. */
  readonly place: number;
  readonly id: string;
}

let last: ListOrder | undefined;

export const rememberOrder = (order: ListOrder): void => {
  last = order;
};

export const orderOf = (kind: PageKind, id: string): ListOrder | undefined => (last !== undefined && last.kind === kind && last.id === id ? last : undefined);

/** Rows that are asked for on either side of a place: enough that one that moved a little is still found. */
export const REACH = 25;

export interface Around { readonly before: string | undefined; readonly after: string | undefined; /** Of the record, in the whole list. */ readonly place: number }

/**
 * Who stands beside a record. `ids`: of the list from `offset` on. Where the record has left the list (it was edited so that
 * it fits no more), what took its place comes after it.
 */
export function around(ids: readonly string[], offset: number, { id, place }: Pick<ListOrder, "id" | "place">): Around {
  const at = ids.indexOf(id);
  if (at >= 0) return { before: ids[at - 1], after: ids[at + 1], place: at + offset };
  const held = place - offset;
  return { before: ids[held - 1], after: ids[held], place };
}
