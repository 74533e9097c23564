// Tables beside the migrated ones, in a schema of their own: what can be made anew at any time, is in no backup and no
// migration knows. Invariant: of another version they are thrown away and made anew, once, however many servers start together.
import type { Sql } from "./client.ts";

export interface OwnSchema {
  /** A plain name in lower case: it stands in statements. */
  readonly name: string;
  readonly version: number;
  /** Nobody else's among the advisory locks. */
  readonly lock: number;
  /** Statements that make what is in it. */
  readonly makes: readonly string[];
}

/** Makes it where it is not there, or is of another version. */
export const openOwnSchema = (sql: Sql, { name, version, lock, makes }: OwnSchema): Promise<void> =>
  sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${lock})`;
    const [known] = await tx<{ version: string | null }[]>`select obj_description(oid, 'pg_namespace') as version from pg_namespace where nspname = ${name}`;
    if (known?.version === String(version)) return;
    if (known) await tx.unsafe(`drop schema ${name} cascade`);
    await tx.unsafe(`create schema ${name}`);
    for (const statement of makes) await tx.unsafe(statement);
    await tx.unsafe(`comment on schema ${name} is '${version}'`);
  }).then(() => undefined);
