// Owns a device's socket in Node, as the engine's port wants it: a ticket over HTTP, then the WebSocket.
import type { World } from "@outrider/client/engine";
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import type { At } from "../peer.ts";
import { originOf, ticketFor, type Account } from "./outrider-accounts.ts";

type Connect = World["connect"];
type Events = Parameters<Connect>[0];

const open = (at: At, ticket: string | undefined): WebSocket => {
  const origin = originOf(at);
  const offered = ["outrider.1", ...(ticket === undefined ? [] : [`ticket.${ticket}`])];
  return new WebSocket(`${origin.replace("http", "ws")}/sync`, offered, { origin, perMessageDeflate: false, maxPayload: 0 });
};

export const connectTo =
  (at: At, account: Account): Connect =>
  (events: Events) => {
    let socket: WebSocket | undefined;
    let closed = false;
    const lost = (): void => {
      if (!closed) events.closed("lost");
      closed = true;
    };
    const start = async (): Promise<void> => {
      socket = open(at, await ticketFor(at, account));
      socket.on("open", () => (closed ? socket?.terminate() : events.opened()));
      socket.on("message", (data: Buffer) => closed || events.message(data.toString()));
      socket.on("close", lost);
      socket.on("error", lost);
    };
    start().catch(lost);
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

/** Whether somebody without a session gets a socket. */
export const opensFor = (at: At, ticket: string | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = open(at, ticket);
    socket.once("open", () => {
      socket.terminate();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

/** Everything around the production engine, in Node. */
export const worldOf = (at: At, account: Account): World => ({
  connect: connectTo(at, account),
  timers: {
    now: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  random: Math.random,
  newId: randomUUID,
  log: () => undefined,
});
