// Webhooks and their deliveries in the database. Invariants: a secret lies sealed and is shown once, when it is made; a
// delivery and its job are made in one transaction.
import type { Database } from "../db/database.ts";
import type { Transaction } from "../db/client.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";

/** What a receiver reads: the record as JSON, signed, or a line for Slack. */
export const SHAPES = ["json", "slack"] as const;
export type Shape = (typeof SHAPES)[number];

export interface WebhookView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly shape: Shape;
  readonly events: readonly string[];
  readonly active: boolean;
  /** Why it was switched off by itself. */
  readonly stoppedWhy: string | null;
  readonly failingSince: string | null;
  readonly createdAt: string;
}
export interface NewWebhook { readonly name: string; readonly url: string; readonly events: readonly string[]; readonly shape?: Shape | undefined }
export interface WebhookChange extends Partial<NewWebhook> { readonly active?: boolean }

export interface WebhookRow { readonly id: string; readonly url: string; readonly shape: Shape; readonly events: readonly string[]; readonly secret: string; readonly active: boolean; readonly createdAt: number; readonly name: string; readonly failingSince: number | null }

export interface DeliveryView {
  readonly id: string;
  readonly event: string;
  readonly record: string | null;
  readonly state: string;
  readonly tries: number;
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly excerpt: string | null;
  readonly at: string;
  readonly triedAt: string | null;
}
export interface DeliveryRow { readonly id: string; readonly webhookId: string; readonly event: string; readonly body: string; readonly state: string; readonly tries: number }
export interface NewDelivery { readonly id: string; readonly webhookId: string; readonly event: string; readonly recordId: string | null; readonly body: string }
export interface Attempt { readonly state: "waiting" | "sent" | "failed"; readonly status: number | null; readonly latencyMs: number; readonly excerpt: string }

