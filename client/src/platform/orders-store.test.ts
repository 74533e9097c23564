// Orders that are kept on the device: sealed, one customer's apart from the other's, wiped with everything. And what the
// server says of them, which comes from outside.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { createDexieStore } from "./dexie-store.ts";
import { createOrdersFetch } from "./orders-fetch.ts";
import { plainSeal } from "../engine/seal.ts";

const kept = (id: string) => ({ orders: [{ id, at: 1, amount: 2, currency: "EUR", items: [], cancelled: false }], total: 1, next: null, at: 5 });

it("M2 S6 orders that are kept outlive the engine, go by customer, and go with everything", async () => {
  const indexedDB = new IDBFactory();
  const open = () => createDexieStore({ name: "orders", seal: plainSeal, indexedDB, IDBKeyRange });
  const store = open();
  await store.load();
  await store.orders.keep("a", kept("1"));
  await store.orders.keep("b", kept("2"));
  await store.close();
  const again = open();
  expect(await again.orders.read("a")).toEqual(kept("1"));
  expect(await again.orders.read("c")).toBeNull();
  expect(await again.orders.contacts()).toEqual(["a", "b"]);
  await again.orders.forget(["a"]);
  expect(await again.orders.read("a")).toBeNull();
  await again.wipe();
  expect(await again.orders.contacts()).toEqual([]);
  await again.close();
});

const order = { order_id: "7", customer_id: "c", amount: -12.5, currency: "EUR", items: [{ sku: "A", name: "Lamp", qty: -1, price: 12.5 }, { sku: 3 }, null], date: "2026-03-01T10:00:00.000Z", cancelled: false, revision: 0, received_at: "" };
const answering = (status: number, body: unknown) =>
  createOrdersFetch({ account: { user: "u", workspace: "w" }, origin: "https://crm.test", patience: 1_000, fetch: (async () => new Response(JSON.stringify(body), { status })) as typeof fetch })({ contact: "c", cursor: null });

it("M2 what the server says of orders is read as far as it is what it must be", async () => {
  expect(await answering(200, { success: true, data: [order, { ...order, amount: "12" }, { ...order, currency: "<b>" }, { ...order, date: "soon" }, 4], meta: { total: 9, next: "x" } })).toEqual({
    orders: [{ id: "7", at: Date.UTC(2026, 2, 1, 10), amount: -12.5, currency: "EUR", items: [{ sku: "A", name: "Lamp", quantity: -1, price: 12.5 }], cancelled: false }], total: 9, next: "x",
  });
  expect(await answering(404, {})).toBe("gone");
  expect(await answering(503, {})).toBeNull();
  expect(await answering(200, { data: "none" })).toBeNull();
});
