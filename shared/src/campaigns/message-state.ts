// What becomes of one message, as a table. Invariants: from QUEUED to SENT it goes through HANDING, which is committed before
// anybody is handed it; UNKNOWN and SENT lead to no HANDING: what may have gone out goes out no second time by itself.

export const MESSAGE_STATUSES = ["QUEUED", "HANDING", "SENT", "FAILED", "UNKNOWN", "SKIPPED"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/**
 * hand: it is about to be handed over. taken: the vendor has it. again: surely not sent, worth another try. failed: surely not
 * sent, for good. lost: nobody can tell. skip: it must not be sent. retry: somebody asks for another try by hand.
 */
export type MessageEvent = "hand" | "taken" | "again" | "failed" | "lost" | "skip" | "retry";

const NEXT: Readonly<Record<MessageStatus, Partial<Readonly<Record<MessageEvent, MessageStatus>>>>> = {
  QUEUED: { hand: "HANDING", skip: "SKIPPED" },
  // Handed over again with the same name where its vendor knows that name; else it is lost.
  HANDING: { hand: "HANDING", taken: "SENT", again: "QUEUED", failed: "FAILED", lost: "UNKNOWN", skip: "SKIPPED" },
  // Vendors that tell later may still say that it failed.
  SENT: { failed: "FAILED" },
  FAILED: { retry: "QUEUED", taken: "SENT" },
  // Nothing but the vendor's own word ends this.
  UNKNOWN: { taken: "SENT", failed: "FAILED" },
  SKIPPED: {},
};

/** Null: this cannot happen to it now. */
export const nextStatus = (status: MessageStatus, event: MessageEvent): MessageStatus | null => NEXT[status][event] ?? null;

/** What it can become by one event; the database is watched for no other move while campaigns are tested. */
export const becomes = (status: MessageStatus): readonly MessageStatus[] => [...new Set(Object.values(NEXT[status]))];

/** As other programs are told: what is in hand is not sent yet. */
export const shownStatus = (status: MessageStatus): Exclude<MessageStatus, "HANDING"> => (status === "HANDING" ? "QUEUED" : status);
