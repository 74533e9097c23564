// The door of receipts: the signature over the very bytes and their time first, then their shape, then the intake. The
// simulated vendor comes by the same door. Invariants: what is forged, old or misshapen changes nothing; the same body again
// is the same receipts again, which are kept once; what is refused is counted.
import type { Clock } from "../../platform/clock.ts";
import { isSignedBy, signatureOf } from "../../platform/signature.ts";
import type { Kept } from "./keep-receipts.ts";
import { readReceipts, type ReceiptFault } from "./read-receipts.ts";
import { IntakeFull, type ReceiptIntake } from "./receipt-intake.ts";
import type { ReceiptTally } from "./receipt-tally.ts";

export type Received =
  | { readonly is: "taken"; readonly kept: Readonly<Record<Kept, number>>; /** Of their messages, at most 100. */ readonly unknown: readonly string[] }
  | { readonly is: "forged" | "not-json" | "busy" }
  | { readonly is: "invalid"; readonly faults: readonly ReceiptFault[] };

/** `body` as it came; `address`: whose, for who looks into what was refused. */
export type Receive = (given: { readonly body: string; readonly signature: string; readonly address: string }) => Promise<Received>;

interface Deps {
  readonly secret: string;
  readonly intake: Pick<ReceiptIntake, "take">;
  readonly tally: Pick<ReceiptTally, "count">;
  readonly clock: Clock;
}

const MOST_NAMED = 100;

export function createReceive({ secret, intake, tally, clock }: Deps): Receive {
  return async ({ body, signature, address }) => {
    if (!isSignedBy(secret, signature, body, Math.floor(clock.now() / 1000))) {
      tally.count("forged", 1, address);
      return { is: "forged" };
    }
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return { is: "not-json" };
    }
    const read = readReceipts(value, clock.now());
    if (!read.ok) return { is: "invalid", faults: read.faults };
    let all: readonly Kept[];
    try {
      all = await intake.take(read.receipts);
    } catch (error) {
      if (error instanceof IntakeFull) return { is: "busy" };
      throw error;
    }
    const kept: Record<Kept, number> = { taken: 0, repeated: 0, uncounted: 0, unknown: 0 };
    for (const one of all) kept[one] += 1;
    for (const outcome of ["taken", "repeated", "uncounted", "unknown"] as const) if (kept[outcome] > 0) tally.count(outcome, kept[outcome], address);
    return { is: "taken", kept, unknown: read.receipts.filter((_, place) => all[place] === "unknown").slice(0, MOST_NAMED).map(({ messageId }) => messageId) };
  };
}

/** The header that goes with a body. */
export const signReceipts = (secret: string, body: string, now: number): string => signatureOf(secret, Math.floor(now / 1000), body);
