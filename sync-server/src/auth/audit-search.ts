/**
 * Looking through the audit log: what belongs to one workspace, and what its members did where no workspace is named
 * (signing in, trying to), and what concerns the whole server. It writes nothing and knows no role.
 */
import type { Database } from "../db/database.ts";

export type AuditWanted = {
  readonly workspaceId: string;
  /** Part of an event, a name, an address or the detail. */
  readonly words?: string | undefined;
  readonly event?: string | undefined;
  readonly userId?: string | undefined;
  /** ms since 1970: from, and up to but without. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Rows older than this one. */
  readonly before?: number | undefined;
  readonly limit: number;
};

export type AuditRow = {
  readonly id: number;
  /** ms since 1970. */
  readonly at: number;
  readonly event: string;
  readonly userId: string | null;
  /** The person's name; null where it is not known (any more). */
  readonly name: string | null;
  readonly address: string | null;
  readonly detail: Readonly<Record<string, string>>;
  readonly erased: boolean;
};

/** Newest first. */
export type AuditSearch = (wanted: AuditWanted) => Promise<readonly AuditRow[]>;

const pattern = (words: string): string => `%${words.replace(/[\\%_]/g, "\\$&")}%`;

export const createAuditSearch = ({ sql }: Pick<Database, "sql">): AuditSearch => async ({ workspaceId, words = "", event, userId, from, to, before, limit }) => {
  const like = pattern(words.trim());
  return await sql<AuditRow[]>`
    with member as materialized (
      select person.id, lower(person.email) as email from record join "user" person on person.id::text = record.id
      where record.workspace_id = ${workspaceId} and record.kind = 'member'
    )
    select log.id, (extract(epoch from log.at) * 1000)::bigint as at, log.event, log.user_id::text as "userId", person.name, log.remote_address as address, log.detail, log.erased_at is not null as erased
    from audit_log log left join "user" person on person.id = log.user_id
    where (log.workspace_id = ${workspaceId} or (log.workspace_id is null and (
        log.event = 'receipts-refused' or log.user_id in (select id from member) or lower(log.detail->>'email') in (select email from member)
      )))
      ${event === undefined ? sql`` : sql`and log.event = ${event}`}
      ${userId === undefined ? sql`` : sql`and log.user_id = ${userId}`}
      ${from === undefined ? sql`` : sql`and log.at >= ${new Date(from).toISOString()}::timestamptz`}
      ${to === undefined ? sql`` : sql`and log.at < ${new Date(to).toISOString()}::timestamptz`}
      ${before === undefined ? sql`` : sql`and log.id < ${before}`}
      ${words.trim() === "" ? sql`` : sql`and (log.event ilike ${like} or person.name ilike ${like} or person.email ilike ${like} or log.remote_address ilike ${like} or log.detail::text ilike ${like})`}
    order by log.id desc limit ${limit}`;
};
