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

/** `at`: when the hour begins, ms. */
export interface SentHour { readonly at: number; readonly sent: number }

const HOUR_MS = 3_600_000;
/** More columns than this nobody can tell apart. */
const MOST_COLUMNS = 48;

/** How many went out in each hour, also in those between in which none did; where it took long, in longer times that are equal. */
export function hoursOf(answer: unknown): readonly SentHour[] {
  const hours = listOf(answer).flatMap((given): SentHour[] => {
    const [at, sent] = [timeOf(given, "at"), given["sent"]];
    return at === null || typeof sent !== "number" || sent === 0 ? [] : [{ at, sent }];
  }).sort((a, b) => a.at - b.at);
  const [first, last] = [hours[0], hours.at(-1)];
  if (first === undefined || last === undefined) return [];
  const width = Math.ceil(((last.at - first.at) / HOUR_MS + 1) / MOST_COLUMNS) * HOUR_MS;
  const columns = Array.from({ length: Math.floor((last.at - first.at) / width) + 1 }, (_, column) => ({ at: first.at + column * width, sent: 0 }));
  for (const { at, sent } of hours) {
    const column = columns[Math.floor((at - first.at) / width)];
    if (column) column.sent += sent;
  }
  return columns;
}

export interface DeliveryBy { /** smtp, http, simulated; "": there is none. */ readonly vendor: string; readonly simulated: boolean }

export const deliveryOf = (answer: unknown): DeliveryBy => {
  const { vendor, simulated } = objectOf(answer);
  return { vendor: textOf(vendor), simulated: simulated === true };
};

export interface SuppressedAddress { readonly id: string; /** "": only that there is one is known. */ readonly address: string; readonly why: string; readonly note: string; readonly at: number | null }

export const suppressedOf = (answer: unknown): readonly SuppressedAddress[] =>
  listOf(answer).flatMap((given) => (textOf(given["id"]) === "" ? [] : [{ id: textOf(given["id"]), address: textOf(given["address"]), why: textOf(given["why"]), note: textOf(given["note"]), at: timeOf(given, "at") }]));
