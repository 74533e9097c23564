// Lines of CSV as rows. The dialect: UTF-8, RFC 4180; commas, semicolons or tabs, as the header has them; the first line
// names the columns, in any order and spelling that can be told apart; numbers with a decimal point and no other sign; a
// column that nobody knows is passed over. Of orders, lines one after the other with one order_id are one order, each line
// an item of it.
import { type CsvFault, readLines, separatorOf, withoutGuard } from "@outrider/shared/csv";
import { problemWhy } from "@outrider/shared/protocol";
import { CUSTOMER_NAMES } from "./customer-row.ts";
import { ITEM_NAMES, ORDER_NAMES } from "./order-row.ts";
import type { Raw } from "./read-field.ts";
import { BadField } from "./row-fault.ts";

export interface CsvRow { readonly line: number; readonly row: Raw }

const folded = (header: string): string => header.trim().toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const tableOf = (names: Readonly<Record<string, readonly string[]>>, more: Readonly<Record<string, readonly string[]>> = {}): ReadonlyMap<string, string> =>
  new Map(Object.entries(names).flatMap(([field, list]) => [...list, ...(more[field] ?? [])].map((name) => [folded(name), list[0] ?? ""] as const)));

const HEADERS = {
  customers: tableOf(CUSTOMER_NAMES, { email: ["e-mail", "email address"], name: ["full name", "customer", "customer name"], phone: ["telephone", "mobile", "phone number"], visits: ["orders", "visit count"], tags: ["tag"], spend: ["amount spent"], lastActive: ["last purchase", "last seen"] }),
  orders: tableOf(ORDER_NAMES, { key: ["order", "order no", "order number", "invoice", "invoice no", "invoice number"], amount: ["order total"], date: ["invoice date", "created at"], customer: ["contact id"], email: ["e-mail", "email address"], name: ["customer"] }),
  items: tableOf(ITEM_NAMES, { sku: ["stock code", "product id", "item id"], name: ["description", "product", "item", "item name", "product name"], qty: ["units"] }),
} as const;

type Column = { readonly to: "row" | "item"; readonly name: string } | null;

/** Throws BadField where the header cannot be one. */
export function csvRows(of: "customers" | "orders", most: number) {
  let reader: ReturnType<typeof readLines> | null = null;
  let head = "";
  let columns: readonly Column[] | null = null;
  let open: { readonly line: number; readonly row: Record<string, unknown>; readonly items: Record<string, unknown>[] } | null = null;
  const ignored: string[] = [];

  function named(cells: readonly string[]): readonly Column[] {
    const taken = new Set<string>();
    const found = cells.map((cell): Column => {
      const column: Column = columnOf(of, folded(cell));
      if (!column || taken.has(`${column.to} ${column.name}`)) {
        if (cell.trim() !== "") ignored.push(cell.trim().slice(0, 100));
        return null;
      }
      taken.add(`${column.to} ${column.name}`);
      return column;
    });
    const who = of === "customers" ? ["email"] : ["email", "customer_id"];
    if (!found.some((column) => column !== null && who.includes(column.name))) throw new BadField("header", problemWhy("rows-header", { names: who.join(" or ") }));
    return found;
  }

  function close(): readonly CsvRow[] {
    if (!open) return [];
    const { line, row, items } = open;
    open = null;
    return [{ line, row: items.length > 0 ? { ...row, items } : row }];
  }

  function take(line: number, cells: readonly string[]): readonly CsvRow[] {
    if (!columns) {
      columns = named(cells);
      return [];
    }
    const [row, item]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
    for (const [index, column] of columns.entries()) {
      const cell = withoutGuard(cells[index] ?? "").trim();
      if (column && cell !== "") (column.to === "item" ? item : row)[column.name] = cell;
    }
    const items = Object.keys(item).length > 0 ? [item] : [];
    const key = row["order_id"];
    if (open && key !== undefined && open.row["order_id"] === key && items.length > 0) {
      open.items.push(...items);
      return [];
    }
    const before = close();
    open = { line, row, items };
    return before;
  }

  return {
    /** Columns that nobody knows. */
    ignored,
    push(piece: string, last: boolean): { readonly rows: readonly CsvRow[]; readonly fault: CsvFault | null } {
      let text = piece;
      if (!reader) {
        head += piece;
        const end = head.search(/[\r\n]/);
        if (end < 0 && !last && head.length <= most) return { rows: [], fault: null };
        reader = readLines(separatorOf(end < 0 ? head : head.slice(0, end)), most);
        text = head;
        head = "";
      }
      const { lines, fault } = reader.push(text, last);
      const rows = lines.flatMap(({ line, cells }) => take(line, cells));
      return { rows: last || fault ? [...rows, ...close()] : rows, fault };
    },
  };
}

function columnOf(of: "customers" | "orders", header: string): Column {
  if (of === "orders") {
    // "name" alone, beside a product's number, is what the customer is called.
    const [row, item] = [HEADERS.orders.get(header), HEADERS.items.get(header)];
    return row !== undefined ? { to: "row", name: row } : item !== undefined ? { to: "item", name: item } : null;
  }
  const name = HEADERS.customers.get(header);
  return name === undefined ? null : { to: "row", name };
}
