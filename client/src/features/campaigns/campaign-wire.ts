// What the server tells of campaigns besides their records: messages, addresses written to no more, who delivers. Checked,
// since it comes from the network; what is none is left out.
import { type Given, listOf, objectOf, textOf } from "../../app/answer-parts.ts";

const timeOf = (given: Given, key: string): number | null => {
  const value = given[key];
  const at = typeof value === "number" ? value : Date.parse(textOf(value));
  return Number.isNaN(at) ? null : at;
};

export const STATUSES = ["QUEUED", "SENT", "FAILED", "UNKNOWN", "SKIPPED"] as const;
export const EVENTS = ["delivered", "opened", "clicked", "bounced", "unsubscribed"] as const;

export interface LoggedMessage {
  /** Id of the contact. */
  readonly customer: string;
  /** "": this person may not see them. */
  readonly name: string;
  readonly status: string;
  readonly why: string;
  readonly sentAt: number | null;
  readonly updatedAt: number | null;
  readonly events: readonly string[];
}

export const messagesOf = (answer: unknown): readonly LoggedMessage[] =>
  listOf(answer).flatMap((given) => {
    const customer = textOf(given["customer_id"]);
    if (customer === "") return [];
    return [{ customer, name: textOf(given["customer_name"]), status: textOf(given["status"]), why: textOf(given["why"]), sentAt: timeOf(given, "sent_at"), updatedAt: timeOf(given, "updated_at"), events: EVENTS.filter((event) => timeOf(given, `${event}_at`) !== null) }];
  });

export interface DeliveryBy { /** smtp, http, simulated; "": there is none. */ readonly vendor: string; readonly simulated: boolean }

export const deliveryOf = (answer: unknown): DeliveryBy => {
  const { vendor, simulated } = objectOf(answer);
  return { vendor: textOf(vendor), simulated: simulated === true };
};

export interface SuppressedAddress { readonly id: string; /** "": only that there is one is known. */ readonly address: string; readonly why: string; readonly note: string; readonly at: number | null }

export const suppressedOf = (answer: unknown): readonly SuppressedAddress[] =>
  listOf(answer).flatMap((given) => (textOf(given["id"]) === "" ? [] : [{ id: textOf(given["id"]), address: textOf(given["address"]), why: textOf(given["why"]), note: textOf(given["note"]), at: timeOf(given, "at") }]));
