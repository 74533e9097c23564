// `fetch` for what streams its answer, to an address that somebody outside gave: with the guards of guarded-request.ts, a
// bound on what is read, and no redirect followed.
import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { createPin, type GuardedRequestDeps } from "./guarded-request.ts";

export interface Sent {
  readonly method?: string | undefined;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}
export type GuardedFetch = (url: string, init?: Sent) => Promise<Response>;

const NO_BODY = new Set([204, 205, 304]);

/** Read as fast as it is taken, and no further than so many bytes. Node's own bridge between its streams and the web's throws where nobody can catch it once a reader leaves. */
function bodyOf(response: IncomingMessage, maxBytes: number): ReadableStream<Uint8Array> {
  const pieces = (response as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let size = 0;
  response.on("error", () => undefined);
  return new ReadableStream<Uint8Array>({
    async pull(reader) {
      try {
        const next = await pieces.next();
        if (next.done === true) return reader.close();
        size += next.value.length;
        if (size > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
        reader.enqueue(next.value);
      } catch (error) {
        response.destroy();
        reader.error(error);
      }
    },
    cancel() {
      response.destroy();
    },
  });
}

/** `maxBytes`: of the answer. A body is text. Rejects with TargetRefused, or with whatever went wrong on the way. */
export function createGuardedFetch({ maxBytes, ...deps }: GuardedRequestDeps & { readonly maxBytes: number }): GuardedFetch {
  const pin = createPin(deps);
  return async (url, { method = "GET", headers, body, signal } = {}) => {
    const ends = signal ?? new AbortController().signal;
    const { target, lookup } = await pin(url, ends);
    const sent = typeof body === "string" ? Buffer.from(body) : Buffer.alloc(0);
    return await new Promise<Response>((done, reject) => {
      const request = (target.protocol === "https:" ? httpsRequest : httpRequest)(target, {
        method, signal: ends, agent: false, lookup,
        headers: { ...Object.fromEntries(new Headers(headers)), "content-length": String(sent.length) },
      });
      request.once("error", reject);
      request.once("response", (response) => {
        const status = response.statusCode ?? 500;
        const told = new Headers(Object.entries(response.headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]])));
        const body = bodyOf(response, maxBytes);
        done(new Response(NO_BODY.has(status) ? null : body, { status, headers: told }));
      });
      request.end(sent);
    });
  };
}
