/**
 * The port between a campaign's sender and whoever delivers its mails. Invariants that every vendor keeps (vendor.contract.ts
 * asks them of each): there are as many answers as messages and in their order; send() never rejects, since a rejection would
 * not say which messages went; and what may have gone is never said to have failed.
 */

import type { ReceiptEvent } from "@outrider/shared/campaigns";

/** One mail to one person, rendered. */
export interface OutMessage {
  /**
   * The same whenever the same message is handed over again; another one where a person has one that failed for good sent
   * anew, since the vendor would say the same of the same. Letters, digits, `.`, `_`, `:` and `-`; at most 200.
   */
  readonly key: string;
  readonly workspace: string;
  readonly campaign: string;
  /** One bare address. */
  readonly to: string;
  /** Who it says that it is from, `Name <address>` or an address; none: the vendor's own. */
  readonly from?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further headers, e.g. List-Unsubscribe and List-Unsubscribe-Post. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * taken: the vendor has it (`id`: its own name for it). failed: surely not sent; `again`: worth another try; `bounced`: the
 * address is bad. unknown: nobody can tell, so it is never handed over again by itself.
 */
export type Handed =
  | { readonly is: "taken"; readonly id: string }
  | {
      readonly is: "failed";
      readonly why: string;
      readonly again: boolean;
      readonly bounced?: boolean;
      /** Not before this long from now, as the vendor asks. */
      readonly afterMs?: number;
    }
  | { readonly is: "unknown"; readonly why: string };

export interface Vendor {
  readonly name: "smtp" | "http" | "simulated";
  /** The same key handed over twice is one message. */
  readonly idempotent: boolean;
  /** Whether receipts say later what came of a message that was taken. */
  readonly tellsLater: boolean;
  /** Never rejects. Aborted or stopped, what was not begun has failed and may be tried again. */
  send(messages: readonly OutMessage[], signal: AbortSignal): Promise<readonly Handed[]>;
  /** Waits for what is under way; what is sent afterwards has failed and may be tried again. */
  stop(): Promise<void>;
}

/** A receipt as it comes in, verified. */
export interface Receipt {
  /** The vendor's own name of this receipt: the same one twice is one. */
  readonly id: string;
  /** What the vendor calls the message: the `id` of its `taken`. */
  readonly messageId: string;
  readonly event: ReceiptEvent;
  /** When it happened, in milliseconds. */
  readonly at: number;
  readonly why?: string;
}
