/**
 * The door to the sockets: GET /sync with `Sec-WebSocket-Protocol: outrider.1, ticket.<ticket>` for devices, and
 * GET /rooms/<record>/<notes or plan> with `outrider.y.1, ticket.<ticket>` for programs that speak y-websocket.
 * Invariant: Origin and ticket are checked before the upgrade, so a refused caller gets plain HTTP and never a
 * socket; frames are at most 1 MiB and never compressed (a small compressed frame can inflate to a gigabyte); a
 * socket ends when its session does. What is said on it is the business of OnSocket.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { Memberships } from "../auth/memberships.ts";
import type { OwesFactor } from "../auth/owed-factor.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { Farewell, SocketIdentity, SyncTickets } from "../auth/sync-tickets.ts";
import type { Random } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import { roomOf, type YRoom } from "../rooms/y-session.ts";
import type { OriginCheck } from "./origins.ts";
import { type ProblemCode, problemBody, problemStatus } from "./problem.ts";

export const SYNC_PATH = "/sync";
export const SUBPROTOCOL = "outrider.1";
export const ROOMS_PATH = "/rooms/";
export const ROOM_SUBPROTOCOL = "outrider.y.1";
const TICKET_PREFIX = "ticket.";
const MAX_FRAME = 1024 * 1024;
const PATIENCE_MS = 1_000;
const FAREWELL_MS = 500;

/** Why the server closes a socket, as close codes. */
export const CLOSE = { sessionEnded: 4401, serverStopping: 1012 } as const;

/** `room`: of the rich text that a program comes to. */
export type OnSocket = (socket: WebSocket, who: SocketIdentity, room?: YRoom) => void;

export type SyncSocketDeps = {
  readonly tickets: SyncTickets;
  readonly sessions: Sessions;
  readonly memberships: Memberships;
  readonly owesFactor: OwesFactor;
  readonly allowedOrigin: OriginCheck;
  readonly onSocket: OnSocket;
  readonly farewell: Farewell;
  readonly log: Log;
  readonly random: Random;
};

export type SyncSocket = {
  /** Closes every socket and takes no more. */
  close(): Promise<void>;
};

/** Asks the other side to close, and does not wait long for one that will not. */
const end = (socket: WebSocket, code: number, reason: string): void => {
  socket.close(code, reason);
  const late = setTimeout(() => socket.terminate(), PATIENCE_MS);
  socket.once("close", () => clearTimeout(late));
};

export const attachSyncSocket = (server: Server, deps: SyncSocketDeps): SyncSocket => {
  const { tickets, sessions, memberships, owesFactor, allowedOrigin, onSocket, farewell, log, random } = deps;
  const upgrades = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME,
    handleProtocols: (offered) => (offered.has(ROOM_SUBPROTOCOL) ? ROOM_SUBPROTOCOL : SUBPROTOCOL),
  });
  const bySession = new Map<string, Map<WebSocket, SocketIdentity>>();
  /** All that asked to be a socket and are still there: the server ends when these have, and nobody else knows those that are none yet. */
  const asked = new Set<Duplex>();
  let closing = false;

  const refuse = (socket: Duplex, code: ProblemCode): void => {
    const requestId = random.uuid();
    log.info({ requestId, code }, "a socket was refused");
    const body = JSON.stringify(problemBody(code, requestId));
    socket.end(
      `HTTP/1.1 ${problemStatus(code)} Refused\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  };

  const keep = (socket: WebSocket, who: SocketIdentity): void => {
    const { sessionId } = who;
    const open = bySession.get(sessionId) ?? new Map<WebSocket, SocketIdentity>();
    bySession.set(sessionId, open.set(socket, who));
    socket.once("close", () => {
      open.delete(socket);
      if (open.size === 0 && bySession.get(sessionId) === open) bySession.delete(sessionId);
    });
    // ws reports a broken frame or connection here and closes by itself; without a listener the process would end.
    socket.on("error", (error) => log.info({ error: error.message }, "a socket broke"));
  };

  /** Its sign-in has ended or is held. Nothing more is heard on it meanwhile. */
  const leave = async (socket: WebSocket, who: SocketIdentity): Promise<void> => {
    socket.pause();
    const enough = new AbortController();
    const late = sleep(FAREWELL_MS, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([late, farewell(who).catch((error: unknown) => log.error({ error }, "a farewell could not be said"))]);
    enough.abort();
    end(socket, CLOSE.sessionEnded, "the session ended");
    socket.resume();
  };

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const path = request.url?.split("?")[0] ?? "";
    const room = path.startsWith(ROOMS_PATH) ? roomOf(path.slice(ROOMS_PATH.length)) : null;
    if (path !== SYNC_PATH && room === null) return refuse(socket, "not-found");
    if (closing) return refuse(socket, "not-ready");
    if (!allowedOrigin(request.headers.origin, request.headers.host)) return refuse(socket, "wrong-origin");
    const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((part) => part.trim());
    const ticket = offered.find((part) => part.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length);
    if (!offered.includes(room ? ROOM_SUBPROTOCOL : SUBPROTOCOL) || offered.includes(room ? SUBPROTOCOL : ROOM_SUBPROTOCOL)) return refuse(socket, "upgrade-required");
    const who = ticket === undefined ? undefined : await tickets.take(ticket);
    if (who === undefined) return refuse(socket, "bad-ticket");
    // It was asked before the server began to stop: nobody would end it any more.
    if (closing) return refuse(socket, "not-ready");
    upgrades.handleUpgrade(request, socket, head, (opened) => {
      keep(opened, who);
      onSocket(opened, who, ...(room ? [room] : []));
      // A session that ended, or was held, between the ticket and this line is in nobody's event any more.
      const holds = async (): Promise<boolean> => (await sessions.isSessionLive(who.sessionId)) && !(await owesFactor(who.userId, await memberships(who.userId)));
      void holds().then(
        (live) => void (live || leave(opened, who)),
        (error: unknown) => {
          log.error({ error }, "a session could not be looked up");
          opened.close(1011);
        },
      );
    });
  };

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until the socket is ws's, and for a refused one always, nobody else listens, and an error would end the process.
    socket.on("error", () => socket.destroy());
    asked.add(socket);
    socket.once("close", () => asked.delete(socket));
    upgrade(request, socket, head).catch((error: unknown) => {
      log.error({ error }, "an upgrade failed unexpectedly");
      refuse(socket, "internal");
    });
  });

  const stopListening = sessions.onEnded((sessionId) => {
    for (const [socket, who] of bySession.get(sessionId) ?? []) void leave(socket, who);
  });

  return {
    async close() {
      closing = true;
      stopListening();
      const open = [...bySession.values()].flatMap((sockets) => [...sockets.keys()]);
      const gone = Promise.all(open.map((socket) => new Promise((resolve) => socket.once("close", resolve))));
      for (const socket of open) end(socket, CLOSE.serverStopping, "the server restarts");
      await gone;
      for (const socket of asked) socket.destroy();
    },
  };
};
