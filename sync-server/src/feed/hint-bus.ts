// What carries hints between servers: short texts, each to whoever listens at the moment. It may lose, repeat and reorder
// them. Here it is PostgreSQL's NOTIFY; anything else that carries texts can stand in its place.
import type { Database } from "../db/database.ts";

export interface HintBus {
  /** UTF-8 bytes that one text may hold. */
  readonly longest: number;
  tell(text: string): Promise<void>;
  /** Resolves, once it listens, with what ends it. What this server tells it hears as well. */
  hear(heard: (text: string) => void): Promise<() => Promise<void>>;
}

/** NOTIFY takes less than 8000 bytes. */
const LONGEST = 7900;

/** What is spoken of on it. */
export type Channel = "outrider_feed" | "outrider_presence";

/** Null on the embedded database, which has one server. */
export function notifyBus({ sql, listen }: Pick<Database, "sql" | "listen">, channel: Channel): HintBus | null {
  if (!listen) return null;
  return {
    longest: LONGEST,
    // All servers of a database send one after the other, each holding a lock until its commit is on the disk. A hint
    // need not be: nothing hangs on it, and what it speaks of is there already.
    async tell(text) {
      await sql`select set_config('synchronous_commit', 'off', true), pg_notify(${channel}, ${text})`;
    },
    hear: (heard) => listen(channel, heard),
  };
}
