// The next rows of a workspace to be worked off: of the requests that are wholly there, oldest first.
import type { Database } from "../db/database.ts";
import type { IngestOf } from "./inbox.ts";
import type { CustomerRow } from "./rows/customer-row.ts";
import type { OrderRow } from "./rows/order-row.ts";

interface Common { readonly receipt: string; readonly row: number; readonly user: string; readonly unknown: "create" | "refuse"; readonly receivedAt: number }
export type Claimed = Common & ({ readonly of: "orders"; readonly body: OrderRow } | { readonly of: "customers"; readonly body: CustomerRow });

const RECEIPTS = 100;

/** In the order in which they came. Only whoever has the workspace's turn asks. */
export async function claimRows({ sql }: Pick<Database, "sql">, workspace: string, most: number): Promise<readonly Claimed[]> {
  const rows = await sql<(Common & { readonly of: IngestOf; readonly body: unknown })[]>`
    select next.id as receipt, taken.row, next.user_id as "user", next.unknown, next.received_at as "receivedAt", next.of, taken.body
    from (
      select id, user_id, unknown, received_at, of from ingest_receipt
      where workspace_id = ${workspace} and finished_at is null and ready and accepted > done + failed order by received_at, id limit ${RECEIPTS}
    ) next cross join lateral (
      select row, body from ingest_row where workspace_id = ${workspace} and receipt_id = next.id order by row limit ${most}
    ) taken limit ${most}`;
  return rows as readonly Claimed[];
}

const digits = (value: number, length: number): string => String(value).padStart(length, "0");

/** Of several versions of one thing the one with the highest rank stands, in whatever order they come: first its own revision says, then when it was received. */
export const rankOf = ({ receivedAt, receipt, row }: Common, revision = 0): string => `${digits(revision, 13)} ${digits(receivedAt, 15)} ${receipt} ${digits(row, 8)}`;
