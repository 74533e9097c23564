// Owns reading what a server tells while it goes on (text/event-stream) in answer to a call of our own: EventSource cannot
// send one. Invariant: never throws; a stream that ends early says so. Knows no route.
import { atServer } from "./server-address.ts";
import { createEventReader, type ServerEvent } from "./server-events.ts";

export type StreamEnd = { readonly kind: "ended" } | { readonly kind: "unreachable" } | { readonly kind: "problem"; readonly status: number; readonly detail: string };

const detailOf = (answer: unknown): string => (typeof answer === "object" && answer !== null && "detail" in answer && typeof answer.detail === "string" ? answer.detail : "");

/** `heard` gets each event as it comes. */
export async function readEvents(path: string, body: unknown, heard: (event: ServerEvent) => void, signal?: AbortSignal): Promise<StreamEnd> {
  try {
    const response = await fetch(atServer(path), {
      method: "POST", credentials: "include", cache: "no-store", signal: signal ?? null, headers: { accept: "text/event-stream", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok || !response.body) return response.status >= 502 ? { kind: "unreachable" } : { kind: "problem", status: response.status, detail: detailOf(await response.json().catch(() => undefined)) };
    const reader = createEventReader(heard);
    const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let next = await pieces.read(); !next.done; next = await pieces.read()) reader(next.value);
    return { kind: "ended" };
  } catch {
    return { kind: "unreachable" };
  }
}
