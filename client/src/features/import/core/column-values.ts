// The different values of each column with how often and where first they occur: what formats, questions and the
// report of dirt are decided from. Rows that cannot be used say nothing.
import type { Table } from "./table.ts";

export interface Seen { count: number; readonly line: number }
export type ColumnValues = ReadonlyMap<string, Seen>;

const cache = new WeakMap<Table, readonly ColumnValues[]>();

/** One map a column, values trimmed, "" for empty ones. Counted once a table. */
export function columnValues(table: Table): readonly ColumnValues[] {
  const known = cache.get(table);
  if (known) return known;
  const all = table.columns.map(() => new Map<string, Seen>());
  for (const row of table.rows) {
    if (row.problem !== undefined) continue;
    for (const [at, values] of all.entries()) {
      const value = (row.cells[at] ?? "").trim();
      const seen = values.get(value);
      if (seen) seen.count += 1;
      else values.set(value, { count: 1, line: row.line });
    }
  }
  cache.set(table, all);
  return all;
}
