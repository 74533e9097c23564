/** What matters for security, as it is written down: who, when, from where, what. How it is kept is audit-chain.ts's to know. */

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
  | "calendar-link-made"
  | "calendar-link-revoked"
  | "webhook-made"
  | "webhook-changed"
  | "webhook-removed"
  | "typing-refused"
  | "presence-refused"
  | "member-added"
  | "member-changed"
  | "definitions-changed"
  | "settings-changed"
  | "records-deleted"
  | "records-shared"
  | "profile-changed"
  | "exported"
  | "audit-exported"
  | "audit-erased"
  | "person-exported"
  | "person-erasure-asked"
  | "person-erased"
  | "retention"
  | "receipts-refused"
  | "campaign-commanded"
  | "suppression-changed"
  | "assistant-asked"
  | "hubspot-token-changed"
  | "assistant-model-changed";

export type AuditEntry = {
  readonly event: AuditEvent;
  readonly address: string;
  readonly userId?: string;
  readonly workspaceId?: string;
  readonly detail?: Readonly<Record<string, string>>;
};

export type Audit = (entry: AuditEntry) => Promise<void>;

/** What an edit of records is to say here: `seq` of its group, `at` the server's clock (ms), `user` who made it. */
export type AuditDue = {
  readonly seq: number;
  readonly at: number;
  readonly user: string;
  readonly event: AuditEvent;
  readonly detail: Readonly<Record<string, string>>;
};
