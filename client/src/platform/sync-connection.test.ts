import { expect, it } from "vitest";
import { createSyncConnection } from "./sync-connection.ts";

const account = { user: "u1", workspace: "w1" };

/** What the connection made of the server's answer. */
async function tryWith(answer: () => Response | Promise<Response>, device: { readonly id: string; readonly token: string } | null = null) {
  const sockets: { url: string; protocols: string[]; target: EventTarget }[] = [];
  const events: string[] = [];
  const calls: { url: string; init: RequestInit | undefined }[] = [];
  const connect = createSyncConnection({
    account, origin: "http://crm.test", patience: 1000,
    fetch: async (url, init) => {
      calls.push({ url: String(url), init });
      return answer();
    },
    openSocket: (url, protocols) => {
      const target = Object.assign(new EventTarget(), { readyState: 1, sent: [] as string[], send: (frame: string) => void events.push(`sent ${frame}`), close: () => void events.push("close") });
      sockets.push({ url, protocols, target });
      return target as unknown as WebSocket;
    },
  });
  const socket = connect({ opened: () => events.push("opened"), message: (text) => events.push(text), closed: (reason) => events.push(reason) }, device);
  await new Promise((done) => setTimeout(done, 5));
  return { socket, sockets, events, calls };
}

const granted = (data: object) => () => Response.json({ success: true, data });

it("S10 a socket is opened with a ticket in its sub-protocol and nothing in its address", async () => {
  const { socket, sockets, events, calls } = await tryWith(granted({ ticket: "t1", userId: "u1", workspaceId: "w1" }));
  expect(calls[0]).toMatchObject({ url: "http://crm.test/api/sync/ticket", init: { method: "POST", credentials: "include", body: '{"workspaceId":"w1"}' } });
  expect(sockets).toMatchObject([{ url: "ws://crm.test/sync", protocols: ["outrider.1", "ticket.t1"] }]);
  sockets[0]?.target.dispatchEvent(new Event("open"));
  sockets[0]?.target.dispatchEvent(new MessageEvent("message", { data: "[]" }));
  socket.send("x");
  sockets[0]?.target.dispatchEvent(Object.assign(new Event("close"), { code: 4401 }));
  sockets[0]?.target.dispatchEvent(Object.assign(new Event("close"), { code: 1006 }));
  expect(events).toEqual(["opened", "[]", "sent x", "signed-out"]);
});

it("S6 a ticket for another person or workspace is never used", async () => {
  for (const other of [{ userId: "u2", workspaceId: "w1" }, { userId: "u1", workspaceId: "w2" }, {}]) {
    const { sockets, events } = await tryWith(granted({ ticket: "t1", ...other }));
    expect([sockets.length, events]).toEqual([0, ["signed-out"]]);
  }
});

it("S11 a session that has ended is told apart from a server that is away", async () => {
  expect((await tryWith(() => new Response("{}", { status: 401 }))).events).toEqual(["signed-out"]);
  expect((await tryWith(() => new Response("busy", { status: 503 }))).events).toEqual(["lost"]);
  expect((await tryWith(() => new Response("<html>"))).events).toEqual(["lost"]);
  expect((await tryWith(() => Promise.reject(new TypeError("network")))).events).toEqual(["lost"]);
});

it("S7 a device names itself as it asks, and one that was revoked is told apart from one whose session has ended", async () => {
  const refusal = (code: string) => () => Response.json({ success: false, code }, { status: 401 });
  const revoked = await tryWith(refusal("device-revoked"), { id: "d1", token: "t" });
  expect(JSON.parse(String(revoked.calls[0]?.init?.body))).toEqual({ workspaceId: "w1", device: { userId: "u1", id: "d1", token: "t" } });
  expect(revoked.events).toEqual(["revoked"]);
  expect((await tryWith(refusal("not-signed-in"), { id: "d1", token: "t" })).events).toEqual(["signed-out"]);
});

it("S6 a person who is of the workspace no more is told apart from one who may not enter just now", async () => {
  const refusal = (code: string) => () => Response.json({ success: false, code }, { status: 403 });
  expect((await tryWith(refusal("no-longer-member"), { id: "d1", token: "t" })).events).toEqual(["left"]);
  expect((await tryWith(refusal("no-access"), { id: "d1", token: "t" })).events).toEqual(["signed-out"]);
});

it("S10 a connection that was closed while its ticket was on the way opens nothing", async () => {
  let answer: (response: Response) => void = () => undefined;
  const { socket, sockets, events } = await tryWith(() => new Promise((done) => (answer = done)));
  socket.close();
  answer(Response.json({ success: true, data: { ticket: "t1", userId: "u1", workspaceId: "w1" } }));
  await new Promise((done) => setTimeout(done, 5));
  expect([sockets.length, events]).toEqual([0, []]);
});
