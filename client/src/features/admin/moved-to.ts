// Orders: a list with one of its members elsewhere, and the edits that make records stand in an order.
import type { Call } from "@outrider/shared/commands";

/** The same list where nothing moves. */
export function movedTo(ids: readonly string[], id: string, to: number): readonly string[] {
  const from = ids.indexOf(id);
  if (from < 0 || to < 0 || to >= ids.length || to === from) return ids;
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}

/** Edits of those whose order is another one than its place. `orders`: what stands. */
export const orderCalls = (ids: readonly string[], orders: ReadonlyMap<string, number | undefined>): readonly Call[] =>
  ids.flatMap((id, order): Call[] => (orders.get(id) === order ? [] : [{ name: "edit", args: { id, values: { order } } }]));
