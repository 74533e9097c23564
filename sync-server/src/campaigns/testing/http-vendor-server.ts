// A stand-in for an HTTP vendor on a real port: it knows messages by their keys, keeps a log on the disk that is written
// before it answers, and can be told to fail, to be late, to break off after it has taken, to answer nonsense or twice. A
// server that is killed is another process: this one knows of all that it was handed.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createVendorReceipts, type VendorReceipts } from "./vendor-receipts.ts";

export interface HttpVendorOptions {
  readonly port: number;
  readonly key: string;
  /** JSON lines, one an event: {what: "taken", key, id, to, subject, unsubscribe, at} | {what: "again", key, at} | {what: "told", id, event, at}. */
  readonly logFile: string;
  /** None: no receipts. */
  readonly receipts?: { readonly url: string; readonly secret: string; readonly failedPercent: number; readonly lateMs: number };
}

/** What it is to do with the next requests; counts run down. */
export interface Faults {
  /** Answers with this status instead, and takes nothing. */
  readonly status?: number;
  readonly retryAfter?: string;
  readonly times?: number;
  readonly delayMs?: number;
  /** Takes, and then breaks the connection instead of answering. */
  readonly cut?: number;
  /** Takes, and answers nonsense. */
  readonly nonsense?: number;
  /** Names every message twice in its answers. */
  readonly twice?: boolean;
  /** Addresses that are refused. */
  readonly refused?: readonly string[];
  /** Requests with such a subject are answered 422 as a whole. */
  readonly wrongSubject?: string;
}

export interface LoggedMessage { readonly key: string; readonly id: string; readonly to: string; readonly subject: string; readonly unsubscribe: string | null; readonly at: number }

export interface HttpVendorServer {
  readonly url: string;
  /** By key, in the order in which they were first taken. */
  taken(): readonly LoggedMessage[];
  /** How often one that was there was handed over again. */
  repeated(): number;
  requests(): number;
  /** Receipts that the server has not taken yet. */
  waiting(): number;
  behave(faults: Faults): void;
  stop(): Promise<void>;
}

interface Wire { readonly idempotency_key: string; readonly to: string; readonly subject: string; readonly headers?: Readonly<Record<string, string>> }

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
};

/** What a log says was taken; a line that was being written when the machine stopped is none. */
export function readVendorLog(logFile: string): readonly LoggedMessage[] {
  if (!existsSync(logFile)) return [];
  return readFileSync(logFile, "utf8").split("\n").flatMap((line) => {
    try {
      const event = JSON.parse(line) as LoggedMessage & { readonly what: string };
      return event.what === "taken" ? [event] : [];
    } catch {
      return [];
    }
  });
}

export async function openHttpVendorServer({ port, key, logFile, receipts }: HttpVendorOptions): Promise<HttpVendorServer> {
  const taken = new Map(readVendorLog(logFile).map((message) => [message.key, message]));
  let faults: { -readonly [K in keyof Faults]: Faults[K] } = {};
  let repeated = 0;
  let requests = 0;
  const log = (event: object): void => appendFileSync(logFile, `${JSON.stringify(event)}\n`);
  const teller: VendorReceipts | null = receipts ? createVendorReceipts({ ...receipts, told: (all) => all.forEach(({ vendor_message_id: id, event }) => log({ what: "told", id, event, at: Date.now() })) }) : null;

  function take({ idempotency_key, to, subject, headers }: Wire): object {
    if (faults.refused?.includes(to)) return { idempotency_key, error: { code: "bad-address", message: "There is no such mailbox." } };
    const known = taken.get(idempotency_key);
    if (known) {
      repeated += 1;
      log({ what: "again", key: idempotency_key, at: Date.now() });
      return { idempotency_key, id: known.id };
    }
    const message = { key: idempotency_key, id: `v-${taken.size + 1}-${idempotency_key}`, to, subject, unsubscribe: headers?.["List-Unsubscribe"] ?? null, at: Date.now() };
    taken.set(idempotency_key, message);
    log({ what: "taken", ...message });
    teller?.about(message, message.at);
    return { idempotency_key, id: message.id };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const send = (status: number, value: unknown, headers: Record<string, string> = {}): void => void response.writeHead(status, { "content-type": "application/json", ...headers }).end(typeof value === "string" ? value : JSON.stringify(value));
    requests += 1;
    if (faults.delayMs) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
    if (request.headers.authorization !== `Bearer ${key}`) return send(401, { error: "who are you?" });
    if (request.url !== "/v1/messages" || request.method !== "POST") return send(404, {});
    if (faults.status !== undefined && (faults.times ?? 1) > 0) {
      faults.times = (faults.times ?? 1) - 1;
      return send(faults.status, { error: `told to answer ${faults.status} to ${request.headers.authorization}` }, faults.retryAfter === undefined ? {} : { "retry-after": faults.retryAfter });
    }
    const { messages } = JSON.parse(body) as { readonly messages: readonly Wire[] };
    if (faults.wrongSubject !== undefined && messages.some(({ subject }) => subject === faults.wrongSubject)) return send(422, { error: "a subject is wrong" });
    const items = messages.map(take);
    if ((faults.cut ?? 0) > 0) {
      faults.cut = (faults.cut ?? 0) - 1;
      return void request.socket.destroy();
    }
    if ((faults.nonsense ?? 0) > 0) {
      faults.nonsense = (faults.nonsense ?? 0) - 1;
      return send(200, '{"messages":[{"id":');
    }
    return send(200, { messages: faults.twice ? [...items, ...items.toReversed()] : items });
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", () => ready()));
  return {
    url: `http://127.0.0.1:${port}/v1`,
    taken: () => [...taken.values()],
    repeated: () => repeated,
    requests: () => requests,
    waiting: () => teller?.waiting() ?? 0,
    behave: (next) => void (faults = { ...next }),
    async stop() {
      teller?.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
