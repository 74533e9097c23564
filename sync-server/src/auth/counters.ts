/**
 * Counts how often somebody does something in a window. Where several servers may share a PostgreSQL they count there
 * together, each time in one statement that waits for no disk; the embedded database has one server, which counts in
 * memory. Invariant: a limit is one limit, however many servers answer; where the database does not, each server counts
 * for itself. Whose a count is stands in the database as a hash alone.
 */
import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../db/database.ts";

export interface Limit {
  /** Names the count: no two limits share one. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** How a count stands after it was added to. */
export interface Count { readonly allowed: boolean; readonly left: number; readonly msBeforeNext: number }

export interface Counter {
  add(whose: string): Promise<Count>;
  /** Takes one back. */
  giveBack(whose: string): Promise<void>;
  forget(whose: string): Promise<void>;
}

export type CreateCounter = (limit: Limit) => Counter;

const countOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): Count => ({ allowed, left: Math.max(0, remainingPoints), msBeforeNext: Math.max(0, msBeforeNext) });

function counterBy(limiter: RateLimiterMemory | RateLimiterPostgres, keyOf: (whose: string) => string): Counter {
  return {
    async add(whose) {
      try {
        return countOf(await limiter.consume(keyOf(whose)), true);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return countOf(refused, false);
        throw refused;
      }
    },
    async giveBack(whose) {
      await limiter.reward(keyOf(whose));
    },
    async forget(whose) {
      await limiter.delete(keyOf(whose));
    },
  };
}

const inMemory = ({ name, points, seconds }: Limit): RateLimiterMemory => new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

export const memoryCounters: CreateCounter = (limit) => counterBy(inMemory(limit), (whose) => whose);

const hashed = (whose: string): string => createHash("sha256").update(whose).digest("base64url");

interface Query { readonly text: string; readonly values: (string | number | null)[] }

export const createCounters = ({ kind, sql }: Pick<Database, "kind" | "sql">): CreateCounter => {
  if (kind === "pglite") return memoryCounters;
  const storeClient = {
    async query({ text, values }: Query) {
      const rows = await sql.unsafe(text, values, { prepare: true });
      return { rows, rowCount: rows.count };
    },
  };
  return (limit) => {
    const { name, points, seconds } = limit;
    const limiter = new RateLimiterPostgres({
      storeClient, storeType: "client", tableName: "request_count", tableCreated: true, clearExpiredByTimeout: false,
      keyPrefix: name, points, duration: seconds, insuranceLimiter: inMemory(limit),
      // Whoever goes on in spite of being refused costs the database nothing more.
      inMemoryBlockOnConsumed: points + 1,
    });
    return counterBy(limiter, hashed);
  };
};

/** Throws away up to `limit` counts whose time is over; answers how many. `now`: ms. */
export async function dropOldCounts({ sql }: Pick<Database, "sql">, now: number, limit: number): Promise<number> {
  const rows = await sql`delete from request_count where key in (select key from request_count where expire <= ${now} limit ${limit}) returning 1 as gone`;
  return rows.length;
}
