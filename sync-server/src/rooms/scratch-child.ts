/**
 * The process in which updates are tried: it may run out of memory or never come back, and the server goes on.
 * Invariant: an answer is on its way before the next piece of work begins, so that who is in hand when it dies is
 * known. It holds copies until it is told to forget them, and nothing else: no database, no secret, no network.
 */
import { type WarmCopy, faultOf, openCopy, settleBody, tryOn } from "@outrider/shared/bodies";
import type { Answer, FromChild, ToChild, Work } from "./scratch-messages.ts";

const copies = new Map<string, WarmCopy>();

const forget = (key: string): void => {
  copies.get(key)?.doc.destroy();
  copies.delete(key);
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const attempt = (work: Extract<Work, { type: "try" }>): Answer => {
  if (work.load !== null) {
    forget(work.key);
    try {
      copies.set(work.key, openCopy(work.key, work.load.base, work.load.recent));
    } catch (error) {
      return { kind: "broken", message: wordsOf(error) };
    }
  }
  const copy = copies.get(work.key);
  if (copy === undefined) return { kind: "cold" };
  let answer: Answer;
  try {
    answer = tryOn(copy, work.update);
  } catch {
    answer = { kind: "refused", fault: faultOf("bad-content") };
  }
  if (answer.kind !== "kept") forget(work.key);
  return answer;
};

const settle = (work: Extract<Work, { type: "settle" }>): Answer => {
  try {
    return { kind: "settled", settled: settleBody(work.base, work.updates) };
  } catch {
    return { kind: "settled", settled: faultOf("bad-content") };
  }
};

const say = (message: FromChild): Promise<void> => new Promise((resolve) => process.send?.(message, () => resolve()));

let last: Promise<void> = Promise.resolve();
const run = async ({ forget: keys, work }: ToChild): Promise<void> => {
  keys.forEach(forget);
  for (const piece of work) await say({ type: "answer", id: piece.id, answer: piece.type === "try" ? attempt(piece) : settle(piece) });
};

process.on("message", (message) => {
  // The starter is the same program; the shape is its type's business.
  last = last.then(() => run(message as ToChild));
});
process.on("disconnect", () => process.exit());
await say({ type: "ready" });
