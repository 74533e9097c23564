// A customer as they are taken: checked. Pure.
import { editWhy } from "@outrider/shared/schema";
import { amountIn, countIn, currencyIn, emailIn, instantIn, nameIn, phoneIn, type Raw, tagsIn, unknownNames } from "./read-field.ts";
import { BadField } from "./row-fault.ts";

export interface CustomerRow {
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
  readonly tags: readonly string[];
  /** What was there before the first order. Exact decimal. */
  readonly spend?: string;
  /** None: the workspace's own. */
  readonly currency?: string;
  readonly visits?: number;
  /** ms since 1970. */
  readonly lastActive?: number;
  readonly createdAt?: number;
}

export const CUSTOMER_NAMES = {
  email: ["email"], name: ["name"], phone: ["phone"], tags: ["tags"], spend: ["spend", "totalSpend", "total_spend"], currency: ["currency"], visits: ["visits"],
  lastActive: ["last_active", "lastActive", "lastPurchaseDate"], createdAt: ["created_at", "createdAt"],
} as const satisfies Record<string, readonly string[]>;

const KNOWN = new Set(Object.values(CUSTOMER_NAMES).flat());
const MOST_VISITS = 1_000_000_000;

/** Throws BadField. `now`: of the server, ms. */
export function customerRow(row: Raw, now: number): CustomerRow {
  unknownNames(row, KNOWN);
  const email = emailIn(row, CUSTOMER_NAMES.email);
  if (email === undefined) throw new BadField("email", editWhy("empty", { label: "email" }));
  const [name, phone, spend, currency] = [nameIn(row, CUSTOMER_NAMES.name), phoneIn(row, CUSTOMER_NAMES.phone), amountIn(row, CUSTOMER_NAMES.spend), currencyIn(row, CUSTOMER_NAMES.currency)];
  const [visits, lastActive, createdAt] = [countIn(row, CUSTOMER_NAMES.visits, MOST_VISITS), instantIn(row, CUSTOMER_NAMES.lastActive, now), instantIn(row, CUSTOMER_NAMES.createdAt, now)];
  return {
    email, tags: tagsIn(row, CUSTOMER_NAMES.tags),
    ...(name !== undefined && { name }), ...(phone !== undefined && { phone }), ...(spend !== undefined && { spend }), ...(currency !== undefined && { currency }),
    ...(visits !== undefined && { visits }), ...(lastActive !== undefined && { lastActive }), ...(createdAt !== undefined && { createdAt }),
  };
}
