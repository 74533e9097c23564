// Takes the bytes of files to the server and back, over the session's cookie. It never throws: what stands in the way is
// told as what is to be done about it.
import { err, ok, type Result } from "@outrider/shared/kernel";
import type { Far, FileTransfer, FileTrouble, TransferFault } from "../engine/files/file-ports.ts";
import type { Account } from "../engine/wire.ts";
import { isObject } from "./given.ts";

export interface FileTransferOptions {
  readonly account: Account;
  /** `https://host`, of the server. */
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  /** Longest wait for one piece, and for a whole file, ms. */
  readonly patience: number;
}

const WHOLE_TAKES = 4;
const DEFAULT_WAIT_S = 30;

const TROUBLES: Readonly<Record<string, FileTrouble>> = {
  "too-large": "too-large", "not-found": "no-access", "not-allowed": "no-access", "no-access": "no-access", "no-room": "no-room", "wrong-checksum": "other-bytes", "invalid-fields": "other-bytes", "not-bytes": "other-bytes",
};

async function faultOf(response: Response): Promise<TransferFault> {
  const body: unknown = await response.json().catch(() => null);
  const code = isObject(body) && typeof body["code"] === "string" ? body["code"] : "";
  if (code === "out-of-turn") return { kind: "out-of-turn" };
  if (response.status === 429 || response.status === 503) {
    const seconds = Number(response.headers.get("retry-after") ?? "");
    return { kind: "later", ms: 1000 * (Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : DEFAULT_WAIT_S) };
  }
  // Only a server that speaks our words says that it will never do: a gateway on the way knows nothing of it.
  const trouble = Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined;
  return trouble === undefined ? { kind: "away" } : { kind: "trouble", trouble };
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

export function createFileTransfer({ account, origin, fetch, patience }: FileTransferOptions): FileTransfer {
  const address = (id: string, what: string, more: Record<string, string> = {}): string =>
    `${origin}/api/attachments/${encodeURIComponent(id)}/${what}?${new URLSearchParams({ workspace: account.workspace, ...more })}`;

  async function ask<T>(url: string, init: RequestInit, read: (response: Response) => Promise<T | null>, wait = patience): Promise<Result<T, TransferFault>> {
    try {
      const response = await fetch(url, { credentials: "include", cache: "no-store", signal: AbortSignal.timeout(wait), ...init });
      if (!response.ok) return err(await faultOf(response));
      const value = await read(response);
      return value === null ? err({ kind: "away" }) : ok(value);
    } catch {
      return err({ kind: "away" });
    }
  }

  async function far(response: Response): Promise<Far | null> {
    const answer: unknown = await response.json();
    const data = isObject(answer) ? answer["data"] : null;
    return isObject(data) && typeof data["received"] === "number" && typeof data["whole"] === "boolean" ? { received: data["received"], whole: data["whole"] } : null;
  }

  return {
    far: (id) => ask(address(id, "upload"), {}, far),
    async take(id, offset, bytes) {
      const content = bytes as Uint8Array<ArrayBuffer>;
      const digest = base64(new Uint8Array(await crypto.subtle.digest("SHA-256", content)));
      return await ask(address(id, "upload", { offset: String(offset) }), {
        method: "PUT", body: content, headers: { "content-type": "application/octet-stream", "content-digest": `sha-256=:${digest}:` },
      }, far);
    },
    finish: (id) => ask(address(id, "upload"), { method: "POST" }, far),
    read: (id) => ask(address(id, "content"), {}, async (response) => new Uint8Array(await response.arrayBuffer()), patience * WHOLE_TAKES),
  };
}

/** SHA-256, 64 hexadecimal digits. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
