/** What the audit log of a test's server has of one event, oldest first: its details. */
import { asc, eq } from "drizzle-orm";
import type { AuditEvent } from "../auth/audit.ts";
import { auditLog } from "../db/schema/auth.ts";
import type { TestServer } from "./test-server.ts";

export const auditOf = async ({ feed }: TestServer, event: AuditEvent): Promise<readonly unknown[]> =>
  (await feed.database().drizzle.select({ detail: auditLog.detail }).from(auditLog).where(eq(auditLog.event, event)).orderBy(asc(auditLog.id))).map(({ detail }) => detail);
