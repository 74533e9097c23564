// Every order in which edits of several devices can arrive: all permutations that keep each device's own order.
export function arrivalOrders<T>(edits: readonly T[], deviceOf: (edit: T) => string): readonly (readonly T[])[] {
  if (edits.length === 0) return [[]];
  const first = new Map<string, T>();
  for (const edit of edits) if (!first.has(deviceOf(edit))) first.set(deviceOf(edit), edit);
  return [...first.values()].flatMap((next) =>
    arrivalOrders(edits.filter((edit) => edit !== next), deviceOf).map((rest) => [next, ...rest]),
  );
}
