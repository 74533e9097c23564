// What a column of customers or orders can be: the names that the server has for it, and how files call it. Customers and
// orders do not become records here: the server takes them and works them off.
import type { Table } from "./table.ts";
import { text } from "../texts.ts";
import { headerWords } from "./words.ts";

export const UPLOAD_KINDS = ["customers", "orders"] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];
export const isUploadKind = (kind: string | null): kind is UploadKind => kind === "customers" || kind === "orders";

export interface UploadField {
  /** As the server calls it. */
  readonly key: string;
  readonly label: string;
  readonly is: "text" | "email" | "phone" | "number" | "instant" | "tags" | "flag" | "currency";
  /** Of one line of an order: several lines of one order are its items. */
  readonly item?: boolean;
  readonly words: readonly string[];
}

const { fields: labels } = text.upload;
const email = ["email", "e mail", "email address", "customer email", "customer e mail"];
const name = ["name", "full name", "customer", "customer name", "client"];
const currency = ["currency", "currency code"];

const FIELDS = {
  customers: [
    { key: "email", label: labels.email, is: "email", words: email },
    { key: "name", label: labels.name, is: "text", words: name },
    { key: "phone", label: labels.phone, is: "phone", words: ["phone", "phone number", "telephone", "mobile"] },
    { key: "spend", label: labels.spend, is: "number", words: ["spend", "total spend", "total spent", "amount spent", "lifetime value"] },
    { key: "currency", label: labels.currency, is: "currency", words: currency },
    { key: "visits", label: labels.visits, is: "number", words: ["visits", "visit count", "total orders", "orders count"] },
    { key: "last_active", label: labels.lastActive, is: "instant", words: ["last active", "last seen", "last purchase", "last purchase date", "last order", "last order date"] },
    { key: "created_at", label: labels.createdAt, is: "instant", words: ["created at", "created", "create date", "customer since", "signed up"] },
    { key: "tags", label: labels.tags, is: "tags", words: ["tags", "tag", "labels"] },
  ],
  orders: [
    { key: "order_id", label: labels.orderId, is: "text", words: ["order id", "order", "order no", "order number", "invoice", "invoice no", "invoice number", "key", "id"] },
    { key: "email", label: labels.email, is: "email", words: email },
    { key: "customer_id", label: labels.customerId, is: "text", words: ["contact id"] },
    { key: "name", label: labels.name, is: "text", words: ["customer name", "customer", "client"] },
    { key: "date", label: labels.date, is: "instant", words: ["date", "order date", "ordered at", "invoice date", "created at", "created"] },
    { key: "amount", label: labels.amount, is: "number", words: ["amount", "total", "order total", "order amount", "value"] },
    { key: "currency", label: labels.currency, is: "currency", words: currency },
    { key: "sku", label: labels.sku, is: "text", item: true, words: ["sku", "stock code", "product id", "item id", "article number"] },
    { key: "item", label: labels.item, is: "text", item: true, words: ["description", "product", "item", "item name", "product name", "name"] },
    { key: "qty", label: labels.qty, is: "number", item: true, words: ["qty", "quantity", "units"] },
    { key: "price", label: labels.price, is: "number", item: true, words: ["price", "unit price", "item price"] },
    { key: "cancelled", label: labels.cancelled, is: "flag", words: ["cancelled", "canceled"] },
  ],
} as const satisfies Record<UploadKind, readonly UploadField[]>;

export const uploadFields = (kind: UploadKind): readonly UploadField[] => FIELDS[kind];

/** For each column the key of one of the fields, or null where it is none of them; each field has one column. */
export function guessFields(table: Table, fields: readonly UploadField[]): readonly (string | null)[] {
  const headers = table.columns.map((column) => headerWords(column.name));
  const mapping: (string | null)[] = headers.map(() => null);
  for (const { key, words } of fields) {
    const at = words.map((word) => headers.findIndex((header, column) => header === word && mapping[column] === null)).find((column) => column !== -1);
    if (at !== undefined) mapping[at] = key;
  }
  return mapping;
}

export const guessUpload = (table: Table, kind: UploadKind): readonly (string | null)[] => guessFields(table, uploadFields(kind));

/** Whether it names people with what they bought: customers, whatever else it tells of them. */
export function looksLikeCustomers(table: Table): boolean {
  const mapping = guessUpload(table, "customers");
  return mapping.includes("email") && ["spend", "visits", "last_active"].some((key) => mapping.includes(key));
}
