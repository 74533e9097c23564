// Reads of a transaction, gathered: what is asked for in one go is one statement, so one trip to the database and one
// snapshot. Each part of it answers with its rows as one JSON value.
import type { Fragment } from "postgres";
import type { Sql, Transaction } from "../db/client.ts";

export interface Reads {
  /** The rows of the query, with the other reads that are started before anything is awaited. */
  rows<T>(query: Fragment): Promise<readonly T[]>;
}

interface Asked { readonly query: Fragment; readonly resolve: (rows: readonly never[]) => void; readonly reject: (error: unknown) => void }

export function createReads(sql: Sql | Transaction): Reads {
  let asked: Asked[] = [];

  async function ask(parts: readonly Asked[]): Promise<void> {
    const columns = parts.map(({ query }, index) => {
      const column = sql`(select coalesce(json_agg(part), '[]') from (${query}) part) as ${sql(`part${index}`)}`;
      return index === 0 ? column : sql`, ${column}`;
    });
    const [answer] = await sql<Record<string, readonly never[]>[]>`select ${columns}`;
    parts.forEach(({ resolve }, index) => resolve(answer?.[`part${index}`] ?? []));
  }

  function flush(): void {
    const parts = asked;
    asked = [];
    ask(parts).catch((error: unknown) => parts.forEach(({ reject }) => reject(error)));
  }

  return {
    rows: (query) =>
      new Promise((resolve, reject) => {
        if (asked.length === 0) queueMicrotask(flush);
        asked.push({ query, resolve, reject });
      }),
  };
}
