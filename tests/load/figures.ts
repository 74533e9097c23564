// What a load is condensed to. Pure; never changes the list it is given.

export interface Sample { /** ms */ readonly at: number; readonly value: number }

/** The value below which the share `q` (0 to 1) of the values lies, by nearest rank; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const list = values.toSorted((a, b) => a - b);
  return list[Math.min(list.length - 1, Math.max(0, Math.ceil(q * list.length) - 1))] ?? Number.NaN;
}

/** The slope of the straight line that fits best, in units of the values per minute; NaN of fewer than two. */
export function slopePerMinute(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [at, value] = [mean((sample) => sample.at), mean((sample) => sample.value)];
  const over = samples.reduce((sum, sample) => sum + (sample.at - at) * (sample.value - value), 0);
  const under = samples.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0);
  return (over / under) * 60_000;
}

/** The least value of each span of so many ms: a heap rises and falls by itself, and what it falls to is what it holds. */
export function floors(samples: readonly Sample[], spanMs: number): readonly Sample[] {
  const least = new Map<number, Sample>();
  for (const sample of samples) {
    const span = Math.floor(sample.at / spanMs);
    const known = least.get(span);
    if (known === undefined || sample.value < known.value) least.set(span, sample);
  }
  return [...least.values()];
}
