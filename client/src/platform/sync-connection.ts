// Opens the engine's one socket: a ticket is fetched over the session's cookie, so that no token is ever in an address,
// and shown in the sub-protocol. A ticket for somebody else (another person signed in meanwhile) is not used. The device
// names itself as it asks, so that one that was revoked hears of it although nobody is signed in on it any more.
import type { Account } from "../engine/wire.ts";
import type { Connect, DeviceName, SocketEvents } from "../engine/ports.ts";

export interface SyncConnectionOptions {
  readonly account: Account;
  /** `https://host`, of the server. */
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly openSocket: (url: string, protocols: string[]) => WebSocket;
  /** Longest wait for a ticket, ms. */
  readonly patience: number;
  /** The server has answered this person: its clock, ms, and for how many days a device may go on unheard. */
  readonly contact?: (serverNow: number, leaseDays: number) => void;
  /** The server has said something on the open connection. */
  readonly heard?: () => void;
}

const SUBPROTOCOL = "outrider.1";
/** The server's close code for a session that has ended. */
const SESSION_ENDED = 4401;

export type Ticket = { readonly ticket: string } | "lost" | "signed-out" | "revoked" | "left";

const property = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && key in value ? (value as Record<string, unknown>)[key] : undefined;

export async function fetchTicket({ account, origin, fetch, patience, contact }: Omit<SyncConnectionOptions, "openSocket">, device: DeviceName | null): Promise<Ticket> {
  try {
    const response = await fetch(`${origin}/api/sync/ticket`, {
      method: "POST", credentials: "include", cache: "no-store", signal: AbortSignal.timeout(patience),
      headers: { "content-type": "application/json" }, body: JSON.stringify({ workspaceId: account.workspace, ...(device && { device: { userId: account.user, ...device } }) }),
    });
    const code = response.ok ? undefined : property(await response.clone().json().catch(() => null), "code");
    if (response.status === 401 && code === "device-revoked") return "revoked";
    if (response.status === 403 && code === "no-longer-member") return "left";
    if (response.status === 401 || response.status === 403) return "signed-out";
    if (!response.ok) return "lost";
    const data = property(await response.json(), "data");
    const ticket = property(data, "ticket");
    if (property(data, "userId") !== account.user || property(data, "workspaceId") !== account.workspace) return "signed-out";
    if (typeof ticket !== "string") return "lost";
    const [serverNow, days] = [property(data, "now"), property(data, "offlineLeaseDays")];
    if (typeof serverNow === "number" && typeof days === "number") contact?.(serverNow, days);
    return { ticket };
  } catch {
    return "lost";
  }
}

export function createSyncConnection(options: SyncConnectionOptions): Connect {
  const url = `${options.origin.replace(/^http/, "ws")}/sync`;
  return (events: SocketEvents, device: DeviceName | null) => {
    let socket: WebSocket | null = null;
    let over = false;
    const end = (reason: Parameters<SocketEvents["closed"]>[0]): void => {
      if (over) return;
      over = true;
      events.closed(reason);
    };
    void fetchTicket(options, device).then((ticket) => {
      if (over) return;
      if (typeof ticket === "string") return end(ticket);
      socket = options.openSocket(url, [SUBPROTOCOL, `ticket.${ticket.ticket}`]);
      socket.addEventListener("open", () => {
        if (!over) events.opened();
      });
      socket.addEventListener("message", ({ data }) => {
        if (over || typeof data !== "string") return;
        options.heard?.();
        events.message(data);
      });
      socket.addEventListener("close", ({ code }) => end(code === SESSION_ENDED ? "signed-out" : "lost"));
    });
    return {
      send: (frame) => {
        if (socket?.readyState === 1) socket.send(frame);
      },
      close() {
        over = true;
        socket?.close();
      },
    };
  };
}
