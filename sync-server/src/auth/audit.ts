/** Writes down what matters for security: who, when, from where, what. Rows are only ever added. */
import type { Orm } from "../db/client.ts";
import { auditLog } from "../db/schema/auth.ts";

export type AuditEvent =
  | "instance-set-up"
  | "signed-in"
  | "sign-in-refused"
  | "sign-in-throttled"
  | "signed-out"
  | "session-revoked"
  | "device-revoked"
  | "device-unlocked"
  | "workspace-changed"
  | "api-key-made"
  | "api-key-revoked"
  | "invitation-made"
  | "invitation-withdrawn"
  | "invitation-accepted"
  | "registration-asked"
  | "registered"
  | "email-verified"
  | "password-reset-asked"
  | "password-reset"
  | "password-changed"
  | "password-change-refused"
  | "refresh-token-reused"
  | "developer-token"
  | "open-id-refused"
  | "open-id-linked"
  | "second-factor-asked"
  | "second-factor-refused"
  | "second-factor-set"
  | "second-factor-removed"
  | "recovery-codes-made"
  | "recovery-code-used"
  | "typing-refused"
  | "presence-refused";

export type AuditEntry = {
  readonly event: AuditEvent;
  readonly address: string;
  readonly userId?: string;
  readonly workspaceId?: string;
  readonly detail?: Readonly<Record<string, string>>;
};

export type Audit = (entry: AuditEntry) => Promise<void>;

export const createAudit =
  (orm: Orm): Audit =>
  async ({ event, address, userId, workspaceId, detail }) => {
    await orm.insert(auditLog).values({
      event,
      remoteAddress: address,
      userId: userId ?? null,
      workspaceId: workspaceId ?? null,
      detail: detail ?? {},
    });
  };
