import { once } from "node:events";
import { type IncomingMessage } from "node:http";
import { connect as connectTcp } from "node:net";
import { beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { describeOnEachServer } from "../testing/each-server.ts";
import { ADMIN, type Browser, type TestServer, at, setUp } from "../testing/test-server.ts";

type Opened = TestServer["feed"]["opened"][number];

const ticketOf = async (browser: Browser): Promise<string> =>
  String(at(await browser.send("POST", "/api/sync/ticket", {}), "ticket"));

/** Gives the open socket, or the status with which it was refused. */
const open = (
  server: TestServer,
  protocols: string[],
  options: { origin?: string; path?: string; perMessageDeflate?: boolean } = {},
): Promise<WebSocket | number> =>
  new Promise((resolve, reject) => {
    const { origin = server.url, path = "/sync", perMessageDeflate = false } = options;
    const socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`, protocols, {
      perMessageDeflate,
      ...(origin === "" ? {} : { origin }),
    });
    socket.once("open", () => resolve(socket));
    socket.once("unexpected-response", (_request, response: IncomingMessage) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.once("error", reject);
  });

const opened = async (server: TestServer, browser: Browser): Promise<WebSocket> => {
  const socket = await open(server, ["outrider.1", `ticket.${await ticketOf(browser)}`]);
  if (typeof socket === "number") throw new Error(`refused with ${socket}`);
  return socket;
};

const closeCode = async (socket: WebSocket): Promise<unknown> => {
  const [code]: unknown[] = await once(socket, "close");
  return code;
};

describeOnEachServer("the socket door", {}, (server) => {
  let admin: Browser;
  const signIn = async (): Promise<Browser> => {
    const browser = server().browser();
    await browser.send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    return browser;
  };
  beforeAll(async () => {
    admin = await setUp(server());
  });

  it("S5 a ticket opens a socket that is handed on with who it is", async () => {
    const me = await admin.send("GET", "/api/auth/me");
    const before = server().feed.opened.length;
    const socket = await opened(server(), admin);
    expect(socket.protocol).toBe("outrider.1");
    expect(server().feed.opened.slice(before)).toMatchObject([
      {
        who: {
          userId: at(me, "user", "id"),
          sessionId: at(me, "sessionId"),
          workspaceId: at(me, "memberships", 0, "workspaceId"),
        },
      },
    ]);
    socket.close();
  });

  it("S5 a ticket is for one socket, even when twenty show it at once", async () => {
    const ticket = `ticket.${await ticketOf(admin)}`;
    const results = await Promise.all(Array.from({ length: 20 }, () => open(server(), ["outrider.1", ticket])));
    expect(results.filter((result) => result === 401)).toHaveLength(19);
    for (const result of results) if (typeof result !== "number") result.close();
  });

  it("S5 a ticket is refused after thirty seconds, when made up, and when missing", async () => {
    const ticket = `ticket.${await ticketOf(admin)}`;
    server().advance(30_001);
    expect(await open(server(), ["outrider.1", ticket])).toBe(401);
    server().advance(-30_001);
    expect(await open(server(), ["outrider.1", "ticket.made-up"])).toBe(401);
    expect(await open(server(), ["outrider.1"])).toBe(401);
    expect(await open(server(), ["outrider.99", `ticket.${await ticketOf(admin)}`])).toBe(426);
  });

  it("S5 a page of another site gets no socket, and does not use the ticket up", async () => {
    const ticket = `ticket.${await ticketOf(admin)}`;
    for (const origin of ["https://evil.example", "null", "", `${server().url}.evil.example`]) {
      expect(await open(server(), ["outrider.1", ticket], { origin })).toBe(403);
    }
    expect(await open(server(), ["outrider.1", ticket], { path: "/elsewhere" })).toBe(404);
    const socket = await open(server(), ["outrider.1", ticket]);
    expect(socket).toBeInstanceOf(WebSocket);
    if (typeof socket !== "number") socket.close();
  });

  it("S7 a revoked session loses its sockets at once and its unused tickets; others keep theirs", async () => {
    const [stays, goes] = [await signIn(), await signIn()];
    const kept = await opened(server(), stays);
    const lost = [await opened(server(), goes), await opened(server(), goes)];
    const unused = `ticket.${await ticketOf(goes)}`;
    const id = String(at(await goes.send("GET", "/api/auth/me"), "sessionId"));
    const codes = Promise.all(lost.map(closeCode));
    const started = performance.now();
    expect((await stays.send("DELETE", `/api/auth/sessions/${id}`)).status).toBe(200);
    expect(await codes).toEqual([4401, 4401]);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await open(server(), ["outrider.1", unused])).toBe(401);
    expect(kept.readyState).toBe(WebSocket.OPEN);
    kept.close();
  });

  it("S6 S7 what is said to whoever is leaving comes before his socket closes, which a farewell that hangs or fails does not keep open", async () => {
    const farewells = [
      { say: ({ socket }: Opened) => Promise.resolve(socket.send("farewell")), told: ["farewell"] },
      { say: () => new Promise<void>(() => undefined), told: [] },
      { say: () => Promise.reject(new Error("the members cannot be read")), told: [] },
    ];
    const { feed } = server();
    const usual = feed.farewell;
    try {
      for (const { say, told } of farewells) {
        const goes = await signIn();
        const socket = await opened(server(), goes);
        const there = feed.opened.at(-1) as Opened;
        feed.farewell = async (who) => {
          expect(who).toEqual(there.who);
          await say(there);
        };
        const heard: string[] = [];
        socket.on("message", (data: Buffer) => heard.push(data.toString()));
        const code = closeCode(socket);
        const started = performance.now();
        await goes.send("DELETE", "/api/auth/logout");
        expect(await code).toBe(4401);
        expect(performance.now() - started).toBeLessThan(2_000);
        expect(heard).toEqual(told);
      }
    } finally {
      feed.farewell = usual;
    }
  });

  it("S5 a frame over 1 MiB closes that socket with 1009 and nobody else is disturbed", async () => {
    const [big, other] = [await opened(server(), admin), await opened(server(), admin)];
    const echo = server().feed.opened.at(-1)?.socket;
    echo?.on("message", (data) => echo.send(data));
    const code = closeCode(big);
    big.send(Buffer.alloc(1024 * 1024 + 1));
    expect(await code).toBe(1009);
    const reply = once(other, "message");
    other.send("still here");
    expect(String((await reply)[0])).toBe("still here");
    other.close();
  });

  it("S5 compression is never agreed to", async () => {
    const ticket = `ticket.${await ticketOf(admin)}`;
    const socket = await open(server(), ["outrider.1", ticket], { perMessageDeflate: true });
    if (typeof socket === "number") throw new Error(`refused with ${socket}`);
    expect(socket.extensions).toBe("");
    socket.close();
  });

  it("S5 a caller that breaks off in the middle of the handshake does not disturb the server", async () => {
    for (let i = 0; i < 20; i++) {
      const tcp = connectTcp(server().port, "127.0.0.1");
      await once(tcp, "connect");
      tcp.write(
        `GET /sync HTTP/1.1\r\nHost: 127.0.0.1:${server().port}\r\nOrigin: ${server().url}\r\nConnection: Upgrade\r\n` +
          "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
          "Sec-WebSocket-Protocol: outrider.1, ticket.none\r\n\r\n",
      );
      tcp.resetAndDestroy();
    }
    expect((await admin.send("GET", "/ready")).status).toBe(200);
  });

  it("S5 no ticket for a workspace one is not in", async () => {
    const reply = await admin.send("POST", "/api/sync/ticket", { workspaceId: "11111111-1111-4111-8111-111111111111" });
    expect(reply).toMatchObject({ status: 403, body: { code: "no-access" } });
    expect((await admin.send("GET", "/sync")).status).toBe(426);
  });
});
