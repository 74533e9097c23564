// Real orders to ingest: a folder of invoices by day, with returns and with lines that name no customer. What comes of them
// is reckoned here straight from the files, in whole hundredths, by no code of the product.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Line { readonly sku: string; readonly name: string; readonly qty: number; readonly price: string }
export interface RetailOrder { readonly order_id: string; readonly email?: string; readonly date: string; readonly items: readonly Line[] }
/** spend in hundredths, last: ISO 8601. */
export interface Total { spend: bigint; visits: number; last: string }

/** The files have quotes around cells with commas in them. */
const cellsOf = (line: string): readonly string[] => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
const hundredths = (text: string): bigint => {
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2) || "0");
  return text.startsWith("-") ? -value : value;
};

/** The first days of the folder, an order for each invoice. */
export function retailOrders(folder: string, days: number): readonly RetailOrder[] {
  const orders = new Map<string, RetailOrder & { readonly items: Line[] }>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".csv")).sort().slice(0, days)) {
    for (const line of readFileSync(join(folder, file), "utf8").split(/\r?\n/).slice(1)) {
      if (line === "") continue;
      const [invoice = "", sku = "", name = "", quantity = "", date = "", price = "", customer = ""] = cellsOf(line);
      const order = orders.get(invoice) ?? { order_id: invoice, ...(customer !== "" && { email: `c${customer.replace(".0", "")}@retail.example` }), date, items: [] };
      orders.set(invoice, order);
      order.items.push({ sku, name: name.trim(), qty: Number(quantity), price });
    }
  }
  return [...orders.values()];
}

export function totalsOf(orders: readonly RetailOrder[]): ReadonlyMap<string, Total> {
  const totals = new Map<string, Total>();
  for (const { email, date, items } of orders) {
    if (email === undefined) continue;
    const total = totals.get(email) ?? { spend: 0n, visits: 0, last: "" };
    totals.set(email, total);
    for (const { qty, price } of items) total.spend += BigInt(qty) * hundredths(price);
    if (items.some(({ qty }) => qty > 0)) total.visits += 1;
    const at = `${date.replace(" ", "T")}.000Z`;
    if (at > total.last) total.last = at;
  }
  return totals;
}

/** A shuffled copy, the same for the same seed. */
export function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const copy = [...list];
  let state = seed;
  for (let at = copy.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}
