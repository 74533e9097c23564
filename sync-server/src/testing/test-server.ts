/**
 * Starts the whole server on a real port over a database of its own, and talks to it like a browser: with an
 * Origin and a cookie jar.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestPlace } from "../db/testing/each-database.ts";
import { readEnv } from "../env.ts";
import { systemRandom } from "../platform/clock.ts";
import { type LogLevel, createLog } from "../platform/logger.ts";
import { type RunningServer, startServer } from "../start.ts";
import { type MemoryFeed, memoryFeed } from "./memory-feed.ts";

export type TestServer = RunningServer & {
  readonly feed: MemoryFeed;
  readonly logLines: string[];
  /** Moves the server's clock on. */
  advance(ms: number): void;
  browser(): Browser;
  /** Calls as a program does: no Origin, no cookies, and a bearer token where it has one. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Reply>;
};

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, loosely typed: tests compare it with toMatchObject. */
  readonly body: {
    readonly data?: unknown;
    readonly code?: string;
    readonly success?: boolean;
    readonly [key: string]: unknown;
  };
};

export type Browser = {
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  readonly cookies: Map<string, string>;
  cookieHeader(): string;
};

/** Workers that run beside one another share no port: 20,100 to 20,147. */
const PORTS = 12;
const firstPort = 20_100 + PORTS * (Number(process.env["VITEST_POOL_ID"] ?? process.pid) % 4);
let taken = 0;
const takePort = (): number => firstPort + (taken++ % PORTS);

export const startTestServer = async (
  place: TestPlace["place"],
  variables: Readonly<Record<string, string>> = {},
  feed: MemoryFeed = memoryFeed(),
): Promise<TestServer> => {
  const ownData = await mkdtemp(join(tmpdir(), "outrider-data-"));
  const logLines: string[] = [];
  let offset = 0;
  const level: LogLevel = "debug";
  const server = await startServer({
    env: readEnv({
      NODE_ENV: "test",
      SAMPLE: "off",
      PORT: String(takePort()),
      RATE_LIMIT_MAX_REQUESTS: "100000",
      // Nobody is there: a test that speaks to HubSpot brings one.
      HUBSPOT_URL: "http://127.0.0.1:9",
      ...("databaseUrl" in place
        ? { DATABASE_URL: place.databaseUrl, DATA_DIR: ownData }
        : { DATA_DIR: place.dataDirectory }),
      ...variables,
    }),
    log: createLog({ level, console: { write: (line: string) => void logLines.push(line) } }),
    createFeed: feed.create,
    onFatal: (reason) => {
      throw reason;
    },
    clock: { now: () => Date.now() + offset },
    random: systemRandom,
    clientDirectory: variables["CLIENT"] ?? join(ownData, "no-client"),
    passwordCost: Number(variables["PASSWORD_COST"] ?? 10),
  });
  return {
    ...server,
    feed,
    logLines,
    advance(ms) {
      offset += ms;
    },
    browser: () => createBrowser(server.url),
    async call(method, path, body, token) {
      return replyOf(
        await fetch(server.url + path, {
          method,
          redirect: "manual",
          headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    },
    async stop() {
      await server.stop();
      await rm(ownData, { recursive: true, force: true });
    },
  };
};

const replyOf = async (response: Response): Promise<Reply> => {
  const text = await response.text();
  const parsed: unknown = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, body: typeof parsed === "object" ? { ...parsed } : {} };
};

const createBrowser = (url: string): Browser => {
  const cookies = new Map<string, string>();
  const cookieHeader = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    cookies,
    cookieHeader,
    async send(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        redirect: "manual",
        headers: {
          origin: url,
          ...(cookies.size === 0 ? {} : { cookie: cookieHeader() }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ""] = line.split(";");
        const cut = pair.indexOf("=");
        if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, cut));
        else cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
      }
      return replyOf(response);
    },
  };
};

export const ADMIN = {
  workspaceName: "Acme",
  name: "Ann Admin",
  email: "ann@example.com",
  password: "correct horse battery",
} as const;

/** Sets the instance up and gives the signed-in admin's browser. */
export const setUp = async (server: TestServer): Promise<Browser> => {
  const browser = server.browser();
  const reply = await browser.send("POST", "/api/auth/setup", ADMIN);
  if (reply.status !== 200) throw new Error(`setup failed: ${reply.text}`);
  return browser;
};

/** Invites somebody, and gives the browser he registered with. */
export const invited = async (server: TestServer, admin: Browser, email: string, password: string, role = "exec"): Promise<Browser> => {
  const link = String(at(await admin.send("POST", "/api/invitations", { email, role, team: "North" }), "link"));
  const browser = server.browser();
  const reply = await browser.send("POST", "/api/auth/register", { token: link.slice(link.indexOf("#") + 1), name: "Vera Visser", password });
  if (reply.status !== 200) throw new Error(`joining failed: ${reply.text}`);
  return browser;
};

/** Reads a path of a reply's data, e.g. at(reply, 'memberships', 0, 'workspaceId'). */
export const at = (reply: Reply, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    reply.body.data,
  );
