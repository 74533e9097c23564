// Asks the server for the orders of a contact, over the session's cookie. What is of another shape than it must be is no
// answer: it comes from outside and is kept.
import type { CustomerOrder, FetchOrders, OrderItem } from "../engine/orders.ts";
import type { Account } from "../engine/wire.ts";
import { isObject, textOf } from "./given.ts";

export interface OrdersFetchOptions {
  readonly account: Account;
  /** `https://host`, of the server. */
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  /** Longest wait for an answer, ms. */
  readonly patience: number;
}

const PAGE = 20;

const figure = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function itemOf(given: unknown): OrderItem[] {
  if (!isObject(given) || !figure(given["qty"])) return [];
  return [{ sku: textOf(given["sku"]), name: textOf(given["name"]), quantity: given["qty"], price: figure(given["price"]) ? given["price"] : 0 }];
}

function orderOf(given: unknown): CustomerOrder[] {
  if (!isObject(given)) return [];
  const { order_id: id, amount, currency, items, date, cancelled } = given;
  const at = typeof date === "string" ? Date.parse(date) : Number.NaN;
  if (typeof id !== "string" || typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency) || !figure(amount) || Number.isNaN(at)) return [];
  return [{ id, at, amount, currency, items: Array.isArray(items) ? items.flatMap(itemOf) : [], cancelled: cancelled === true }];
}

export const createOrdersFetch = ({ account, origin, fetch, patience }: OrdersFetchOptions): FetchOrders => async ({ contact, cursor }) => {
  try {
    const query = new URLSearchParams({ workspace: account.workspace, limit: String(PAGE), ...(cursor !== null && { cursor }) });
    const response = await fetch(`${origin}/api/contacts/${encodeURIComponent(contact)}/orders?${query}`, {
      credentials: "include", cache: "no-store", signal: AbortSignal.timeout(patience), headers: { accept: "application/json" },
    });
    if (response.status === 404) return "gone";
    const answer: unknown = response.ok ? await response.json() : null;
    if (!isObject(answer) || !Array.isArray(answer["data"]) || !isObject(answer["meta"])) return null;
    const { next, total } = answer["meta"];
    const orders = answer["data"].flatMap(orderOf);
    return { orders, total: figure(total) ? total : orders.length, next: typeof next === "string" ? next : null };
  } catch {
    return null;
  }
};
