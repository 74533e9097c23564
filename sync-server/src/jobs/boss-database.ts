// How pg-boss reaches the database. PostgreSQL: by a pool of its own (its driver sends several statements in one text,
// with BEGIN in it, which a shared pool would not take). Embedded: through the one connection there is, each text whole, so
// that nothing comes between its BEGIN and its COMMIT; a text that fails leaves no transaction open behind it.
import type { Sql, Transaction } from "../db/client.ts";

export interface BossDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What pg-boss leaves open is null to its own driver. */
const given = (values: unknown[]) => values.map((value) => value ?? null) as NonNullable<Parameters<Sql["unsafe"]>[1]>;

export const throughOneConnection = (sql: Sql): BossDatabase => ({
  async executeSql(text, values = []) {
    if (values.length > 0) return { rows: [...(await sql.unsafe(text, given(values)))] };
    try {
      return { rows: flat(await sql.unsafe(text).simple()) };
    } catch (error) {
      await sql.unsafe("rollback").simple();
      throw error;
    }
  },
});

/** Within a transaction of ours: a job that is sent there is there if the transaction is. */
export const throughTransaction = (tx: Transaction): BossDatabase => ({
  executeSql: async (text, values = []) => ({ rows: [...(await tx.unsafe(text, given(values)))] }),
});

/** Several statements answer a list of lists. */
const flat = (answer: readonly unknown[]): unknown[] => answer.flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]));
