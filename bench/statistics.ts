// Owns the two figures a bench condenses its samples to. Pure; never changes the list it is given.

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The value below which the share `q` (0 to 1) of the samples lies, by nearest rank; undefined of no samples. */
export const quantile = (values: readonly number[], q: number): number | undefined => {
  const list = sorted(values);
  return list[Math.min(list.length - 1, Math.max(0, Math.ceil(q * list.length) - 1))];
};

/** The middle value, or the mean of the two middle ones; undefined of no samples. */
export const median = (values: readonly number[]): number | undefined => {
  const list = sorted(values);
  const upper = list[Math.floor(list.length / 2)];
  const lower = list[Math.floor((list.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
};
