// How a message stands by what its vendor has said of it. Invariant: whatever order receipts come in and however often, the
// standing that results is the same: of each event the earliest time is kept, and what says more of the message's way
// outranks what says less. Pure: a standing and a receipt in, a standing out.
import type { MessageStatus } from "./message-state.ts";

export const RECEIPT_EVENTS = ["sent", "failed", "delivered", "bounced", "opened", "clicked", "unsubscribed", "complained"] as const;
export type ReceiptEvent = (typeof RECEIPT_EVENTS)[number];

/** Times are milliseconds since 1970; null: it has not happened, as far as is known. */
export interface Standing {
  readonly status: MessageStatus;
  readonly sentAt: number | null;
  readonly deliveredAt: number | null;
  readonly openedAt: number | null;
  readonly clickedAt: number | null;
  readonly bouncedAt: number | null;
  readonly unsubscribedAt: number | null;
  readonly complainedAt: number | null;
  /** Why it failed or came back. */
  readonly why: string | null;
}

type Stamp = Exclude<keyof Standing, "status" | "why">;

/** What has also happened when this has: who clicks has the mail before them. */
const STAMPS: Readonly<Record<ReceiptEvent, readonly Stamp[]>> = {
  sent: ["sentAt"],
  failed: [],
  bounced: ["sentAt", "bouncedAt"],
  delivered: ["sentAt", "deliveredAt"],
  opened: ["sentAt", "deliveredAt", "openedAt"],
  clicked: ["sentAt", "deliveredAt", "openedAt", "clickedAt"],
  unsubscribed: ["sentAt", "deliveredAt", "unsubscribedAt"],
  // Who calls it spam wants no more of it.
  complained: ["sentAt", "deliveredAt", "unsubscribedAt", "complainedAt"],
};

const earlier = (known: number | null, at: number): number => (known === null ? at : Math.min(known, at));
const lesser = (known: string | null, why: string | undefined): string | null => (why === undefined ? known : known === null || why < known ? why : known);

/** That it failed is believed unless somebody has it all the same. What was left out by us stays so. */
function statusAfter({ status, deliveredAt }: Standing, event: ReceiptEvent): MessageStatus {
  if (status === "SKIPPED") return status;
  if (deliveredAt !== null) return "SENT";
  if (event === "failed" || status === "FAILED") return "FAILED";
  return "SENT";
}

/** The same for any order of the receipts, and for any of them twice. */
export function withReceipt(standing: Standing, { event, at, why }: { readonly event: ReceiptEvent; readonly at: number; readonly why?: string }): Standing {
  const stamps = Object.fromEntries(STAMPS[event].map((stamp) => [stamp, earlier(standing[stamp], at)])) as Partial<Record<Stamp, number>>;
  const next = { ...standing, ...stamps, why: lesser(standing.why, why) };
  return { ...next, status: statusAfter(next, event) };
}
