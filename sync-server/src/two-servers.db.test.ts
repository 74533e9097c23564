import { once } from "node:events";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { GUESSES } from "./auth/sign-in-throttle.ts";
import { connect } from "./db/client.ts";
import { testPlaces } from "./db/testing/each-database.ts";
import { ADMIN, at, setUp, startTestServer } from "./testing/test-server.ts";
import { memoryFeed } from "./testing/memory-feed.ts";

const ABSENT = "PostgreSQL: not available here (OUTRIDER_PG_URL is not set), so two servers on one are not tested\n";
const shareable = testPlaces.find(([kind]) => kind === "postgres");

it("S13 S7 two servers on one postgres start together, take each other's tickets, and end each other's sessions", async () => {
  if (shareable === undefined) return void process.stdout.write(ABSENT);
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

it("D3 S13 of two servers on one postgres either shows both, and one that ends is gone", async () => {
  if (shareable === undefined) return void process.stdout.write(ABSENT);
  const made = await shareable[1]();
  const shared = { JWT_SECRET: "s".repeat(40), JWT_REFRESH_SECRET: "r".repeat(40) };
  const feed = memoryFeed();
  const [one, two] = await Promise.all([startTestServer(made.place, shared, feed), startTestServer(made.place, shared, feed)]);
  try {
    const ann = await setUp(one);
    const elsewhere = two.browser();
    await elsewhere.send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    const seen = async (by: typeof ann) => at(await by.send("GET", "/api/system"), "servers") as readonly { readonly id: string; readonly self: boolean; readonly devices: number }[];
    await seen(ann);
    const told = await seen(elsewhere);
    expect(told.map(({ self }) => self).sort()).toEqual([false, true]);
    const again = await seen(ann);
    expect(again.map(({ id }) => id).sort()).toEqual(told.map(({ id }) => id).sort());
    expect(again.find(({ self }) => self)?.id).toBe(told.find(({ self }) => !self)?.id);
    await two.stop();
    expect(await seen(ann)).toMatchObject([{ self: true }]);
  } finally {
    await Promise.all([one.stop(), two.stop()]);
    await made.remove();
  }
});

it("U7 S13 two servers on one postgres count requests and guesses together, and both say truly what is left", async () => {
  if (shareable === undefined) return void process.stdout.write(ABSENT);
  const [, make] = shareable;
  const made = await make();
  const shared = { JWT_SECRET: "s".repeat(40), JWT_REFRESH_SECRET: "r".repeat(40), RATE_LIMIT_MAX_REQUESTS: "60", RATE_LIMIT_MAX_REQUESTS_SIGNED_IN: "30" };
  const feed = memoryFeed();
  const [one, two] = await Promise.all([startTestServer(made.place, shared, feed), startTestServer(made.place, shared, feed)]);
  const servers = [one, two] as const;
  try {
    const ann = await setUp(one);
    const cookies = two.browser();
    await cookies.send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    const left = ({ headers }: { readonly headers: Headers }): number => Number(/^"person";r=(\d+);t=\d+$/.exec(headers.get("ratelimit") ?? "")?.[1]);
    const first = left(await ann.send("GET", "/api/auth/me"));
    expect([left(await cookies.send("GET", "/api/auth/me")), left(await ann.send("GET", "/api/auth/me"))]).toEqual([first - 1, first - 2]);
    const rest = await Promise.all(Array.from({ length: first }, (_, n) => (n % 2 === 0 ? ann : cookies).send("GET", "/api/auth/me")));
    expect(rest.filter(({ status }) => status === 200)).toHaveLength(first - 2);
    for (const browser of [ann, cookies]) {
      const refused = await browser.send("GET", "/api/auth/me");
      expect([refused.status, left(refused)]).toEqual([429, 0]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    }

    const guess = (n: number) => (n % 2 === 0 ? one : two).browser().send("POST", "/api/auth/login", { email: "nobody@example.com", password: "wrong, and long enough" });
    const guesses = await Promise.all(Array.from({ length: GUESSES + 4 }, (_, n) => guess(n)));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(GUESSES);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4);
    // Nobody's name or address is in what is counted.
    const { sql } = connect({ target: { url: (made.place as { readonly databaseUrl: string }).databaseUrl }, max: 1 });
    const rows = await sql<{ key: string }[]>`select key from request_count`;
    const [kept] = await sql<{ persistence: string }[]>`select relpersistence as persistence from pg_class where relname = 'request_count'`;
    await sql.end();
    expect(rows.length).toBeGreaterThan(3);
    for (const { key } of rows) expect(key).toMatch(/^[a-z-]+:[\w-]{43}$/);
    expect(kept?.persistence).toBe("u");
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await made.remove();
  }
});
