// Everything around the production engine where there is no browser: a socket of `ws` to a real server, timers, ids.
// Invariant: `closed` is told at most once, and nothing is told after `close`.
import { randomUUID } from "node:crypto";
import type { World } from "@outrider/client/engine";
import WebSocket from "ws";
import { type Account, NotGiven, ticketFor } from "./account.ts";

type Connect = World["connect"];
type Reason = Parameters<Parameters<Connect>[0]["closed"]>[0];

const UNAUTHORIZED = 401;

const openSocket = (origin: string, ticket: string | undefined): WebSocket => {
  const offered = ["outrider.1", ...(ticket === undefined ? [] : [`ticket.${ticket}`])];
  return new WebSocket(`${origin.replace("http", "ws")}/sync`, offered, { origin, perMessageDeflate: false, maxPayload: 0 });
};

/** A device's connection, as the engine's port wants it: a ticket over HTTP, then the socket. */
export const connectTo =
  (origin: string, account: Account): Connect =>
  (events, device) => {
    let socket: WebSocket | undefined;
    let closed = false;
    const end = (reason: Reason): void => {
      if (!closed) events.closed(reason);
      closed = true;
    };
    const start = async (): Promise<void> => {
      const ticket = await ticketFor(origin, account, device);
      if (closed) return;
      socket = openSocket(origin, ticket);
      socket.on("open", () => (closed ? socket?.terminate() : events.opened()));
      socket.on("message", (data: Buffer) => closed || events.message(data.toString()));
      socket.on("close", () => end("lost"));
      socket.on("error", () => end("lost"));
    };
    start().catch((error: unknown) => {
      if (error instanceof NotGiven && error.body.includes("no-longer-member")) return end("left");
      if (!(error instanceof NotGiven) || error.status !== UNAUTHORIZED) return end("lost");
      end(error.body.includes("device-revoked") ? "revoked" : "signed-out");
    });
    return {
      send: (frame) => {
        if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: () => {
        closed = true;
        socket?.terminate();
      },
    };
  };

/** Whether somebody with that ticket, or with none, gets a socket. */
export const opensFor = (origin: string, ticket: string | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = openSocket(origin, ticket);
    socket.once("open", () => {
      socket.terminate();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

/** A device that knows several servers: each time it connects it asks the next one, from `first` on. */
const roaming = (origins: readonly string[], account: Account, first: number): Connect => {
  let turn = first;
  return (events, device) => connectTo(origins[turn++ % origins.length] ?? "", account)(events, device);
};

export interface NodeWorldOptions {
  /** How long the engine waits, in milliseconds, where it asks for `ms`. */
  readonly wait?: (ms: number) => number;
  /** How many times faster than the world's the device's clock runs from now on: it gives up silent servers sooner. */
  readonly pace?: number;
  /** Which of several servers it asks first. */
  readonly first?: number;
}

export const nodeWorld = (origins: string | readonly string[], account: Account, { wait = (ms) => ms, pace = 1, first = 0 }: NodeWorldOptions = {}): World => {
  const begun = Date.now();
  return {
    connect: typeof origins === "string" ? connectTo(origins, account) : roaming(origins, account, first),
    timers: {
      now: () => begun + (Date.now() - begun) * pace,
      after: (ms, run) => {
        const timer = setTimeout(run, wait(ms));
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    newId: randomUUID,
    log: () => undefined,
  };
};
