// What is asked for in the moment in which a server stops: the server ends all the same, at once.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { systemRandom } from "../platform/clock.ts";
import { attachSyncSocket, SUBPROTOCOL } from "./sync-socket.ts";

it("O3 S5 a socket that is still being asked for does not hold up a server that stops", async () => {
  const server = createServer();
  let asked = (): void => undefined;
  const taking = new Promise<void>((resolve) => (asked = resolve));
  let answer = (_who: undefined): void => undefined;
  const opened: unknown[] = [];
  const deps = {
    tickets: { take: () => new Promise((resolve) => { answer = resolve; asked(); }) },
    sessions: { onEnded: () => () => undefined, isSessionLive: () => Promise.resolve(true) },
    memberships: () => Promise.resolve([]), owesFactor: () => Promise.resolve(false), allowedOrigin: () => true,
    onSocket: (socket: unknown) => void opened.push(socket), farewell: () => Promise.resolve(), log: { info: () => undefined, error: () => undefined }, random: systemRandom,
  } as unknown as Parameters<typeof attachSyncSocket>[1];
  const sockets = attachSyncSocket(server, deps);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}/sync`, [SUBPROTOCOL, "ticket.x"]);
  const gone = new Promise((resolve) => client.once("error", resolve));
  await taking;
  const closed = new Promise((resolve) => server.close(resolve));
  await sockets.close();
  answer({ userId: "u", sessionId: "s" } as never);
  await closed;
  await gone;
  expect(opened).toEqual([]);
});
