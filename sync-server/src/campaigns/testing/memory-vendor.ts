// A vendor in memory: keeps all that it was handed by key, as a real one that knows messages by their keys, and can be told to
// refuse, to be slow or to break.
import type { Handed, OutMessage, Vendor } from "../vendor-port.ts";

export interface MemoryVendor extends Vendor {
  /** What readers got: one a key where the vendor is idempotent, else every one. */
  readonly out: OutMessage[];
  /** How often it was called with each key. */
  readonly handed: Map<string, number>;
  answer: (message: OutMessage) => Handed | null;
  before: () => Promise<void>;
}

export function memoryVendor(idempotent = true): MemoryVendor {
  const out: OutMessage[] = [];
  const handed = new Map<string, number>();
  const vendor: MemoryVendor = {
    name: idempotent ? "http" : "smtp", idempotent, tellsLater: false, out, handed,
    answer: () => null,
    before: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(messages) {
      await vendor.before();
      return messages.map((message): Handed => {
        const times = handed.get(message.key) ?? 0;
        handed.set(message.key, times + 1);
        const told = vendor.answer(message);
        if (told) return told;
        if (!idempotent || times === 0) out.push(message);
        return { is: "taken", id: `m-${message.key}` };
      });
    },
  };
  return vendor;
}

/** From now on it answers nobody before it is let go. */
export function holdBack(vendor: MemoryVendor): { /** Whether it has messages in hand. */ inHand(): boolean; letGo(): void } {
  let inHand = false;
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  vendor.before = async () => {
    inHand = true;
    await held;
  };
  return { inHand: () => inHand, letGo };
}
