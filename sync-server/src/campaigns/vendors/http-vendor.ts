// A vendor that speaks HTTP: POST {url}/messages with many messages, each under a key by which the vendor knows it again, and
// signed receipts later (docs/campaigns.md says the protocol). Invariants: it goes only to public addresses, as webhooks do;
// the key that pays for it is in no log and no answer; what broke off is handed over again under the same keys.
import type { Handed, OutMessage, Vendor } from "../vendor-port.ts";
import type { Clock } from "../../platform/clock.ts";
import type { GuardedRequest } from "../../platform/guarded-request.ts";
import { beginEach } from "./begin-each.ts";
import { refusalOf, subjectOf } from "./check-message.ts";
import { readAnswer, statusAnswer, waitOf } from "./http-answer.ts";

interface Deps {
  /** Without /messages. */
  readonly url: string;
  readonly key: string;
  /** Who mails are from that name nobody. */
  readonly from: string;
  readonly request: GuardedRequest;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const MAX_ANSWER = 1024 * 1024;
const A_REQUEST = 100;
/** Characters; a message alone may be longer. */
const MOST_WORDS = 1_000_000;
const AT_ONCE = 4;

/** In requests, of so many messages and so many words at the most. */
function inRequests(messages: readonly OutMessage[]): readonly (readonly OutMessage[])[] {
  const parts: OutMessage[][] = [];
  let words = 0;
  for (const message of messages) {
    const size = message.text.length + message.html.length;
    const last = parts.at(-1);
    if (!last || last.length >= A_REQUEST || words + size > MOST_WORDS) {
      parts.push([message]);
      words = size;
    } else {
      last.push(message);
      words += size;
    }
  }
  return parts;
}

export function createHttpVendor({ url, key, from, request, clock, timeoutMs = TIMEOUT_MS }: Deps): Vendor {
  const address = `${url.replace(/\/+$/, "")}/messages`;

  async function ask(messages: readonly OutMessage[], signal: AbortSignal): Promise<readonly Handed[]> {
    const allFailed = (failed: Handed): readonly Handed[] => messages.map(() => failed);
    const body = JSON.stringify({
      messages: messages.map((message) => ({ idempotency_key: message.key, to: message.to, from: message.from ?? from, subject: subjectOf(message), text: message.text, html: message.html, headers: message.headers })),
    });
    try {
      const { status, text, retryAfter } = await request({
        url: address, method: "POST", body, timeoutMs, maxBytes: MAX_ANSWER, signal,
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", "User-Agent": "Outrider-Campaign/1" },
      });
      const answer = statusAnswer(status, text.replaceAll(key, "…"), waitOf(retryAfter, clock.now()), messages.length === 1);
      if (answer.is === "failed") return allFailed(answer);
      if (answer.is === "read") return readAnswer(text.replaceAll(key, "…"), messages.map((message) => message.key));
    } catch (error) {
      return allFailed({ is: "failed", why: error instanceof Error ? error.message : String(error), again: true });
    }
    const half = Math.ceil(messages.length / 2);
    return [...(await ask(messages.slice(0, half), signal)), ...(await ask(messages.slice(half), signal))];
  }

  async function hand(messages: readonly OutMessage[], signal: AbortSignal): Promise<readonly Handed[]> {
    const refusals = messages.map(refusalOf);
    const good = messages.filter((_, at) => refusals[at] === null);
    const answers = good.length === 0 ? [] : await ask(good, signal);
    let next = 0;
    return refusals.map((refusal) => refusal ?? answers[next++] ?? { is: "failed", why: "It was not answered.", again: true });
  }

  const { send, stop } = beginEach<readonly OutMessage[]>({ parts: inRequests, hand, size: (part) => part.length, atOnce: AT_ONCE });
  return { name: "http", idempotent: true, tellsLater: true, send, stop };
}
