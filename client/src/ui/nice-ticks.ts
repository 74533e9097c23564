// The marks of a scale from nothing up to a figure: few, evenly apart, at round numbers. Pure.

const MOST = 4;

/** From 0 to the first mark not below `highest`. */
export function niceTicks(highest: number): readonly number[] {
  if (!(highest > 0) || !Number.isFinite(highest)) return [0, 1];
  const rough = highest / MOST;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((each) => power * each >= rough) ?? 10);
  // Things that are counted have no halves.
  const whole = highest <= MOST ? 1 : step;
  return Array.from({ length: Math.ceil(highest / whole - 1e-9) + 1 }, (_, at) => at * whole);
}
