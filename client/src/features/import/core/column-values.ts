// The different values of each column with how often and where first they occur: what formats, questions and the
// report of dirt are decided from. Rows that cannot be used say nothing.
import type { Table } from "./table.ts";

export interface Seen { count: number; readonly line: number }
export type ColumnValues = ReadonlyMap<string, Seen>;

const formats = new WeakMap<ColumnValues, Map<unknown, unknown>>();

/** What a rule finds out about a column, found out once: questions are asked again at every answer. */
export function onceAbout<T>(values: ColumnValues, rule: (values: Iterable<string>) => T): T {
  const known = formats.get(values) ?? new Map<unknown, unknown>();
  formats.set(values, known);
  if (!known.has(rule)) known.set(rule, rule(values.keys()));
  return known.get(rule) as T;
}

const cache = new WeakMap<Table, readonly ColumnValues[]>();

type Counting = Map<string, Seen>[];

function count(table: Table, all: Counting, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const row = table.rows[at];
    if (!row || row.problem !== undefined) continue;
    for (const [column, values] of all.entries()) {
      const value = (row.cells[column] ?? "").trim();
      const seen = values.get(value);
      if (seen) seen.count += 1;
      else values.set(value, { count: 1, line: row.line });
    }
  }
}

/** One map a column, values trimmed, "" for empty ones. Counted once a table. */
export function columnValues(table: Table): readonly ColumnValues[] {
  const known = cache.get(table);
  if (known) return known;
  const all: Counting = table.columns.map(() => new Map());
  count(table, all, 0, table.rows.length);
  cache.set(table, all);
  return all;
}

const ROWS_AT_ONCE = 4_000;

/** Counts ahead, with pauses in which the page can draw. */
export async function countAhead(table: Table, pause: () => Promise<void>): Promise<void> {
  const all: Counting = table.columns.map(() => new Map());
  for (let at = 0; at < table.rows.length; at += ROWS_AT_ONCE) {
    if (at > 0) await pause();
    count(table, all, at, Math.min(at + ROWS_AT_ONCE, table.rows.length));
  }
  cache.set(table, all);
}

/** A few of a column's values, in one line. */
export function examplesOf(table: Table, column: number): string {
  const examples: string[] = [];
  for (const value of columnValues(table)[column]?.keys() ?? []) {
    if (value !== "") examples.push(value.slice(0, 60));
    if (examples.length === 3) break;
  }
  return examples.join(" · ");
}
