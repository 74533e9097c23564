// The receipts of a stand-in vendor: told late, some twice and some before what happened earlier, signed, and again until
// they are taken; those of messages that the server does not know yet are told again too.
import { hash32 } from "@outrider/shared/kernel";
import { SIGNATURE_HEADER, signatureOf } from "../../platform/signature.ts";

interface Told { readonly id: string; readonly vendor_message_id: string; readonly event: string; readonly at: number }

export interface VendorReceipts {
  /** What became of a message that was just taken. */
  about(message: { readonly key: string; readonly id: string }, at: number): void;
  /** Of receipts, not yet taken by the server. */
  waiting(): number;
  stop(): void;
}

interface Deps {
  readonly url: string;
  readonly secret: string;
  /** Of messages: told as failed. */
  readonly failedPercent: number;
  /** How long after a message was taken, at the most. */
  readonly lateMs: number;
  readonly told: (receipts: readonly Told[]) => void;
}

const A_BODY = 200;
const PAUSE_MS = 50;

export const vendorFails = (key: string, percent: number): boolean => hash32(key) % 100 < percent;

export function createVendorReceipts({ url, secret, failedPercent, lateMs, told }: Deps): VendorReceipts {
  let waiting: { receipt: Told; due: number }[] = [];
  let busy = false;

  async function tell(): Promise<void> {
    const now = Date.now();
    const due = waiting.filter((one) => one.due <= now).slice(0, A_BODY);
    if (busy || due.length === 0) return;
    busy = true;
    const body = JSON.stringify({ receipts: due.map(({ receipt }) => receipt) });
    try {
      const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json", [SIGNATURE_HEADER]: signatureOf(secret, Math.floor(now / 1000), body) }, signal: AbortSignal.timeout(10_000) });
      const answer = (await response.json()) as { readonly data?: { readonly unknown_messages?: readonly string[] } };
      if (response.status === 202) {
        const unknown = new Set(answer.data?.unknown_messages);
        const taken = due.filter(({ receipt }) => !unknown.has(receipt.vendor_message_id));
        waiting = waiting.filter((one) => !taken.includes(one));
        told(taken.map(({ receipt }) => receipt));
      }
    } catch {
      // The server is away: it is told again.
    }
    for (const one of due) one.due = Date.now() + 200;
    busy = false;
  }
  const timer = setInterval(() => void tell(), PAUSE_MS);

  return {
    about({ key, id }, at) {
      const say = (event: string): void => {
        const receipt = { id: `${id}-${event}`, vendor_message_id: id, event, at };
        const draw = hash32(`${key} ${event}`);
        const due = Date.now() + (draw % Math.max(1, lateMs));
        waiting.push({ receipt, due });
        if (draw % 10 === 0) waiting.push({ receipt, due: due + 20 });
      };
      if (vendorFails(key, failedPercent)) return say("failed");
      say("delivered");
      return say("sent");
    },
    waiting: () => waiting.length,
    stop: () => clearInterval(timer),
  };
}
