// An order as it is taken: checked, every amount an exact decimal, and under the key by which it is known again. Pure.
import { createHash } from "node:crypto";
import { isUuid } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import { AMOUNT_DIGITS, QUANTITY_DIGITS, rounded, scaled, unscaled } from "./decimal.ts";
import { amountIn, countIn, currencyIn, emailIn, flagIn, given, instantIn, nameIn, type Raw, unknownNames, wordIn } from "./read-field.ts";
import { BadField } from "./row-fault.ts";

export interface OrderItem { readonly sku: string; readonly name: string; readonly qty: number; readonly price: number }

export interface OrderRow {
  readonly key: string;
  /** One of these two says whose it is; the first where both are given. */
  readonly customer?: string;
  readonly email?: string;
  /** What a customer who is not there yet is called. */
  readonly name?: string;
  /** Exact decimal. */
  readonly amount: string;
  /** None: the workspace's own. */
  readonly currency?: string;
  readonly items: readonly OrderItem[];
  /** ms since 1970. */
  readonly at: number;
  readonly visit: boolean;
  readonly cancelled: boolean;
  readonly revision: number;
}

export const ORDER_NAMES = {
  key: ["order_id", "key", "orderId", "id"], customer: ["customer_id", "customerId"], email: ["email", "customer_email", "customerEmail"], name: ["name", "customer_name", "customerName"],
  amount: ["amount", "total"], currency: ["currency"], items: ["items"], date: ["date", "order_date", "orderDate", "ordered_at"], cancelled: ["cancelled", "canceled"], revision: ["revision"],
} as const satisfies Record<string, readonly string[]>;
export const ITEM_NAMES = { sku: ["sku"], name: ["name"], qty: ["qty", "quantity"], price: ["price", "unit_price", "unitPrice"] } as const satisfies Record<string, readonly string[]>;

const KNOWN = new Set(Object.values(ORDER_NAMES).flat());
const KNOWN_ITEM = new Set(Object.values(ITEM_NAMES).flat());
const MOST_ITEMS = 2_000;
const MOST_REVISION = 9_999_999_999_999;

interface Line { readonly item: OrderItem; /** In 10^-9 of the currency. */ readonly worth: bigint }

function lineOf(value: unknown, index: number): Line {
  const at = `items.${index}`;
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BadField(at, problemWhy("row-item"));
  const row = value as Raw;
  try {
    unknownNames(row, KNOWN_ITEM);
    const [qty, price] = [amountIn(row, ITEM_NAMES.qty, QUANTITY_DIGITS) ?? "1", amountIn(row, ITEM_NAMES.price) ?? "0"];
    const worth = (scaled(qty, QUANTITY_DIGITS) ?? 0n) * (scaled(price, AMOUNT_DIGITS) ?? 0n);
    return { item: { sku: wordIn(row, ITEM_NAMES.sku) ?? "", name: wordIn(row, ITEM_NAMES.name, 1_000) ?? "", qty: Number(qty), price: Number(price) }, worth };
  } catch (error) {
    if (error instanceof BadField) throw new BadField(`${at}.${error.field}`, error.why);
    throw error;
  }
}

/** Throws BadField. `now`: of the server, ms. */
export function orderRow(row: Raw, now: number): OrderRow {
  unknownNames(row, KNOWN);
  const customer = wordIn(row, ORDER_NAMES.customer);
  if (customer !== undefined && !isUuid(customer)) throw new BadField("customer_id", problemWhy("row-contact-id", { label: "customer_id" }));
  const email = emailIn(row, ORDER_NAMES.email);
  if (customer === undefined && email === undefined) throw new BadField("email", problemWhy("row-no-customer"));
  const list = given(row, ORDER_NAMES.items) ?? [];
  if (!Array.isArray(list)) throw new BadField("items", problemWhy("row-list", { label: "items" }));
  if (list.length > MOST_ITEMS) throw new BadField("items", problemWhy("row-many", { label: "items", most: MOST_ITEMS }));
  const lines = list.map(lineOf);
  const cancelled = flagIn(row, ORDER_NAMES.cancelled) ?? false;
  const stated = amountIn(row, ORDER_NAMES.amount);
  if (stated === undefined && lines.length === 0 && !cancelled) throw new BadField("amount", problemWhy("row-no-amount"));
  const summed = rounded(lines.reduce((sum, { worth }) => sum + worth, 0n), QUANTITY_DIGITS);
  const amount = stated ?? unscaled(summed, AMOUNT_DIGITS);
  if (scaled(amount, AMOUNT_DIGITS) === null) throw new BadField("amount", problemWhy("row-items-too-much"));
  const [at, key, currency, name] = [instantIn(row, ORDER_NAMES.date, now), wordIn(row, ORDER_NAMES.key, 200), currencyIn(row, ORDER_NAMES.currency), nameIn(row, ORDER_NAMES.name)];
  if (key === undefined && at === undefined) throw new BadField("order_id", problemWhy("row-no-key"));
  const items = lines.map(({ item }) => item);
  const whose = customer !== undefined ? { customer: customer.toLowerCase() } : { email: email as string };
  return {
    key: key ?? contentKey([customer?.toLowerCase() ?? email, amount, currency ?? "", items, at]),
    ...whose, ...(name !== undefined && { name }), amount, ...(currency !== undefined && { currency }), items, at: at ?? now,
    visit: items.length > 0 ? items.some(({ qty }) => qty > 0) : !amount.startsWith("-"), cancelled, revision: countIn(row, ORDER_NAMES.revision, MOST_REVISION) ?? 0,
  };
}

/** An order without a key is what it says: the same said twice is one order. */
const contentKey = (content: readonly unknown[]): string => `content:${createHash("sha256").update(JSON.stringify(content)).digest("base64url")}`;
