// The tables of this program as the database's own catalogue has them, so that a table added later is in a backup by
// itself. It decides nothing about rows.
import type { Sql, Transaction } from "../db/client.ts";

export interface Table { readonly name: string; readonly columns: readonly Column[] }
/** `type` as SQL names it. */
interface Column { readonly name: string; readonly type: string; readonly identity: boolean }

/** Good for seconds or minutes, and of no use to whom a backup is for: their rows are in none, and count for nothing. */
export const PASSING: ReadonlySet<string> = new Set(["sync_ticket", "request_count"]);

/** Tables that others point at come before those that point. */
export async function tablesOf(sql: Sql | Transaction): Promise<readonly Table[]> {
  const columns = await sql<{ table: string; name: string; type: string; identity: boolean }[]>`
    select class.relname as table, attribute.attname as name, format_type(attribute.atttypid, attribute.atttypmod) as type, attribute.attidentity <> '' as identity
    from pg_class class join pg_namespace space on space.oid = class.relnamespace join pg_attribute attribute on attribute.attrelid = class.oid
    where space.nspname = 'public' and class.relkind in ('r', 'p') and not class.relispartition and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = class.oid and deptype = 'e')
    order by class.relname, attribute.attnum`;
  const links = await sql<{ from: string; to: string }[]>`
    select source.relname as "from", target.relname as "to" from pg_constraint
    join pg_class source on source.oid = conrelid join pg_class target on target.oid = confrelid where contype = 'f' and source.oid <> target.oid`;
  const byName = new Map<string, Column[]>();
  for (const { table, ...column } of columns) byName.set(table, [...(byName.get(table) ?? []), column]);
  const ordered: Table[] = [];
  const placed = new Set<string>();
  const place = (name: string): void => {
    if (placed.has(name)) return;
    placed.add(name);
    for (const { from, to } of links) if (from === name) place(to);
    const found = byName.get(name);
    if (found) ordered.push({ name, columns: found });
  };
  for (const name of byName.keys()) place(name);
  return ordered;
}

/** The migrations these tables have had. */
export async function migrationsOf(sql: Sql | Transaction): Promise<readonly number[]> {
  const rows = await sql<{ at: number }[]>`select created_at as at from drizzle.__drizzle_migrations order by created_at`;
  return rows.map(({ at }) => at);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
