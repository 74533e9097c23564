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
type Counted = { -readonly [K in Exclude<keyof BreakdownRow, "cycle">]: BreakdownRow[K] } & { cycleDays: number; cycles: number };
type Countable = "leads" | "open" | "pipeline" | "won" | "wonValue" | "lost" | "activities" | "cycleDays" | "cycles";

export interface Breakdown {
  add(key: string, what: Partial<Record<Countable, number>>): void;
  /** What weighs most first: won, then open, then all else. */
  rows(): readonly BreakdownRow[];
}

export function createBreakdown(): Breakdown {
  const rows = new Map<string, Counted>();
  return {
    add(key, what) {
      let row = rows.get(key);
      if (!row) {
        row = { key, leads: 0, open: 0, pipeline: 0, won: 0, wonValue: 0, lost: 0, activities: 0, cycleDays: 0, cycles: 0 };
        rows.set(key, row);
      }
      for (const name of Object.keys(what) as Countable[]) row[name] += what[name] ?? 0;
    },
    rows: () =>
      [...rows.values()]
        .map(({ cycleDays, cycles, ...row }) => ({ ...row, cycle: cycles === 0 ? null : cycleDays / cycles }))
        .sort((a, b) => b.wonValue - a.wonValue || b.pipeline - a.pipeline || b.leads + b.activities - a.leads - a.activities || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  };
}

/** Of what was decided, how much was won, in percent; null: nothing was decided. */
export const winRate = (won: number, lost: number): number | null => (won + lost === 0 ? null : (won / (won + lost)) * 100);
