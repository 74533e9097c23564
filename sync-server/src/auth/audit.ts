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
  | "invitation-made"
  | "invitation-withdrawn"
  | "invitation-accepted"
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
  | "audit-erased";

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
