/**
 * An endpoint on this machine that speaks OpenAI's protocol and is whatever a test needs: honest, slow, rude, or as obedient as
 * can be to whatever stands in what it reads.
 */
import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";

export interface Heard { readonly system: string; readonly user: string; readonly authorization: string; readonly body: Readonly<Record<string, unknown>> }
/** What it does with a question. */
export type Manner =
  | { readonly says: string | ((heard: Heard) => string) }
  | { readonly status: number }
  /** Says nothing for so long. */
  | { readonly silentMs: number }
  /** Breaks off in the middle of what it says. */
  | { readonly cuts: string }
  /** Stops in the middle and keeps the line. */
  | { readonly stalls: string }
  | { readonly refuses: true }
  /** Sends something that is no event. */
  | { readonly raw: string };

export interface StandIn {
  readonly baseUrl: string;
  readonly heard: Heard[];
  manner: Manner;
  close(): Promise<void>;
}

const PIECE = 7;
const chunk = (delta: Readonly<Record<string, unknown>>, finish: string | null = null, usage?: unknown): string =>
  `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model: "stand-in", choices: usage === undefined ? [{ index: 0, delta, finish_reason: finish }] : [], ...(usage === undefined ? {} : { usage }) })}\n\n`;

async function say(response: ServerResponse, text: string): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(chunk({ role: "assistant", content: "" }));
  for (let at = 0; at < text.length; at += PIECE) {
    if (!response.write(chunk({ content: text.slice(at, at + PIECE) }))) await once(response, "drain");
  }
}

export async function openStandIn(): Promise<StandIn> {
  const heard: Heard[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString()));
    request.on("end", () => {
      const body = JSON.parse(text) as { messages: readonly { role: string; content: string }[] };
      const of = (role: string): string => body.messages.find((message) => message.role === role)?.content ?? "";
      const question = { system: of("system"), user: of("user"), authorization: String(request.headers.authorization ?? ""), body: { ...body } };
      heard.push(question);
      void reply(response, standIn.manner, question);
    });
  });
  async function reply(response: ServerResponse, manner: Manner, question: Heard): Promise<void> {
    if ("status" in manner) return void response.writeHead(manner.status, { "content-type": "application/json" }).end(JSON.stringify({ error: { message: `no: ${question.authorization} ${question.user}` } }));
    if ("silentMs" in manner) return void timers.add(setTimeout(() => response.destroy(), manner.silentMs));
    if ("raw" in manner) return void response.writeHead(200, { "content-type": "text/event-stream" }).end(manner.raw);
    if ("cuts" in manner) {
      await say(response, manner.cuts);
      return void timers.add(setTimeout(() => response.destroy(), 20));
    }
    if ("stalls" in manner) return await say(response, manner.stalls);
    if ("refuses" in manner) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      return void response.end(`${chunk({ role: "assistant", refusal: "I cannot help with that." })}${chunk({}, "stop")}data: [DONE]\n\n`);
    }
    await say(response, typeof manner.says === "string" ? manner.says : manner.says(question));
    response.end(`${chunk({}, "stop")}${chunk({}, null, { prompt_tokens: 120, completion_tokens: 40, total_tokens: 160 })}data: [DONE]\n\n`);
  }
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const standIn: StandIn = {
    baseUrl: `http://127.0.0.1:${port}/v1`, heard, manner: { says: "" },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return standIn;
}
