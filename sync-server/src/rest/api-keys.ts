/**
 * Keys by which programs call: made by an admin, shown once, kept as a hash.
 * Invariant: the database is asked on every call, so a key that was revoked or has run out is refused at the next one.
 * It does not know what its maker may do: that is asked beside it, each time.
 */
import { hash32 } from "@outrider/shared/kernel";
import { and, desc, eq, isNull, lt, or } from "drizzle-orm";
import { hashToken } from "../auth/hash-token.ts";
import type { Database } from "../db/database.ts";
import { apiKey } from "../db/schema/rest.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { isScope, type Scope } from "./scopes.ts";

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly madeBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface KeyHolder { readonly keyId: string; readonly workspaceId: string; readonly userId: string; readonly scopes: readonly Scope[] }

export interface NewKey { readonly workspaceId: string; readonly userId: string; readonly name: string; readonly scopes: readonly Scope[]; readonly expiresAt: Date | null }

export interface ApiKeys {
  /** The key itself is in this answer and nowhere else. */
  make(key: NewKey): Promise<{ readonly key: string; readonly view: KeyView }>;
  list(workspaceId: string): Promise<readonly KeyView[]>;
  /** False where there is no such key, or it was revoked before. */
  revoke(workspaceId: string, id: string, by: string): Promise<boolean>;
  identify(key: string): Promise<KeyHolder | undefined>;
}

/** No access token begins so. */
export const KEY_BEGINNING = "ork_";
const PREFIX_LENGTH = 10;
const USED_AGAIN_MS = 60_000;
interface Found { readonly id: string; readonly workspaceId: string; readonly userId: string; readonly scopes: unknown; readonly expiresAt: number | null; readonly lastUsedAt: number | null }

/** What a key looks like: 256 random bits and a checksum, so that what is none is refused without a question to the database. */
const KEY = /^ork_([\w-]{43})([0-9a-f]{8})$/;

const checksum = (body: string): string => hash32(`api key ${body}`).toString(16).padStart(8, "0");
const isKey = (text: string): boolean => {
  const match = KEY.exec(text);
  return match !== null && checksum(match[1] ?? "") === match[2];
};

type Row = typeof apiKey.$inferSelect;

const viewOf = ({ id, name, prefix, scopes, userId, createdAt, expiresAt, lastUsedAt, revokedAt }: Row): KeyView => ({
  id, name, prefix, scopes: scopesOf(scopes), madeBy: userId, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null,
});

const scopesOf = (stored: unknown): readonly Scope[] => (Array.isArray(stored) ? stored.filter(isScope) : []);

export const createApiKeys = ({ database, clock, random }: { readonly database: Pick<Database, "drizzle" | "sql" | "sync">; readonly clock: Clock; readonly random: Random }): ApiKeys => {
  const { drizzle: orm, sql, sync } = database;
  return {
    async make({ workspaceId, userId, name, scopes, expiresAt }) {
      const body = random.token();
      const key = `${KEY_BEGINNING}${body}${checksum(body)}`;
      const [row] = await orm
        .insert(apiKey)
        .values({ id: random.uuid(), workspaceId, userId, name, prefix: key.slice(0, PREFIX_LENGTH), keyHash: hashToken(key), scopes: [...scopes], createdAt: new Date(clock.now()), expiresAt })
        .returning();
      if (row === undefined) throw new Error("a key was not kept");
      await sync();
      return { key, view: viewOf(row) };
    },
    async list(workspaceId) {
      const rows = await orm.select().from(apiKey).where(eq(apiKey.workspaceId, workspaceId)).orderBy(desc(apiKey.createdAt), apiKey.id);
      return rows.map(viewOf);
    },
    async revoke(workspaceId, id, by) {
      const gone = await orm
        .update(apiKey)
        .set({ revokedAt: new Date(clock.now()), revokedBy: by })
        .where(and(eq(apiKey.workspaceId, workspaceId), eq(apiKey.id, id), isNull(apiKey.revokedAt)))
        .returning({ id: apiKey.id });
      await sync();
      return gone.length > 0;
    },
    async identify(key) {
      if (!isKey(key)) return undefined;
      const now = clock.now();
      // Asked on every call: by a statement the database has planned already, in one trip (Drizzle's take two and a plan).
      const [row] = await sql<Found[]>`
        select id, workspace_id as "workspaceId", user_id as "userId", scopes,
          (extract(epoch from expires_at) * 1000)::bigint as "expiresAt", (extract(epoch from last_used_at) * 1000)::bigint as "lastUsedAt"
        from api_key where key_hash = ${hashToken(key)} and revoked_at is null`;
      if (row === undefined || (row.expiresAt !== null && row.expiresAt <= now)) return undefined;
      const stale = new Date(now - USED_AGAIN_MS);
      if (row.lastUsedAt === null || row.lastUsedAt < stale.getTime()) {
        await orm.update(apiKey).set({ lastUsedAt: new Date(now) }).where(and(eq(apiKey.id, row.id), or(isNull(apiKey.lastUsedAt), lt(apiKey.lastUsedAt, stale))));
      }
      return { keyId: row.id, workspaceId: row.workspaceId, userId: row.userId, scopes: scopesOf(row.scopes) };
    },
  };
};
