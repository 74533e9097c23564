// What each table holds, as a count and a sum over its rows that does not depend on their order, so that two databases can
// be compared, of whatever kind they are. Knows nothing of what the rows mean.
import type { Database } from "../db/database.ts";
import { PASSING, quoted, tablesOf } from "./tables.ts";

/** sum: of the first 64 bits of each row's MD5, as a decimal number. */
export interface TableSum { readonly table: string; readonly rows: number; readonly sum: string }

/** Of all tables that count, by name, at one moment. */
export async function tableSums({ sql }: Pick<Database, "sql">): Promise<readonly TableSum[]> {
  return await sql.begin("isolation level repeatable read read only", async (tx) => {
    // A value has one text, wherever it is read.
    await tx`set local timezone = 'UTC'`;
    await tx`set local datestyle = 'ISO'`;
    await tx`set local extra_float_digits = 3`;
    await tx`set local bytea_output = 'hex'`;
    const sums: TableSum[] = [];
    for (const { name, columns } of await tablesOf(tx)) {
      if (PASSING.has(name)) continue;
      const row = columns.map((column) => `${quoted(column.name)}::text`).join(", ");
      const [found] = await tx.unsafe(`select count(*)::text as rows, coalesce(sum(('x' || substr(md5(row(${row})::text), 1, 16))::bit(64)::bigint), 0)::text as sum from ${quoted(name)}`);
      sums.push({ table: name, rows: Number(found?.["rows"]), sum: String(found?.["sum"]) });
    }
    return sums.sort((one, other) => (one.table < other.table ? -1 : 1));
  }) as readonly TableSum[];
}

/** The tables that are not the same in both, each with what it has here and there. */
export function differing(here: readonly TableSum[], there: readonly TableSum[]): readonly string[] {
  const other = new Map(there.map((one) => [one.table, one]));
  const unknown = there.filter(({ table }) => !here.some((one) => one.table === table)).map(({ table }) => `${table}: only in the new one`);
  return [...here.flatMap(({ table, rows, sum }) => {
    const found = other.get(table);
    if (found?.rows === rows && found.sum === sum) return [];
    return [`${table}: ${rows} rows here, ${found === undefined ? "none of that name" : `${found.rows}${found.rows === rows ? " others" : ""}`} there`];
  }), ...unknown];
}
