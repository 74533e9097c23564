// What lets the tables be spread over machines by workspace (docs/scale.md), as a rule over shapes of tables: everything
// a workspace has begins with its id, and nothing points from one workspace into another.

export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly notNull: boolean }[];
  readonly primaryKey: readonly string[];
  /** Of unique constraints and unique indexes; an expression is named "(expression)". */
  readonly uniques: readonly (readonly string[])[];
  readonly foreignKeys: readonly { readonly columns: readonly string[]; readonly table: string; readonly foreign: readonly string[] }[];
}

/** Tables that belong to no workspace, each with the reason; copied to every machine, or kept on one. */
export const GLOBAL_TABLES = {
  user: "a person may be in several workspaces",
  account: "a person's ways to sign in",
  session: "a person's sign-ins; asked for before it is known which workspace is meant",
  verification: "asked for by its secret alone",
  workspace: "the list of workspaces itself",
  invitation: "asked for by its secret alone, before the person belongs to a workspace",
  refresh_token: "asked for by its secret alone; goes with the session",
  second_factor: "part of a person's sign-in",
  recovery_code: "part of a person's sign-in",
  sync_ticket: "asked for by its secret alone; lives for seconds",
  api_key: "asked for by its secret alone; a few for each workspace",
  calendar_link: "asked for by its secret alone; a few for each person",
  audit_log: "also holds what belongs to no workspace, such as a sign-in that failed",
  request_count: "counted by address or person, whatever the workspace; thrown away after its window",
  audit_head: "where the chains of audit_log end, that of no workspace among them",
} as const satisfies Record<string, string>;

const ID = "workspace_id";

function problemsOfOne(table: TableShape, globals: ReadonlySet<string>): readonly string[] {
  const told = (what: string): string => `${table.name}: ${what}`;
  if (globals.has(table.name)) {
    return table.foreignKeys.filter((key) => !globals.has(key.table)).map((key) => told(`belongs to no workspace and points into ${key.table}`));
  }
  const id = table.columns.find(({ name }) => name === ID);
  return [
    ...(id === undefined ? [told(`has no ${ID} and is not named as global`)] : []),
    ...(id?.notNull === false ? [told(`${ID} may be null`)] : []),
    ...(table.primaryKey[0] === ID ? [] : [told(`its primary key begins with ${table.primaryKey[0] ?? "nothing"}`)]),
    ...table.uniques.filter(([first]) => first !== ID).map((columns) => told(`a unique index begins with ${columns[0] ?? "nothing"}`)),
    ...table.foreignKeys
      .filter((key) => !globals.has(key.table) && (key.columns[0] !== ID || key.foreign[0] !== ID))
      .map((key) => told(`a foreign key to ${key.table} does not begin with ${ID}`)),
  ];
}

export function spreadProblems(tables: readonly TableShape[], globals: ReadonlySet<string> = new Set(Object.keys(GLOBAL_TABLES))): readonly string[] {
  const names = new Set(tables.map(({ name }) => name));
  const gone = [...globals].filter((name) => !names.has(name)).map((name) => `${name}: named as global and not there`);
  return [...tables.flatMap((table) => problemsOfOne(table, globals)), ...gone];
}
