// Owns how many orders the server takes in a second, and how many it works off: requests of a thousand rows (NDJSON) from
// several programs at once, each answered when its rows are durable; then the time until all customers are told.
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "../../tests/devices/account.ts";
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { outrider, outriderPostgres } from "../peers/outrider.ts";
import { accountNamed, originOf } from "../peers/outrider-accounts.ts";
import type { Context } from "../sync/context.ts";
import { served } from "../sync/served.ts";

const BULK = 1_000;
const AT_ONCE = 4;
const CUSTOMERS = 2_000;

function bodyOf(bulk: number): string {
  const lines = Array.from({ length: BULK }, (_, index) => {
    const n = bulk * BULK + index;
    const items = [{ sku: `S${n % 500}`, name: "A cup", qty: 1 + (n % 5), price: 2.55 }, { sku: `T${n % 300}`, name: "A pot", qty: 1, price: 7.65 }];
    return JSON.stringify({ order_id: `order-${n}`, email: `customer-${(n * 7919) % CUSTOMERS}@example.com`, date: "2026-01-15T10:00:00Z", items });
  });
  return lines.join("\n");
}

async function ask(origin: string, { cookie }: Account, path: string, body?: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(origin + path, { ...(body !== undefined && { method: "POST", body }), headers: { cookie, origin, "content-type": "application/x-ndjson" } });
  const told = (await answer.json()) as { readonly data: Readonly<Record<string, unknown>> };
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
  return told.data;
}

async function ordersOf(peer: Peer, quick: boolean, { withFolder, say }: Context): Promise<Row[]> {
  return await withFolder(peer, async (at) => {
    const here = at();
    return await served(peer, here, async () => {
      const admin = await accountNamed(here, "admin");
      const origin = originOf(here);
      const bulks = quick ? 20 : 100;
      const total = bulks * BULK;
      const bodies = Array.from({ length: bulks }, (_, bulk) => bodyOf(bulk));
      say(`orders ${peer.name}: ${total.toLocaleString("en")} orders of ${CUSTOMERS.toLocaleString("en")} customers`);
      const receipts: string[] = [];
      const began = performance.now();
      let next = 0;
      const send = async (): Promise<void> => {
        for (let bulk = next++; bulk < bulks; bulk = next++) receipts.push(String((await ask(origin, admin, "/api/orders", bodies[bulk]))["id"]));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, send));
      const durable = performance.now() - began;
      for (const id of receipts) while ((await ask(origin, admin, `/api/receipts/${id}`))["state"] !== "done") await sleep(100);
      const worked = performance.now() - began;
      const common = { id: "campaigns", of: `${BULK.toLocaleString("en")} a request`, peer: peer.name, ours: true, runs: 1 } as const;
      return [
        { ...common, metric: "ordersDurable", value: (total / durable) * 1_000, note: `${AT_ONCE} at once, ${total.toLocaleString("en")} in all, worked off meanwhile` },
        { ...common, metric: "ordersWorkedOff", value: (total / worked) * 1_000, note: "from the first request until every customer is told" },
      ];
    });
  });
}

export async function runOrders(quick: boolean, context: Context): Promise<Row[]> {
  const rows: Row[] = [];
  for (const peer of [outrider, outriderPostgres]) {
    const missing = peer.missing?.();
    if (missing === undefined) rows.push(...(await ordersOf(peer, quick, context)));
    else rows.push({ id: "campaigns", metric: "ordersDurable", peer: peer.name, ours: true, value: undefined, runs: 0, note: missing });
  }
  return rows;
}
