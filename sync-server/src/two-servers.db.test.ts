import { once } from "node:events";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { testPlaces } from "./db/testing/each-database.ts";
import { ADMIN, at, setUp, startTestServer } from "./testing/test-server.ts";
import { memoryFeed } from "./testing/memory-feed.ts";

const shareable = testPlaces.find(([kind]) => kind === "postgres");

it("S13 S7 two servers on one postgres start together, take each other's tickets, and end each other's sessions", async () => {
  if (shareable === undefined) return void process.stdout.write("PostgreSQL: not available here (OUTRIDER_PG_URL is not set), so two servers on one are not tested\n");
  const [, make] = shareable;
  const made = await make();
  const feed = memoryFeed();
  const shared = { JWT_SECRET: "s".repeat(40), JWT_REFRESH_SECRET: "r".repeat(40) };
  const [one, two] = await Promise.all([
    startTestServer(made.place, shared, feed),
    startTestServer(made.place, shared, feed),
  ]);
  try {
    const atOne = await setUp(one);
    const elsewhere = two.browser();
    await elsewhere.send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    const session = String(at(await elsewhere.send("GET", "/api/auth/me"), "sessionId"));

    const ticket = String(at(await elsewhere.send("POST", "/api/sync/ticket", {}), "ticket"));
    const url = one.url.replace("http", "ws");
    const socket = new WebSocket(`${url}/sync`, ["outrider.1", `ticket.${ticket}`], { origin: one.url });
    await once(socket, "open");

    const closed = once(socket, "close");
    const started = performance.now();
    expect((await atOne.send("DELETE", `/api/auth/sessions/${session}`)).status).toBe(200);
    expect((await closed)[0]).toBe(4401);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect((await elsewhere.send("GET", "/api/auth/me")).status).toBe(401);

    const next = two.browser();
    await next.send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    const again = String(at(await next.send("POST", "/api/sync/ticket", {}), "ticket"));
    const far = new WebSocket(`${url}/sync`, ["outrider.1", `ticket.${again}`], { origin: one.url });
    await once(far, "open");
    const cut = once(far, "close");
    await next.send("DELETE", "/api/auth/logout");
    expect((await cut)[0]).toBe(4401);
  } finally {
    await Promise.all([one.stop(), two.stop()]);
    await made.remove();
  }
});
