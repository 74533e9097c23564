// Customers for somebody who asks: contacts of whom there are orders or who were posted as customers, as far as they may be
// seen, in the words of other systems. It lists contacts; what they may be asked by is the contacts' own.
import type { Json } from "@outrider/shared/kernel";
import { elementsOf, type PackedRecord, unpack } from "@outrider/shared/records";
import { moneyOf, type Value } from "@outrider/shared/schema";
import type { Database } from "../db/database.ts";
import { keys } from "../feed/sql-rows.ts";
import { normalEmail } from "../feed/customer-id.ts";
import type { ListQuery } from "../rest/list-query.ts";
import type { ListRecords } from "../rest/list-records.ts";

export interface WireCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly tags: readonly string[];
  /** In `currency`, the workspace's own. */
  readonly spend: number;
  readonly currency: string | null;
  /** What was spent in currencies that had no rate on that day: it is in no sum. */
  readonly other_spend: readonly { readonly amount: number; readonly currency: string }[];
  readonly visits: number;
  readonly last_active: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface CustomersFound { readonly customers: readonly WireCustomer[]; readonly total: number; readonly next: string | null }
/** `email`: of whoever has this address, in its normal form. */
export type ReadCustomers = (workspace: string, user: string, query: ListQuery, email?: string) => Promise<CustomersFound | "not-a-member">;

interface Beside { readonly contact: string; readonly createdAt: number; readonly others: readonly (readonly [number, string])[] | null }

export function createReadCustomers({ database: { sql }, listRecords }: { readonly database: Pick<Database, "sql">; readonly listRecords: ListRecords }): ReadCustomers {
  /** As it is written in the records of those who have it. */
  async function spellings(workspace: string, email: string): Promise<readonly string[]> {
    const rows = await sql<{ state: PackedRecord }[]>`
      select state from record where workspace_id = ${workspace} and id in (select contact_id from customer_email where workspace_id = ${workspace} and email = ${email})`;
    return [email, ...rows.flatMap(({ state }) => elementsOf(unpack(state), "emails").filter((one) => normalEmail(one) === email))];
  }

  return async (workspace, user, query, email) => {
    const named = email === undefined ? [] : [{ field: "emails", op: "in", value: await spellings(workspace, email) } as const];
    const found = await listRecords(workspace, user, "contact", { ...query, conditions: [...query.conditions, ...named, { field: "visits", op: "filled" }] });
    if (found === "not-a-member") return found;
    const ids = found.records.map(({ id }) => String(id));
    const rows = await sql<Beside[]>`
      select contact_id as contact, created_at as "createdAt", others from customer where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${keys(ids)}::json))`;
    const beside = new Map(rows.map((row) => [row.contact, row]));
    return { customers: found.records.map((record) => wireOf(record, beside.get(String(record["id"])))), total: found.total, next: found.next };
  };
}

const listOf = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function wireOf(record: Readonly<Record<string, Json>>, beside: Beside | undefined): WireCustomer {
  const spend = moneyOf(record["spend"] as Value);
  const last = record["lastActive"];
  const updated = String(record["updatedAt"]);
  return {
    id: String(record["id"]), name: String(record["name"] ?? ""), email: listOf(record["emails"])[0] ?? null, phone: listOf(record["phones"])[0] ?? null, tags: listOf(record["tags"]),
    spend: spend?.amount ?? 0, currency: spend?.currency ?? null, other_spend: (beside?.others ?? []).map(([amount, currency]) => ({ amount, currency })),
    visits: Number(record["visits"] ?? 0), last_active: typeof last === "string" ? last : null, created_at: beside ? new Date(beside.createdAt).toISOString() : updated, updated_at: updated,
  };
}
