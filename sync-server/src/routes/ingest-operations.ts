// What programs ask of customers and orders: described by the schemas that check it. What a row may hold is described here
// and checked row by row (ingest/rows), so that one that is wrong keeps no other out.
import { z } from "zod";
import { NAMED } from "./call-name.ts";
import { idParam, type Operation } from "./operation.ts";

const place = { workspace: z.uuid().optional() };
const paged = { page: z.coerce.number().int().min(1).max(100_000).default(1), limit: z.coerce.number().int().min(1).max(200).default(20), cursor: z.string().max(40_000).optional() };
const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const LISTED = z.object({ total: z.number().int(), page: z.number().int(), limit: z.number().int(), pages: z.number().int(), next: z.string().nullable() });

const item = z.object({ sku: z.string(), name: z.string(), qty: z.number(), price: z.number() });
const order = z.object({
  order_id: z.string(), customer_id: z.string(), amount: z.number(), currency: z.string(), items: z.array(item), date: z.string(), cancelled: z.boolean(), revision: z.number(), received_at: z.string(),
});
const customer = z.object({
  id: z.string(), name: z.string(), email: z.string().nullable(), phone: z.string().nullable(), tags: z.array(z.string()), spend: z.number(), currency: z.string().nullable(),
  other_spend: z.array(z.object({ amount: z.number(), currency: z.string() })), visits: z.number(), last_active: z.string().nullable(), created_at: z.string(), updated_at: z.string(),
});

const decimal = z.union([z.number(), z.string()]);
const orderRow = z.object({
  order_id: z.string().max(200).optional(), customer_id: z.uuid().optional(), email: z.email().optional(), name: z.string().optional(), amount: decimal.optional(), currency: z.string().length(3).optional(),
  items: z.array(z.object({ sku: z.string().optional(), name: z.string().optional(), qty: decimal.optional(), price: decimal.optional() })).optional(),
  date: instant.optional(), cancelled: z.boolean().optional(), revision: z.number().int().min(0).optional(),
});
const customerRow = z.object({
  email: z.email(), name: z.string().optional(), phone: z.string().optional(), tags: z.array(z.string()).optional(), spend: decimal.optional(), currency: z.string().length(3).optional(),
  visits: z.number().int().min(0).optional(), last_active: instant.optional(), created_at: instant.optional(),
});
const several = <T extends z.ZodType>(name: string, row: T) => z.union([row, z.array(row), z.object({ [name]: z.array(row) })]);

const fault = z.object({ row: z.number().int(), field: z.string(), message: z.string(), reason: z.string().optional(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() });
const taken = z.object({ id: z.string(), accepted: z.number().int(), refused: z.number().int(), refusals: z.array(fault) });
const receipt = z.object({
  id: z.string(), of: z.string(), state: z.enum(["waiting", "working", "done"]), received_at: z.string(), finished_at: z.string().nullable(), accepted: z.number(), refused: z.number(), waiting: z.number(),
  done: z.number(), failed: z.number(), refusals: z.array(fault), failures: z.array(fault),
});

const flag = z.enum(["true", "false"]).default("false");
const posted = { method: "post", headers: NAMED, alsoAs: ["application/x-ndjson", "text/csv"], status: 202, data: taken, meta: z.object({ ignored_columns: z.array(z.string()) }), problems: ["name-taken", "not-allowed"] } as const;
const ordersQuery = { ...paged, ...place, from: instant.optional(), to: instant.optional() };
const number = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, "A number.");

export const ingestOperations = {
  postCustomers: { ...posted, access: "customers:write", tag: "customers", path: "/api/customers", query: z.strictObject({ ...place, all: flag }), body: several("customers", customerRow), summary: "Takes customers, one or many, each known by its address." },
  customers: {
    access: "customers:read", tag: "customers", method: "get", path: "/api/customers", summary: "Customers that you may see.", data: z.array(customer), meta: LISTED, problems: [],
    query: z.strictObject({
      ...paged, ...place, q: z.string().max(200).optional(), name: z.string().max(300).optional(), email: z.string().max(300).optional(), phone: z.string().max(300).optional(), tag: z.string().max(300).optional(),
      "spend[min]": number.optional(), "spend[max]": number.optional(), "visits[min]": number.optional(), "visits[max]": number.optional(), "last_active[min]": instant.optional(), "last_active[max]": instant.optional(),
      sort: z.enum(["name", "-name", "spend", "-spend", "visits", "-visits", "last_active", "-last_active", "updated_at", "-updated_at"]).default("-updated_at"),
    }),
  },
  postOrders: { ...posted, access: "orders:write", tag: "orders", path: "/api/orders", query: z.strictObject({ ...place, all: flag, unknown: z.enum(["create", "refuse"]).default("create") }), body: several("orders", orderRow), summary: "Takes orders, one or many, each counted once under its order_id." },
  orders: {
    access: "orders:read", tag: "orders", method: "get", path: "/api/orders", query: z.strictObject({ ...ordersQuery, customer_id: z.uuid().optional(), email: z.string().max(300).optional() }),
    summary: "Orders of customers that you may see, newest first.", data: z.array(order), meta: LISTED, problems: ["not-found"],
  },
  ordersOf: {
    access: "contacts:read", tag: "orders", method: "get", path: "/api/contacts/{id}/orders", params: idParam, query: z.strictObject(ordersQuery),
    summary: "A contact's orders, newest first.", data: z.array(order), meta: LISTED, problems: [],
  },
  receipt: { access: "orders:write", tag: "orders", method: "get", path: "/api/receipts/{id}", params: idParam, query: z.strictObject(place), summary: "How far a request of customers or orders is worked off, and what of it could not be. `customers:write` will do as well.", data: receipt, problems: [] },
} as const satisfies Record<string, Operation>;
