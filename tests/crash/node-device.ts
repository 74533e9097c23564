// A device without a browser: the production engine over a memory disk, on a real socket to a real server.
import { randomUUID } from "node:crypto";
import { createEngine, createMemoryDisk, createMemoryStore, type Engine, type MemoryDisk, type World } from "@outrider/client/engine";
import WebSocket from "ws";

export interface Account { readonly user: string; readonly workspace: string; readonly cookie: string }

/** Signs in; the session outlives the server's restarts. */
export async function signIn(url: string, email: string, password: string): Promise<Account> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: "POST", headers: { "content-type": "application/json", origin: url }, body: JSON.stringify({ email, password }),
  });
  const body = (await answer.json()) as { data?: { user: { id: string }; memberships: { workspaceId: string }[] } };
  const [membership] = body.data?.memberships ?? [];
  if (!body.data || !membership) throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(body)}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  return { user: body.data.user.id, workspace: membership.workspaceId, cookie };
}

const RETRY_LIKE_A_PHONE_IN_A_HURRY = 0.05;

/** The engine's world over `ws`. Tries again soon, so that a test does not wait out the back-off. */
export function nodeWorld(url: string, account: Account): World {
  return {
    connect(events) {
      let socket: WebSocket | null = null;
      let closed = false;
      const end = (reason: "lost" | "signed-out"): void => {
        if (closed) return;
        closed = true;
        events.closed(reason);
      };
      const open = async (): Promise<void> => {
        const answer = await fetch(`${url}/api/sync/ticket`, {
          method: "POST", headers: { cookie: account.cookie, origin: url, "content-type": "application/json" }, body: JSON.stringify({ workspaceId: account.workspace }),
        });
        if (answer.status === 401) return end("signed-out");
        if (!answer.ok) return end("lost");
        const { data } = (await answer.json()) as { data: { ticket: string } };
        if (closed) return;
        socket = new WebSocket(`${url.replace("http", "ws")}/sync`, ["outrider.1", `ticket.${data.ticket}`], { origin: url, perMessageDeflate: false });
        socket.on("open", () => events.opened());
        socket.on("message", (data_: Buffer) => events.message(data_.toString()));
        socket.on("close", () => end("lost"));
        socket.on("error", () => end("lost"));
      };
      open().catch(() => end("lost"));
      return {
        send: (frame) => {
          if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
        },
        close: () => {
          closed = true;
          socket?.terminate();
        },
      };
    },
    timers: {
      now: () => Date.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms * (ms > 100 ? RETRY_LIKE_A_PHONE_IN_A_HURRY : 1));
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    newId: randomUUID,
    log: () => undefined,
  };
}

export interface NodeDevice { readonly engine: Engine; readonly disk: MemoryDisk; readonly account: Account }

export async function openNodeDevice(url: string, account: Account, disk: MemoryDisk = createMemoryDisk()): Promise<NodeDevice> {
  const engine = await createEngine({ store: createMemoryStore(disk), world: nodeWorld(url, account), user: account.user });
  engine.start();
  return { engine, disk, account };
}

/** Waits for a condition, looking often. Rejects with what `describe` says after `ms`. */
export async function until(condition: () => boolean, describe: () => string, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const isSynced = ({ engine }: NodeDevice): boolean => engine.status().phase === "synced" && engine.status().pending === 0;
