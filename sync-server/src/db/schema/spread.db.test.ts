// Every table there is, as the schema says it and as the migrations made it, can be spread by workspace. The tables are
// found, not named: whoever adds one is held to the rule.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { is } from "drizzle-orm";
import { getTableConfig, IndexedColumn, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { describeOnEachDatabase } from "../testing/each-database.ts";
import { spreadProblems, type TableShape } from "../testing/spread-rules.ts";

const byName = (tables: readonly TableShape[]): readonly TableShape[] => tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
const inOrder = (keys: readonly (readonly string[])[]): readonly (readonly string[])[] => keys.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
/** A database names them in whatever order it finds them. */
const inKeyOrder = (keys: TableShape["foreignKeys"]): TableShape["foreignKeys"] => keys.toSorted((a, b) => (a.columns.join() < b.columns.join() ? -1 : 1));

function shapeOf(table: PgTable): TableShape {
  const { name, columns, primaryKeys, uniqueConstraints, indexes, foreignKeys } = getTableConfig(table);
  const own = columns.filter(({ primary }) => primary).map((column) => column.name);
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, notNull: column.notNull })),
    primaryKey: own.length > 0 ? own : (primaryKeys[0]?.columns ?? []).map((column) => column.name),
    uniques: inOrder([
      ...columns.filter(({ isUnique }) => isUnique).map((column) => [column.name]),
      ...uniqueConstraints.map((unique) => unique.columns.map((column) => column.name)),
      ...indexes.filter(({ config }) => config.unique).map(({ config }) => config.columns.map((column) => (is(column, IndexedColumn) ? (column.name ?? "(expression)") : "(expression)"))),
    ]),
    foreignKeys: inKeyOrder(foreignKeys.map((key) => {
      const { columns: from, foreignTable, foreignColumns } = key.reference();
      return { columns: from.map((column) => column.name), table: getTableConfig(foreignTable).name, foreign: foreignColumns.map((column) => column.name) };
    })),
  };
}

async function schemaTables(): Promise<readonly TableShape[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !file.includes(".test."));
  const modules = await Promise.all(files.map((file) => import(join(import.meta.dirname, file)) as Promise<Record<string, unknown>>));
  return byName(modules.flatMap((module) => Object.values(module)).filter((value): value is PgTable => is(value, PgTable)).map(shapeOf));
}

describeOnEachDatabase("tables and workspaces", (database) => {
  /** What is in the database, whoever made it. */
  async function migratedTables(): Promise<readonly TableShape[]> {
    const { sql } = database();
    const names = await sql<{ name: string }[]>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`;
    const keys = await sql<{ table: string; primary: boolean; columns: string[] }[]>`
      select r.relname as table, i.indisprimary as primary,
        array(select coalesce(a.attname, '(expression)') from unnest(i.indkey) with ordinality k (attnum, n)
          left join pg_attribute a on a.attrelid = r.oid and a.attnum = k.attnum and k.attnum > 0 order by n)::text[] as columns
      from pg_index i join pg_class r on r.oid = i.indrelid where r.relnamespace = 'public'::regnamespace and i.indisunique`;
    const columns = await sql<{ table: string; name: string; notNull: boolean }[]>`
      select r.relname as table, a.attname as name, a.attnotnull as "notNull" from pg_attribute a join pg_class r on r.oid = a.attrelid
      where r.relnamespace = 'public'::regnamespace and r.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by a.attnum`;
    const foreign = await sql<{ from: string; table: string; columns: string[]; foreign: string[] }[]>`
      select r.relname as from, f.relname as table,
        array(select attname from unnest(c.conkey) with ordinality k (attnum, n) join pg_attribute a on a.attrelid = r.oid and a.attnum = k.attnum order by n)::text[] as columns,
        array(select attname from unnest(c.confkey) with ordinality k (attnum, n) join pg_attribute a on a.attrelid = f.oid and a.attnum = k.attnum order by n)::text[] as foreign
      from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_class f on f.oid = c.confrelid
      where c.contype = 'f' and r.relnamespace = 'public'::regnamespace`;
    return byName(names.map(({ name }) => ({
      name,
      columns: columns.filter(({ table }) => table === name).map((column) => ({ name: column.name, notNull: column.notNull })),
      primaryKey: keys.find(({ table, primary }) => table === name && primary)?.columns ?? [],
      uniques: inOrder(keys.filter(({ table, primary }) => table === name && !primary).map((key) => key.columns)),
      foreignKeys: inKeyOrder(foreign.filter(({ from }) => from === name).map((key) => ({ columns: key.columns, table: key.table, foreign: key.foreign }))),
    })));
  }

  it("S13 every table of a workspace begins with its id in each key, and no key leaves the workspace", async () => {
    const tables = await migratedTables();
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["record", "feed", "verdict", "device", "feed_head"]));
    expect(spreadProblems(tables)).toEqual([]);
  });

  it("S13 the schema says what the migrations made", async () => {
    const [said, made] = [await schemaTables(), await migratedTables()];
    expect(spreadProblems(said)).toEqual([]);
    expect(said).toEqual(made);
  });
});

describe("the rule itself", () => {
  const columns = [{ name: "workspace_id", notNull: true }, { name: "id", notNull: true }];
  const good: TableShape = { name: "good", columns, primaryKey: ["workspace_id", "id"], uniques: [["workspace_id", "name"]], foreignKeys: [] };
  const globals = new Set(["person"]);
  const person: TableShape = { name: "person", columns: [], primaryKey: ["id"], uniques: [["email"]], foreignKeys: [] };
  const problems = (table: Partial<TableShape>) => spreadProblems([person, good, { ...good, name: "t", ...table }], globals);

  it.each([
    ["a table without workspace", { columns: [], primaryKey: ["workspace_id"] }, /has no workspace_id/],
    ["a workspace that may be null", { columns: [{ name: "workspace_id", notNull: false }] }, /may be null/],
    ["a key that begins elsewhere", { primaryKey: ["id", "workspace_id"] }, /primary key begins with id/],
    ["no key at all", { primaryKey: [] }, /begins with nothing/],
    ["something unique across workspaces", { uniques: [["email"]] }, /unique index begins with email/],
    ["a foreign key across workspaces", { foreignKeys: [{ columns: ["id"], table: "good", foreign: ["id"] }] }, /foreign key to good/],
  ] as const)("S13 %s is noticed", (_what, table, told) => {
    expect(problems(table)).toEqual([expect.stringMatching(told)]);
  });

  it("S13 a key within the workspace or to a person is none of it, and a name without a table is noticed", () => {
    expect(problems({ foreignKeys: [{ columns: ["workspace_id", "id"], table: "good", foreign: ["workspace_id", "id"] }, { columns: ["by"], table: "person", foreign: ["id"] }] })).toEqual([]);
    expect(spreadProblems([good], globals)).toEqual(["person: named as global and not there"]);
    expect(spreadProblems([{ ...person, foreignKeys: [{ columns: ["a"], table: "good", foreign: ["id"] }] }, good], globals)).toEqual(["person: belongs to no workspace and points into good"]);
  });
});
