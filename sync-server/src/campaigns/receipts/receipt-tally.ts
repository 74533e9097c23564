// Counts receipts by what came of them: all of them for the scraper of this server, and those that were refused for the audit
// log, where admins of every server see them. Invariant: a flood of forged receipts is one row a minute, and not a flood of
// rows; what was not noted yet is noted when the server stops.
import type { Clock } from "../../platform/clock.ts";
import type { Kept } from "./keep-receipts.ts";

export type ReceiptOutcome = Kept | "forged";

export interface ReceiptTally {
  count(outcome: ReceiptOutcome, receipts: number, address: string): void;
  stop(): Promise<void>;
}

interface Deps {
  readonly metric: (outcome: ReceiptOutcome, receipts: number) => void;
  /** Writes the row. */
  readonly note: (address: string, counts: { readonly forged: number; readonly unknown: number }) => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly clock: Clock;
  readonly everyMs?: number;
}

const EVERY_MS = 60_000;

export function createReceiptTally({ metric, note, failed, clock, everyMs = EVERY_MS }: Deps): ReceiptTally {
  let refused = { forged: 0, unknown: 0 };
  let from = "";
  let notedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let noting: Promise<void> = Promise.resolve();

  function noteNow(): void {
    clearTimeout(timer);
    timer = undefined;
    if (refused.forged + refused.unknown === 0) return;
    const [counts, address] = [refused, from];
    refused = { forged: 0, unknown: 0 };
    notedAt = clock.now();
    noting = noting.then(() => note(address, counts)).catch(failed);
  }

  return {
    count(outcome, receipts, address) {
      metric(outcome, receipts);
      if (outcome !== "forged" && outcome !== "unknown") return;
      refused[outcome] += receipts;
      from = address;
      const wait = notedAt + everyMs - clock.now();
      if (wait <= 0) noteNow();
      else timer ??= setTimeout(noteNow, wait).unref();
    },
    async stop() {
      noteNow();
      await noting;
    },
  };
}
