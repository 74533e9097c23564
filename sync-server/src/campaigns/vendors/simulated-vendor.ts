// A vendor for trying out: nothing leaves the server. About nine in ten are sent and the rest fail, as a hash of the key
// decides, so that the same message fares the same whenever it is handed over; what came of it is told later by receipts, in
// rounds: some come twice, and some before what happened earlier; of mails that count it, who opened them and clicked. Invariant: what is to be told is stored (`later`) before a
// message counts as taken, so that no crash leaves one of which nothing is heard.
import { hash32 } from "@outrider/shared/kernel";
import type { Clock } from "../../platform/clock.ts";
import type { Handed, OutMessage, Receipt, Vendor } from "../vendor-port.ts";
import { beginEach } from "./begin-each.ts";
import { refusalOf } from "./check-message.ts";

/** Messages that were taken together, of which a round of receipts is to be told. */
export interface SimulatedBatch {
  readonly keys: readonly string[];
  /** Of these, those whose mail counts opens and clicks. */
  readonly counted?: readonly string[];
  /** When they were taken, ms. */
  readonly at: number;
  readonly round: number;
}

export const ROUNDS = 3;
/** How long after they were taken a round is told; the last is of who read it. */
export const ROUND_AFTER_MS: readonly number[] = [1_500, 8_000, 20_000];
/** Rounds of a batch: where nothing is counted there is nothing to tell of readers. */
export const roundsOf = ({ counted = [] }: SimulatedBatch): number => (counted.length > 0 ? ROUNDS : ROUNDS - 1);

const FAILED_PERCENT = 10;
/** Of what was sent: told as delivered before it is told as sent. */
const REORDERED_PERCENT = 15;
const TWICE_PERCENT = 10;
/** Of what was delivered and is counted; a click without an open before it is told too. */
const OPENED_PERCENT = 45;
const CLICKED_PERCENT = 12;
/** The picture that counts an opening, as it stands in a mail. */
const COUNTS = /\/o\/[\w-]{43}"/;
const A_BATCH = 500;

/** 0 to 99, another one for each question. */
const draw = (key: string, question: string): number => hash32(`${question} ${key} ${question}`) % 100;
const idOf = (key: string): string => `simulated-${key}`;

export const simulatedFails = (key: string): boolean => draw(key, "fails") < FAILED_PERCENT;

/** The receipts of one round, in the order in which they come. */
export function simulatedReceipts({ keys, counted = [], at, round }: SimulatedBatch): readonly Receipt[] {
  const of = (key: string): readonly Receipt[] => {
    const receipt = (event: Receipt["event"], afterMs: number, why?: string): Receipt => ({ id: `${idOf(key)}-${event}`, messageId: idOf(key), event, at: at + afterMs, ...(why !== undefined && { why }) });
    const twice = (receipts: readonly Receipt[]): readonly Receipt[] => (draw(key, `twice ${round}`) < TWICE_PERCENT ? [...receipts, ...receipts] : receipts);
    if (simulatedFails(key)) return round === 0 ? twice([receipt("failed", 300, "The simulated vendor could not deliver it.")]) : [];
    if (round === ROUNDS - 1) {
      const [opened, clicked] = [draw(key, "opens") < OPENED_PERCENT, draw(key, "clicks") < CLICKED_PERCENT];
      return twice([...(clicked ? [receipt("clicked", 9_000 + draw(key, "time") * 100)] : []), ...(opened ? [receipt("opened", 4_000 + draw(key, "time") * 50)] : [])]);
    }
    const delivered = receipt("delivered", 900 + draw(key, "time") * 10);
    const sent = receipt("sent", 200);
    const reordered = draw(key, "reordered") < REORDERED_PERCENT;
    if (round === 0) return twice([reordered ? delivered : sent]);
    return twice([reordered ? sent : delivered]);
  };
  return (round === ROUNDS - 1 ? counted : keys).flatMap(of).sort((a, b) => hash32(a.id) - hash32(b.id));
}

interface Deps {
  /** Stores that a round is to be told. */
  readonly later: (batch: SimulatedBatch) => Promise<void>;
  readonly clock: Clock;
}

export function createSimulatedVendor({ later, clock }: Deps): Vendor {
  async function hand(messages: readonly OutMessage[]): Promise<readonly Handed[]> {
    const refusals = messages.map(refusalOf);
    const taken = messages.filter((_, at) => refusals[at] === null);
    const keys = [...new Set(taken.map(({ key }) => key))];
    const counted = [...new Set(taken.filter(({ html }) => COUNTS.test(html)).map(({ key }) => key))];
    try {
      if (keys.length > 0) await later({ keys, ...(counted.length > 0 && { counted }), at: clock.now(), round: 0 });
    } catch (error) {
      return messages.map((_, at) => refusals[at] ?? { is: "failed", why: error instanceof Error ? error.message : String(error), again: true });
    }
    return messages.map(({ key }, at) => refusals[at] ?? { is: "taken", id: idOf(key) });
  }
  const inBatches = (messages: readonly OutMessage[]): readonly (readonly OutMessage[])[] => Array.from({ length: Math.ceil(messages.length / A_BATCH) }, (_, at) => messages.slice(at * A_BATCH, (at + 1) * A_BATCH));
  const { send, stop } = beginEach<readonly OutMessage[]>({ parts: inBatches, hand, size: (part) => part.length, atOnce: 2 });
  return { name: "simulated", idempotent: true, tellsLater: true, send, stop };
}
