/**
 * What opens a device's lock when its PIN is forgotten: a secret the device made, kept here encrypted, and handed out to
 * its own person alone, within minutes of signing in. Invariant: it opens nothing by itself, because what it unwraps is
 * on the device only; a session that is older than that, a revoked device, and anybody else get nothing.
 */
import { and, eq, isNull } from "drizzle-orm";
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import { knownDevice } from "../db/schema/auth.ts";
import { createSealer } from "../platform/sealed-text.ts";
import type { DeviceClaim } from "./known-devices.ts";
import type { Sessions } from "./sessions.ts";

export type LockRecovery = {
  /** null: there is no lock any more. False where it is no device of this person. */
  keep(claim: DeviceClaim, secret: string | null): Promise<boolean>;
  give(claim: DeviceClaim, sessionId: string): Promise<Result<string, "sign-in-again" | "not-found">>;
};

type Deps = { readonly database: Database; readonly sessions: Pick<Sessions, "isFresh">; /** 32 bytes. */ readonly key: Buffer; readonly isToken: (claim: DeviceClaim) => boolean };

export const createLockRecovery = ({ database, sessions, key, isToken }: Deps): LockRecovery => {
  const orm = database.drizzle;
  const { seal, open } = createSealer(key);
  const ofDevice = ({ workspaceId, id, userId }: DeviceClaim) => and(eq(knownDevice.workspaceId, workspaceId), eq(knownDevice.deviceId, id), eq(knownDevice.userId, userId), isNull(knownDevice.revokedAt));

  return {
    async keep(claim, secret) {
      if (!isToken(claim)) return false;
      const kept = await orm.update(knownDevice).set({ recovery: secret === null ? null : seal(secret) }).where(ofDevice(claim)).returning({ id: knownDevice.deviceId });
      // The device throws its own way to the key away once this has answered.
      await database.sync();
      return kept.length > 0;
    },
    async give(claim, sessionId) {
      if (!isToken(claim)) return err("not-found");
      if (!(await sessions.isFresh(sessionId))) return err("sign-in-again");
      const [found] = await orm.select({ recovery: knownDevice.recovery }).from(knownDevice).where(ofDevice(claim));
      const kept = found?.recovery ?? null;
      return kept === null ? err("not-found") : ok(open(kept));
    },
  };
};
