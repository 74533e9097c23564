// The same few figures for each owner, source or industry. Groups without a name are one, told as "".
export interface BreakdownRow {
  readonly key: string;
  /** Leads that came in the period. */
  readonly leads: number;
  /** Open now, in the base currency. */
  readonly open: number;
  readonly pipeline: number;
  readonly won: number;
  readonly wonValue: number;
  readonly lost: number;
  /** Logged in the period. */
  readonly activities: number;
  /** Days from opening to winning, over what was won; null: nothing was. */
  readonly cycle: number | null;
}
/** To be added to. */
export type Counting = { -readonly [K in Exclude<keyof BreakdownRow, "cycle">]: BreakdownRow[K] } & { cycleDays: number; cycles: number };

export interface Breakdown {
  of(key: string): Counting;
  /** What weighs most first: won, then open, then all else. */
  rows(): readonly BreakdownRow[];
}

export function createBreakdown(): Breakdown {
  const rows = new Map<string, Counting>();
  return {
    of(key) {
      const known = rows.get(key);
      if (known) return known;
      const made: Counting = { key, leads: 0, open: 0, pipeline: 0, won: 0, wonValue: 0, lost: 0, activities: 0, cycleDays: 0, cycles: 0 };
      rows.set(key, made);
      return made;
    },
    rows: () =>
      [...rows.values()]
        .map(({ cycleDays, cycles, ...row }) => ({ ...row, cycle: cycles === 0 ? null : cycleDays / cycles }))
        .sort((a, b) => b.wonValue - a.wonValue || b.pipeline - a.pipeline || b.leads + b.activities - a.leads - a.activities || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  };
}

/** Of what was decided, how much was won, in percent; null: nothing was decided. */
export const winRate = (won: number, lost: number): number | null => (won + lost === 0 ? null : (won / (won + lost)) * 100);
