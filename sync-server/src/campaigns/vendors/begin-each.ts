// Hands over messages a few at a time and answers in their order. Invariant: what was not begun when it was told to stop has
// failed and may be tried again; what was begun is waited for.
import type { Handed, OutMessage, Vendor } from "../vendor-port.ts";

const NOT_BEGUN: Handed = { is: "failed", why: "The server was about to stop.", again: true };

export interface Work<T> {
  /** What is handed over in one go, in the order of the messages. */
  readonly parts: (messages: readonly OutMessage[]) => readonly T[];
  /** As many answers as the part has messages. Must not reject. */
  readonly hand: (part: T, signal: AbortSignal) => Promise<readonly Handed[]>;
  /** How many messages a part has. */
  readonly size: (part: T) => number;
  readonly atOnce: number;
}

/** The `send` and `stop` of a vendor that hands over so. */
export function beginEach<T>({ parts, hand, size, atOnce }: Work<T>): Pick<Vendor, "send" | "stop"> {
  let stopping = false;
  const underWay = new Set<Promise<unknown>>();

  async function all(messages: readonly OutMessage[], signal: AbortSignal): Promise<readonly Handed[]> {
    const todo = parts(messages);
    const answers: (readonly Handed[])[] = [];
    let next = 0;
    const one = async (): Promise<void> => {
      for (let at = next++; at < todo.length; at = next++) {
        const part = todo[at] as T;
        answers[at] = stopping || signal.aborted ? Array.from({ length: size(part) }, () => NOT_BEGUN) : await hand(part, signal);
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, todo.length) }, one));
    return answers.flat();
  }

  return {
    async send(messages, signal) {
      const doing = all(messages, signal);
      underWay.add(doing);
      return await doing.finally(() => underWay.delete(doing));
    },
    async stop() {
      stopping = true;
      await Promise.allSettled(underWay);
    },
  };
}
