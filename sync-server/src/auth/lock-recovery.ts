/**
 * What opens a device's lock when its PIN is forgotten: a secret the device made, kept here encrypted, and handed out to
 * its own person alone, within minutes of signing in. Invariant: it opens nothing by itself, because what it unwraps is
 * on the device only; a session that is older than that, a revoked device, and anybody else get nothing.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import { knownDevice, session } from "../db/schema/auth.ts";
import type { Clock } from "../platform/clock.ts";
import type { DeviceClaim } from "./known-devices.ts";

export const FRESH_MS = 10 * 60_000;

export type LockRecovery = {
  /** null: there is no lock any more. False where it is no device of this person. */
  keep(claim: DeviceClaim, secret: string | null): Promise<boolean>;
  give(claim: DeviceClaim, sessionId: string): Promise<Result<string, "sign-in-again" | "not-found">>;
};

type Deps = { readonly database: Database; readonly clock: Clock; /** 32 bytes. */ readonly key: Buffer; readonly isToken: (claim: DeviceClaim) => boolean };

const IV = 12;
const TAG = 16;

export const createLockRecovery = ({ database, clock, key, isToken }: Deps): LockRecovery => {
  const orm = database.drizzle;
  const ofDevice = ({ workspaceId, id, userId }: DeviceClaim) => and(eq(knownDevice.workspaceId, workspaceId), eq(knownDevice.deviceId, id), eq(knownDevice.userId, userId), isNull(knownDevice.revokedAt));

  const encrypt = (secret: string): string => {
    const iv = randomBytes(IV);
    const cipher = createCipheriv("aes-256-gcm", key, iv);
    const data = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), data]).toString("base64url");
  };
  const decrypt = (kept: string): string => {
    const bytes = Buffer.from(kept, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString("utf8");
  };

  return {
    async keep(claim, secret) {
      if (!isToken(claim)) return false;
      const kept = await orm.update(knownDevice).set({ recovery: secret === null ? null : encrypt(secret) }).where(ofDevice(claim)).returning({ id: knownDevice.deviceId });
      // The device throws its own way to the key away once this has answered.
      await database.sync();
      return kept.length > 0;
    },
    async give(claim, sessionId) {
      if (!isToken(claim)) return err("not-found");
      const fresh = await orm.select({ id: session.id }).from(session).where(and(eq(session.id, sessionId), gt(session.createdAt, new Date(clock.now() - FRESH_MS))));
      if (fresh.length === 0) return err("sign-in-again");
      const [found] = await orm.select({ recovery: knownDevice.recovery }).from(knownDevice).where(ofDevice(claim));
      const kept = found?.recovery ?? null;
      return kept === null ? err("not-found") : ok(decrypt(kept));
    },
  };
};