export interface WebhookStore {
  list(workspace: string): Promise<readonly WebhookView[]>;
  create(workspace: string, by: string, given: NewWebhook): Promise<{ readonly webhook: WebhookView; readonly secret: string }>;
  change(workspace: string, id: string, change: WebhookChange): Promise<WebhookView | null>;
  renewSecret(workspace: string, id: string): Promise<string | null>;
  remove(workspace: string, id: string): Promise<boolean>;
  /** `tx`: within an open transaction, whose connection may be the only one there is. */
  active(workspace: string, tx?: Transaction): Promise<readonly WebhookRow[]>;
  row(workspace: string, id: string): Promise<WebhookRow | null>;
  secretOf(row: WebhookRow): string;
  insert(tx: Transaction, workspace: string, deliveries: readonly NewDelivery[]): Promise<void>;
  delivery(workspace: string, id: string): Promise<DeliveryRow | null>;
  deliveries(workspace: string, webhook: string, page: number, limit: number): Promise<{ readonly items: readonly DeliveryView[]; readonly total: number }>;
  /** Notes a try, and on the webhook whether it fails. */
  noted(workspace: string, delivery: DeliveryRow, attempt: Attempt): Promise<void>;
  again(tx: Transaction, workspace: string, webhook: string, delivery: string): Promise<boolean>;
  stop(workspace: string, id: string, why: string): Promise<void>;
  /** Which events of these records each webhook was told of. */
  toldOf(workspace: string, records: readonly string[]): Promise<readonly { readonly webhookId: string; readonly recordId: string; readonly event: string; readonly stage: string | null }[]>;
  waiting(most: number): Promise<readonly { readonly workspace: string; readonly id: string }[]>;
  /** Up to `limit` deliveries from before a time; answers how many went. */
  dropBefore(at: number, limit: number): Promise<number>;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export function createWebhookStore({ database, sealer, clock, random }: { readonly database: Database; readonly sealer: Sealer; readonly clock: Clock; readonly random: Random }): WebhookStore {
  const { sql, sync } = database;
  const newSecret = (): string => `whsec_${random.token()}`;
  const columns = sql`id, name, url, shape, events, secret, active, failing_since as "failingSince", stopped_why as "stoppedWhy", created_at as "createdAt"`;
  type Full = WebhookRow & { readonly stoppedWhy: string | null };
  const viewOf = ({ id, name, url, shape, events, active, stoppedWhy, failingSince, createdAt }: Full): WebhookView =>
    ({ id, name, url, shape, events, active, stoppedWhy, failingSince: iso(failingSince), createdAt: iso(createdAt) ?? "" });
  const full = async (workspace: string, id: string): Promise<Full | null> => (await sql<Full[]>`select ${columns} from webhook where workspace_id = ${workspace} and id = ${id}`)[0] ?? null;

  return {
    list: async (workspace) => (await sql<Full[]>`select ${columns} from webhook where workspace_id = ${workspace} order by created_at, id`).map(viewOf),
    async create(workspace, by, { name, url, events, shape = "json" }) {
      const [id, secret] = [random.uuid(), newSecret()];
      const [made] = await sql<Full[]>`
        insert into webhook (workspace_id, id, name, url, shape, events, secret, created_at, created_by)
        values (${workspace}, ${id}, ${name}, ${url}, ${shape}, ${JSON.stringify(events)}, ${sealer.seal(secret)}, ${clock.now()}, ${by}) returning ${columns}`;
      await sync();
      return { webhook: viewOf(made as Full), secret };
    },
    async change(workspace, id, { name, url, events, shape, active }) {
      const [changed] = await sql<Full[]>`
        update webhook set name = coalesce(${name ?? null}, name), url = coalesce(${url ?? null}, url), shape = coalesce(${shape ?? null}, shape), events = coalesce(${events ? JSON.stringify(events) : null}::json, events),
          active = coalesce(${active ?? null}, active), failing_since = ${active ? null : sql`failing_since`}, stopped_why = ${active ? null : sql`stopped_why`}
        where workspace_id = ${workspace} and id = ${id} returning ${columns}`;
      await sync();
      return changed ? viewOf(changed) : null;
    },
    async renewSecret(workspace, id) {
      const secret = newSecret();
      const changed = await sql`update webhook set secret = ${sealer.seal(secret)} where workspace_id = ${workspace} and id = ${id} returning id`;
      await sync();
      return changed.length > 0 ? secret : null;
    },
    async remove(workspace, id) {
      const gone = await sql.begin(async (tx) => {
        await tx`delete from webhook_delivery where workspace_id = ${workspace} and webhook_id = ${id}`;
        return await tx`delete from webhook where workspace_id = ${workspace} and id = ${id} returning id`;
      });
      await sync();
      return gone.length > 0;
    },
    active: async (workspace, tx) => await (tx ?? sql)<WebhookRow[]>`select ${columns} from webhook where workspace_id = ${workspace} and active`,
    row: full,
    secretOf: ({ secret }) => sealer.open(secret),
    async insert(tx, workspace, deliveries) {
      await tx`
        insert into webhook_delivery (workspace_id, id, webhook_id, event, record_id, body, at)
        select ${workspace}, row.id, row."webhookId", row.event, row."recordId", row.body, ${clock.now()}
        from json_to_recordset(${JSON.stringify(deliveries)}::json) as row (id text, "webhookId" text, event text, "recordId" text, body text)`;
    },
    async delivery(workspace, id) {
      const [row] = await sql<DeliveryRow[]>`select id, webhook_id as "webhookId", event, body, state, tries from webhook_delivery where workspace_id = ${workspace} and id = ${id}`;
      return row ?? null;
    },
    async deliveries(workspace, webhook, page, limit) {
      const rows = await sql<(Omit<DeliveryView, "at" | "triedAt"> & { at: number; triedAt: number | null })[]>`
        select id, event, record_id as record, state, tries, status, latency_ms as "latencyMs", excerpt, at, tried_at as "triedAt" from webhook_delivery
        where workspace_id = ${workspace} and webhook_id = ${webhook} order by at desc, id limit ${limit} offset ${(page - 1) * limit}`;
      const [count] = await sql<{ total: number }[]>`select count(*) as total from webhook_delivery where workspace_id = ${workspace} and webhook_id = ${webhook}`;
      return { items: rows.map((row) => ({ ...row, at: iso(row.at) ?? "", triedAt: iso(row.triedAt) })), total: count?.total ?? 0 };
    },
    async noted(workspace, { id, webhookId }, { state, status, latencyMs, excerpt }) {
      await sql.begin(async (tx) => {
        await tx`
          update webhook_delivery set state = ${state}, status = ${status}, latency_ms = ${Math.round(latencyMs)}, excerpt = ${excerpt}, tries = tries + 1, tried_at = ${clock.now()}
          where workspace_id = ${workspace} and id = ${id}`;
        await tx`update webhook set failing_since = ${state === "sent" ? null : tx`coalesce(failing_since, ${clock.now()})`} where workspace_id = ${workspace} and id = ${webhookId}`;
      });
      await sync();
    },
    async again(tx, workspace, webhook, delivery) {
      const found = await tx`update webhook_delivery set state = 'waiting' where workspace_id = ${workspace} and webhook_id = ${webhook} and id = ${delivery} returning id`;
      return found.length > 0;
    },
    async stop(workspace, id, why) {
      await sql`update webhook set active = false, stopped_why = ${why} where workspace_id = ${workspace} and id = ${id} and active`;
      await sync();
    },
    async toldOf(workspace, records) {
      return await sql<{ webhookId: string; recordId: string; event: string; stage: string | null }[]>`
        select distinct on (webhook_id, record_id, event) webhook_id as "webhookId", record_id as "recordId", event, body::json->>'stageEdit' as stage from webhook_delivery
        where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${JSON.stringify(records)}::json)) order by webhook_id, record_id, event, at desc`;
    },
    waiting: async (most) => await sql<{ workspace: string; id: string }[]>`select workspace_id as workspace, id from webhook_delivery where state = 'waiting' order by at limit ${most}`,
    async dropBefore(at, limit) {
      const gone = await sql`
        delete from webhook_delivery where (workspace_id, id) in (select workspace_id, id from webhook_delivery where at < ${at} limit ${limit}) returning id`;
      return gone.length;
    },
  };
}
