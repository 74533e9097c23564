// What programs ask of customers and orders: described by the schemas that check it. What a row may hold is checked row by
// row (ingest/rows), so that one that is wrong keeps no other out.
import { z } from "zod";
import { idParam, type Operation } from "./operation.ts";

const place = { workspace: z.uuid().optional() };
const paged = { page: z.coerce.number().int().min(1).max(100_000).default(1), limit: z.coerce.number().int().min(1).max(200).default(20), cursor: z.string().max(2_000).optional() };
const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const LISTED = z.object({ total: z.number().int(), page: z.number().int(), limit: z.number().int(), pages: z.number().int(), next: z.string().nullable() });

const item = z.object({ sku: z.string(), name: z.string(), qty: z.number(), price: z.number() });
const order = z.object({
  order_id: z.string(), customer_id: z.string(), amount: z.number(), currency: z.string(), items: z.array(item), date: z.string(), cancelled: z.boolean(), revision: z.number(), received_at: z.string(),
});

const ordersQuery = { ...paged, ...place, from: instant.optional(), to: instant.optional() };

export const ingestOperations = {
  ordersOf: {
    access: "contacts:read", tag: "orders", method: "get", path: "/api/contacts/{id}/orders", params: idParam, query: z.strictObject(ordersQuery),
    summary: "A contact's orders, newest first.", data: z.array(order), meta: LISTED, problems: [],
  },
} as const satisfies Record<string, Operation>;
