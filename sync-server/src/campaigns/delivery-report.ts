// What an admin is told of delivery: by whom, and how many receipts and messages need a look. Receipts that were refused
// belong to no workspace: they are counted for the whole server, from the audit log.
import type { Database } from "../db/database.ts";
import type { Vendor } from "./vendor-port.ts";

export interface DeliveryReport {
  /** smtp, http or simulated; null: no campaign can be sent. */
  readonly vendor: string | null;
  readonly simulated: boolean;
  readonly tellsLater: boolean;
  readonly receipts: {
    /** Kept, of this workspace; and when the last came. */
    readonly taken: number;
    readonly lastAt: string | null;
    /** Of messages that nobody knows, and with a wrong signature: of the whole server. */
    readonly unknown: number;
    readonly forged: number;
    readonly lastRefusedAt: string | null;
  };
  /** Messages that failed for good, and those of which nobody can tell. */
  readonly dead: number;
  readonly unknown: number;
}

export const REFUSED_EVENT = "receipts-refused" as const;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export async function deliveryReport({ sql }: Pick<Database, "sql">, vendor: Vendor | null, workspace: string): Promise<DeliveryReport> {
  const [receipts] = await sql<{ taken: number; at: number | null }[]>`select count(*) as taken, max(received_at) as at from campaign_receipt where workspace_id = ${workspace}`;
  const [messages] = await sql<{ dead: number; unknown: number }[]>`
    select count(*) filter (where status = 'FAILED') as dead, count(*) filter (where status = 'UNKNOWN') as unknown from campaign_message where workspace_id = ${workspace}`;
  const [refused] = await sql<{ unknown: number; forged: number; at: number | null }[]>`
    select coalesce(sum((detail->>'unknown')::bigint), 0)::bigint as unknown, coalesce(sum((detail->>'forged')::bigint), 0)::bigint as forged, (extract(epoch from max(at)) * 1000)::bigint as at
    from audit_log where workspace_id is null and event = ${REFUSED_EVENT}`;
  return {
    vendor: vendor?.name ?? null, simulated: vendor?.name === "simulated", tellsLater: vendor?.tellsLater ?? false,
    receipts: { taken: receipts?.taken ?? 0, lastAt: iso(receipts?.at ?? null), unknown: refused?.unknown ?? 0, forged: refused?.forged ?? 0, lastRefusedAt: iso(refused?.at ?? null) },
    dead: messages?.dead ?? 0, unknown: messages?.unknown ?? 0,
  };
}
