// What becomes of one message, as a table. Invariants: from QUEUED to SENT it goes through HANDING, which is committed before
// anybody is handed it; UNKNOWN and SENT lead to no HANDING: what may have gone out goes out no second time by itself.

export const MESSAGE_STATUSES = ["QUEUED", "HANDING", "SENT", "FAILED", "UNKNOWN", "SKIPPED"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

const NEXT: Readonly<Record<MessageStatus, readonly MessageStatus[]>> = {
  // It is about to be handed over; it must not be sent.
  QUEUED: ["HANDING", "SKIPPED"],
  // The vendor has it; surely not sent: worth another try, or for good; nobody can tell. It is handed over again with the
  // same name where its vendor knows that name.
  HANDING: ["HANDING", "SENT", "QUEUED", "FAILED", "UNKNOWN", "SKIPPED"],
  // Vendors that tell later may still say that it failed.
  SENT: ["FAILED"],
  // Somebody asks for another try by hand; the vendor says that it did go.
  FAILED: ["QUEUED", "SENT"],
  // Nothing but the vendor's own word ends this.
  UNKNOWN: ["SENT", "FAILED"],
  SKIPPED: [],
};

/** What it can become in one step; the database is watched for no other move while campaigns are tested. */
export const becomes = (status: MessageStatus): readonly MessageStatus[] => NEXT[status];

/** As other programs are told: what is in hand is not sent yet. */
export const shownStatus = (status: MessageStatus): Exclude<MessageStatus, "HANDING"> => (status === "HANDING" ? "QUEUED" : status);
