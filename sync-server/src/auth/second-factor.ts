/**
 * The second step of a sign-in: a code of an authenticator app (TOTP, RFC 6238), or one of ten recovery codes.
 * Invariant: the secret is encrypted and shown once, while it is set up; it counts only once a first code was right; each
 * code is taken once, and so is each recovery code, of which only hashes are kept (120 random bits each, so one fast hash
 * is enough). Counts no guesses: that is its callers'.
 */
import { randomBytes } from "node:crypto";
import { and, count, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import type { Database } from "../db/database.ts";
import { recoveryCode, secondFactor } from "../db/schema/auth.ts";
import type { Clock } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import { hashToken } from "./hash-token.ts";

export type SecondFactorState = { readonly on: boolean; readonly recoveryCodesLeft: number };

export type SecondFactor = {
  isOn(userId: string): Promise<boolean>;
  /** Which of these have none. */
  without(userIds: readonly string[]): Promise<readonly string[]>;
  state(userId: string): Promise<SecondFactorState>;
  /** A new secret, for the app by its address or by hand; undefined where there is one in use. */
  begin(userId: string, email: string): Promise<{ readonly secret: string; readonly uri: string } | undefined>;
  /** The recovery codes, shown once; undefined where the code is wrong or nothing was begun. */
  confirm(userId: string, code: string): Promise<readonly string[] | undefined>;
  check(userId: string, code: string): Promise<"totp" | "recovery" | undefined>;
  /** Ten new ones; those before are void. */
  renewCodes(userId: string): Promise<readonly string[]>;
  remove(userId: string): Promise<void>;
};

type Deps = { readonly database: Database; readonly clock: Clock; readonly seal: Sealer };

const STEP_MS = 30_000;
const CODES = 10;
/** Letters and digits that are not taken for one another. */
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

const newCode = (): string => [...randomBytes(24)].map((byte, at) => `${at > 0 && at % 6 === 0 ? "-" : ""}${ALPHABET[byte % ALPHABET.length] ?? ""}`).join("");
/** As it was made, however it was typed. */
const plain = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
const totpOf = (secret: string, label: string): TOTP => new TOTP({ issuer: "Outrider", label, algorithm: "SHA1", digits: 6, period: STEP_MS / 1000, secret: Secret.fromBase32(secret) });

export const createSecondFactor = ({ database, clock, seal }: Deps): SecondFactor => {
  const orm = database.drizzle;
  const mine = (userId: string) => eq(secondFactor.userId, userId);

  const rowOf = async (userId: string) => (await orm.select().from(secondFactor).where(mine(userId)))[0];

  /** Takes the code's half minute, so that it is taken once. */
  const takeTotp = async (userId: string, sealed: string, code: string): Promise<boolean> => {
    const now = clock.now();
    const delta = totpOf(seal.open(sealed), "").validate({ token: code.replaceAll(/\s/g, ""), timestamp: now, window: 1 });
    if (delta === null) return false;
    const step = Math.floor(now / STEP_MS) + delta;
    const taken = await orm.update(secondFactor).set({ lastStep: step }).where(and(mine(userId), lt(secondFactor.lastStep, step))).returning({ userId: secondFactor.userId });
    return taken.length > 0;
  };
  const takeRecovery = async (userId: string, code: string): Promise<boolean> => {
    const taken = await orm.delete(recoveryCode).where(and(eq(recoveryCode.codeHash, hashToken(`${userId} ${plain(code)}`)), eq(recoveryCode.userId, userId))).returning({ userId: recoveryCode.userId });
    return taken.length > 0;
  };

  const renewCodes = async (userId: string): Promise<readonly string[]> => {
    const codes = Array.from({ length: CODES }, newCode);
    await orm.transaction(async (tx) => {
      await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
      await tx.insert(recoveryCode).values(codes.map((code) => ({ userId, codeHash: hashToken(`${userId} ${plain(code)}`) })));
    });
    await database.sync();
    return codes;
  };

  const isOn = async (userId: string): Promise<boolean> => ((await rowOf(userId))?.confirmedAt ?? null) !== null;

  return {
    isOn,
    async without(userIds) {
      if (userIds.length === 0) return [];
      const having = await orm.select({ userId: secondFactor.userId }).from(secondFactor).where(and(inArray(secondFactor.userId, [...userIds]), isNotNull(secondFactor.confirmedAt)));
      const have = new Set(having.map(({ userId }) => userId));
      return userIds.filter((id) => !have.has(id));
    },
    async state(userId) {
      const [left] = await orm.select({ count: count() }).from(recoveryCode).where(eq(recoveryCode.userId, userId));
      return { on: await isOn(userId), recoveryCodesLeft: left?.count ?? 0 };
    },
    async begin(userId, email) {
      const secret = new Secret({ size: 20 }).base32;
      const values = { secret: seal.seal(secret), lastStep: 0 };
      const begun = await orm
        .insert(secondFactor)
        .values({ userId, ...values })
        .onConflictDoUpdate({ target: secondFactor.userId, set: values, setWhere: isNull(secondFactor.confirmedAt) })
        .returning({ userId: secondFactor.userId });
      return begun.length === 0 ? undefined : { secret, uri: totpOf(secret, email).toString() };
    },
    async confirm(userId, code) {
      const row = await rowOf(userId);
      if (row === undefined || row.confirmedAt !== null || !(await takeTotp(userId, row.secret, code))) return undefined;
      // Another setting up in between has another secret: what was confirmed is not that.
      const confirmed = await orm
        .update(secondFactor)
        .set({ confirmedAt: new Date(clock.now()) })
        .where(and(mine(userId), eq(secondFactor.secret, row.secret), isNull(secondFactor.confirmedAt)))
        .returning({ userId: secondFactor.userId });
      return confirmed.length === 0 ? undefined : renewCodes(userId);
    },
    async check(userId, code) {
      const [row] = await orm.select().from(secondFactor).where(and(mine(userId), isNotNull(secondFactor.confirmedAt)));
      if (row === undefined) return undefined;
      if (await takeTotp(userId, row.secret, code)) return "totp";
      return (await takeRecovery(userId, code)) ? "recovery" : undefined;
    },
    renewCodes,
    async remove(userId) {
      await orm.transaction(async (tx) => {
        await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
        await tx.delete(secondFactor).where(mine(userId));
      });
      await database.sync();
    },
  };
};
