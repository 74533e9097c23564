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
  | "invitation-made"
  | "invitation-withdrawn"
  | "invitation-accepted"
  | "webhook-made"
  | "webhook-changed"
  | "webhook-removed"
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
