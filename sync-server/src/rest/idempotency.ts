/**
 * Calls that may come again: under the name that their caller gave them, each is done once and answered alike, also after a
 * restart. Invariant: the name stands in the database before the work begins, with the name of the edit it will be; so one
 * that was cut off is done on under the same name, and the door applies it once.
 */
import { DAY_MS } from "@outrider/shared/kernel";
import { and, eq, isNull, sql } from "drizzle-orm";
import { hashToken } from "../auth/hash-token.ts";
import type { Database } from "../db/database.ts";
import { idempotency } from "../db/schema/rest.ts";
import type { Clock, Random } from "../platform/clock.ts";

export interface Claim { readonly workspaceId: string; readonly userId: string; readonly key: string; /** Method, address and body. */ readonly call: string }
export interface Kept { readonly status: number; readonly answer: string }

export type Claimed =
  | { readonly is: "begun"; readonly edit: string }
  | { readonly is: "answered"; readonly kept: Kept }
  /** The name stands for another call. */
  | { readonly is: "another" };

export interface Idempotency {
  claim(claim: Claim): Promise<Claimed>;
  /** Durable when it answers; gives what was kept first. */
  keep(claim: Claim, kept: Kept): Promise<Kept>;
}

/** Names are remembered for so long. */
export const REMEMBERED_MS = 7 * DAY_MS;

export const createIdempotency = ({ database, clock, random }: { readonly database: Pick<Database, "drizzle" | "sync">; readonly clock: Clock; readonly random: Random }): Idempotency => {
  const { drizzle: orm, sync } = database;
  const named = ({ workspaceId, userId, key }: Claim) => and(eq(idempotency.workspaceId, workspaceId), eq(idempotency.userId, userId), eq(idempotency.keyHash, hashToken(key)));
  const find = async (claim: Claim) => (await orm.select().from(idempotency).where(named(claim)))[0];
  return {
    async claim(claim) {
      const { workspaceId, userId, key, call } = claim;
      const now = clock.now();
      const fresh = { fingerprint: hashToken(call), edit: random.uuid(), at: now, status: null, answer: null };
      // A name that is old enough to be forgotten, and was not yet, begins anew.
      const made = await orm
        .insert(idempotency)
        .values({ workspaceId, userId, keyHash: hashToken(key), ...fresh })
        .onConflictDoUpdate({ target: [idempotency.workspaceId, idempotency.userId, idempotency.keyHash], set: fresh, setWhere: sql`${idempotency.at} < ${now - REMEMBERED_MS}` })
        .returning({ edit: idempotency.edit });
      if (made[0] !== undefined) {
        await sync();
        return { is: "begun", edit: made[0].edit };
      }
      const found = await find(claim);
      if (found === undefined || found.fingerprint !== fresh.fingerprint) return { is: "another" };
      return found.status === null || found.answer === null ? { is: "begun", edit: found.edit } : { is: "answered", kept: { status: found.status, answer: found.answer } };
    },
    async keep(claim, kept) {
      const first = await orm.update(idempotency).set(kept).where(and(named(claim), isNull(idempotency.status))).returning({ edit: idempotency.edit });
      await sync();
      if (first.length > 0) return kept;
      const found = await find(claim);
      return found?.status === undefined || found.status === null || found.answer === null ? kept : { status: found.status, answer: found.answer };
    },
  };
};

/** Forgets old names, `limit` at once; answers how many. */
export async function dropOldNames({ sql: db }: Pick<Database, "sql">, now: number, limit: number): Promise<number> {
  const gone = await db`
    delete from idempotency where ctid in (select ctid from idempotency where at < ${now - REMEMBERED_MS} limit ${limit}) returning 1`;
  return gone.length;
}
