// Orders for somebody who asks: those of contacts that they may see, newest first, page by page. Who may see an order is
// who may see its customer: the buckets say so, as on a device. An order of a contact that was merged into another is told
// as the survivor's.
import { bucketsFollowed, viewerOf } from "@outrider/shared/access";
import type { Fragment } from "postgres";
import type { Sql } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { membersOf, statesOf } from "../feed/sql-rows.ts";

export interface Item { readonly sku: string; readonly name: string; readonly qty: number; readonly price: number }

/** As it is on the wire. Amounts are decimals in the order's own currency. */
export interface WireOrder {
  readonly order_id: string;
  readonly customer_id: string;
  readonly amount: number;
  readonly currency: string;
  readonly items: readonly Item[];
  /** ISO 8601, UTC. */
  readonly date: string;
  /** It was taken out and counts for nothing. */
  readonly cancelled: boolean;
  readonly revision: number;
  readonly received_at: string;
}

/** Where a walk goes on: after this order, in their order. */
export interface OrderPlace { readonly at: number; readonly key: string }

export interface OrdersWanted {
  readonly workspace: string;
  readonly user: string;
  /** Of this contact alone. */
  readonly contact?: string | undefined;
  /** Of whoever has this address, in its normal form (see feed/customer-id.ts). */
  readonly email?: string | undefined;
  /** Instants, ms, both included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly limit: number;
  readonly page: number;
  readonly after?: OrderPlace | undefined;
}

export interface OrdersFound { readonly orders: readonly WireOrder[]; readonly total: number; readonly next: OrderPlace | null }
export type ReadOrders = (wanted: OrdersWanted) => Promise<OrdersFound | "not-a-member" | "not-found">;

interface Row { readonly key: string; readonly contact: string; readonly at: number; readonly amount: string; readonly currency: string; readonly items: readonly Item[]; readonly cancelled: boolean; readonly revision: number; readonly receivedAt: number }

const iso = (at: number): string => new Date(at).toISOString();

export function createReadOrders({ sql }: Pick<Database, "sql">): ReadOrders {
  return async ({ workspace, user, contact, email, from, to, limit, page, after }) => {
    const members = statesOf(await membersOf(sql, workspace));
    const viewer = viewerOf(user, (id) => members.find((member) => member.id === id));
    if (!viewer) return "not-a-member";
    const buckets = JSON.stringify(bucketsFollowed(viewer, members));
    const seen = (id: Fragment): Fragment => sql`exists (select from feed where feed.workspace_id = ${workspace} and feed.record_id = ${id} and not removed and bucket in (select json_array_elements_text(${buckets}::json)))`;
    if (contact !== undefined) {
      const [found] = await sql`select from record where workspace_id = ${workspace} and id = ${contact} and kind = 'contact' and ${seen(sql`record.id`)}`;
      if (!found) return "not-found";
    }
    const survivors = await survivorsOf(sql, { workspace, contact, email }, seen);
    // Orders of a few contacts are asked for by their ids: joined, a database that has counted nothing yet looks at each pair of them.
    const source = survivors === null
      ? sql`from customer_order o join customer c on c.workspace_id = o.workspace_id and c.contact_id = o.contact_id where o.workspace_id = ${workspace} and ${seen(sql`c.survivor`)}`
      : sql`from customer_order o where o.workspace_id = ${workspace} and o.contact_id in (select json_array_elements_text(${JSON.stringify([...survivors.keys()])}::json))`;
    const wanted = sql`${source} ${from === undefined ? sql`` : sql`and o.at >= ${from}`} ${to === undefined ? sql`` : sql`and o.at <= ${to}`}`;
    const [counted] = await sql<{ total: number }[]>`select count(*) as total ${wanted}`;
    const found = await sql<Row[]>`
      select o.key, ${survivors === null ? sql`c.survivor` : sql`o.contact_id`} as contact, o.at, o.amount, o.currency, o.items, o.cancelled, o.revision, o.received_at as "receivedAt" ${wanted}
      ${after === undefined ? sql`` : sql`and (o.at, o.key) < (${after.at}, ${after.key})`}
      order by o.at desc, o.key desc limit ${limit + 1} offset ${after === undefined ? (page - 1) * limit : 0}`;
    const rows = found.map((row) => ({ ...row, contact: survivors?.get(row.contact) ?? row.contact }));
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return { orders: shown.map(wireOf), total: counted?.total ?? 0, next: last ? { at: last.at, key: last.key } : null };
  };
}

type Seen = (id: Fragment) => Fragment;

/** Who bought, by who they are now, of one contact or address, as far as they may be seen; null where everybody's are wanted. */
async function survivorsOf(sql: Sql, { workspace, contact, email }: Pick<OrdersWanted, "workspace" | "contact" | "email">, seen: Seen): Promise<ReadonlyMap<string, string> | null> {
  if (contact === undefined && email === undefined) return null;
  const rows = await sql<{ id: string; survivor: string }[]>`
    select c.contact_id as id, c.survivor from customer c where c.workspace_id = ${workspace} and ${seen(sql`c.survivor`)}
    ${contact === undefined ? sql`` : sql`and c.survivor in (
      select survivor from customer where workspace_id = ${workspace} and contact_id = ${contact} union all select ${contact}::text)`}
    ${email === undefined ? sql`` : sql`and c.survivor in (
      select same.survivor from customer_email named join customer same on same.workspace_id = named.workspace_id and same.contact_id = named.contact_id
      where named.workspace_id = ${workspace} and named.email = ${email})`}`;
  return new Map(rows.map(({ id, survivor }) => [id, survivor]));
}

const wireOf = ({ key, contact, at, amount, currency, items, cancelled, revision, receivedAt }: Row): WireOrder => ({
  order_id: key, customer_id: contact, amount: Number(amount), currency, items, date: iso(at), cancelled, revision, received_at: iso(receivedAt),
});
