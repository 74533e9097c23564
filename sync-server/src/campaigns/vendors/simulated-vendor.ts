// A vendor for trying out: nothing leaves the server. About nine in ten are sent and the rest fail, as a hash of the key
// decides, so that the same message fares the same whenever it is handed over; what came of it is told later by receipts, in
// rounds: some come twice, and some before what happened earlier. Invariant: what is to be told is stored (`later`) before a
// message counts as taken, so that no crash leaves one of which nothing is heard.
import { hash32 } from "@outrider/shared/kernel";
import type { Clock } from "../../platform/clock.ts";
import type { Handed, OutMessage, Receipt, Vendor } from "../vendor-port.ts";
import { beginEach } from "./begin-each.ts";
import { refusalOf } from "./check-message.ts";

/** Messages that were taken together, of which a round of receipts is to be told. */
export interface SimulatedBatch {
  readonly keys: readonly string[];
  /** When they were taken, ms. */
  readonly at: number;
  readonly round: number;
}

export const ROUNDS = 2;
/** How long after they were taken a round is told. */
export const ROUND_AFTER_MS: readonly number[] = [1_500, 8_000];

const FAILED_PERCENT = 10;
/** Of what was sent: told as delivered before it is told as sent. */
const REORDERED_PERCENT = 15;
const TWICE_PERCENT = 10;
const A_BATCH = 500;

/** 0 to 99, another one for each question. */
const draw = (key: string, question: string): number => hash32(`${question} ${key} ${question}`) % 100;
const idOf = (key: string): string => `simulated-${key}`;

export const simulatedFails = (key: string): boolean => draw(key, "fails") < FAILED_PERCENT;

/** The receipts of one round, in the order in which they come. */
export function simulatedReceipts({ keys, at, round }: SimulatedBatch): readonly Receipt[] {
  const of = (key: string): readonly Receipt[] => {
    const receipt = (event: Receipt["event"], afterMs: number, why?: string): Receipt => ({ id: `${idOf(key)}-${event}`, messageId: idOf(key), event, at: at + afterMs, ...(why !== undefined && { why }) });
    const twice = (receipts: readonly Receipt[]): readonly Receipt[] => (draw(key, `twice ${round}`) < TWICE_PERCENT ? [...receipts, ...receipts] : receipts);
    if (simulatedFails(key)) return round === 0 ? twice([receipt("failed", 300, "The simulated vendor could not deliver it.")]) : [];
    const delivered = receipt("delivered", 900 + draw(key, "time") * 10);
    const sent = receipt("sent", 200);
    const reordered = draw(key, "reordered") < REORDERED_PERCENT;
    if (round === 0) return twice([reordered ? delivered : sent]);
    return twice([reordered ? sent : delivered]);
  };
  return keys.flatMap(of).sort((a, b) => hash32(a.id) - hash32(b.id));
}

interface Deps {
  /** Stores that a round is to be told. */
  readonly later: (batch: SimulatedBatch) => Promise<void>;
  readonly clock: Clock;
}

export function createSimulatedVendor({ later, clock }: Deps): Vendor {
  async function hand(messages: readonly OutMessage[]): Promise<readonly Handed[]> {
    const refusals = messages.map(refusalOf);
    const keys = [...new Set(messages.filter((_, at) => refusals[at] === null).map(({ key }) => key))];
    try {
      if (keys.length > 0) await later({ keys, at: clock.now(), round: 0 });
    } catch (error) {
      return messages.map((_, at) => refusals[at] ?? { is: "failed", why: error instanceof Error ? error.message : String(error), again: true });
    }
    return messages.map(({ key }, at) => refusals[at] ?? { is: "taken", id: idOf(key) });
  }
  const inBatches = (messages: readonly OutMessage[]): readonly (readonly OutMessage[])[] => Array.from({ length: Math.ceil(messages.length / A_BATCH) }, (_, at) => messages.slice(at * A_BATCH, (at + 1) * A_BATCH));
  const { send, stop } = beginEach<readonly OutMessage[]>({ parts: inBatches, hand, size: (part) => part.length, atOnce: 2 });
  return { name: "simulated", idempotent: true, tellsLater: true, send, stop };
}
