/**
 * A whole server with real records and people of every kind who call it: each role, another team, another workspace, one
 * who was deactivated, one whose session was revoked, and programs by keys good and bad.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe } from "vitest";
import { workspace } from "../db/schema/auth.ts";
import { type TestPlace, type TestPlaces, testPlaces } from "../db/testing/each-database.ts";
import { openFeed } from "../feed/open-feed.ts";
import type { Feed, Platform } from "../feed-port.ts";
import type { Scope } from "../rest/scopes.ts";
import { SCOPES } from "../rest/scopes.ts";
import { memoryFeed } from "./memory-feed.ts";
import { at, type Browser, type Reply, setUp, startTestServer, type TestServer } from "./test-server.ts";

export interface Someone { readonly id: string; readonly browser: Browser }
const PEOPLE = {
  max: { role: "manager", team: "north" }, eva: { role: "exec", team: "north" }, ben: { role: "exec", team: "south" }, mia: { role: "manager", team: "south" },
  dan: { role: "exec", team: "north" }, rea: { role: "exec", team: "north" }, otto: { role: "exec", team: "" },
} as const;
export type Name = "ann" | keyof typeof PEOPLE;

export interface RestWorld {
  readonly server: TestServer;
  readonly feed: Feed;
  readonly platform: Platform;
  readonly workspaceId: string;
  /** Another workspace, of which Otto is the admin. */
  readonly otherId: string;
  readonly people: Readonly<Record<Name, Someone>>;
  /** Makes a key as an admin and gives it. */
  key(scopes?: readonly Scope[], by?: Name, days?: number | null): Promise<{ readonly id: string; readonly key: string }>;
  /** Calls as a program does. */
  call(key: string | null, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Makes a record and gives its id. */
  made(by: Name, path: string, body: unknown): Promise<string>;
  stop(): Promise<void>;
}

const PASSWORD = "correct horse battery";

async function join(server: TestServer, admin: Browser, name: string, role: string, team: string): Promise<Someone> {
  const invited = await admin.send("POST", "/api/invitations", { email: `${name}@example.com`, role, team });
  const token = String(at(invited, "link")).split(/[#=/]/).at(-1);
  const browser = server.browser();
  const joined = await browser.send("POST", "/api/auth/register", { token, name: `${name} Example`, password: PASSWORD });
  if (joined.status !== 200) throw new Error(`${name} did not join: ${invited.text} ${joined.text}`);
  return { id: String(at(joined, "user", "id")), browser };
}

export async function openRestWorld(place: TestPlace["place"], variables: Readonly<Record<string, string>> = {}): Promise<RestWorld> {
  const captured: { feed?: Feed; platform?: Platform } = {};
  const double = { ...memoryFeed(), create: async (platform: Platform) => {
    captured.platform = platform;
    captured.feed = await openFeed(platform);
    return captured.feed;
  } };
  const server = await startTestServer(place, variables, double);
  const { feed, platform } = captured;
  if (!feed || !platform) throw new Error("the feed was not opened");
  const admin = await setUp(server);
  const me = await admin.send("GET", "/api/auth/me");
  const workspaceId = String(at(me, "memberships", 0, "workspaceId"));
  const people: Record<string, Someone> = { ann: { id: String(at(me, "user", "id")), browser: admin } };
  for (const [name, { role, team }] of Object.entries(PEOPLE)) people[name] = await join(server, admin, name, role, team);
  const otherId = randomUUID();
  await platform.database.drizzle.insert(workspace).values({ id: otherId, name: "Elsewhere" });
  const founded = await feed.members.create({ workspaceId: otherId, userId: people["otto"]?.id ?? "", name: "Otto", email: "otto@example.com", role: "admin", team: "" });
  if (!founded.ok) throw new Error(founded.error.message);
  const everyone = people as Record<Name, Someone>;
  for (const name of ["otto", "dan"] as const) {
    const gone = await admin.send("DELETE", `/api/users/${everyone[name].id}`);
    if (gone.status !== 200) throw new Error(`${name} was not deactivated: ${gone.text}`);
  }
  return {
    server, feed, platform, workspaceId, otherId, people: everyone,
    async key(scopes = SCOPES, by = "ann", days = 30) {
      const made = await everyone[by].browser.send("POST", "/api/api-keys", { name: "test", scopes, expiresInDays: days });
      if (made.status !== 201) throw new Error(`no key was made: ${made.text}`);
      return { id: String(at(made, "id")), key: String(at(made, "key")) };
    },
    async call(key, method, path, body, headers = {}) {
      const response = await fetch(server.url + path, {
        method,
        headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : {};
      return { status: response.status, headers: response.headers, text, body: typeof parsed === "object" ? { ...parsed } : {} };
    },
    async made(by, path, body) {
      const reply = await everyone[by].browser.send("POST", path, body);
      if (reply.status !== 201) throw new Error(`${path} was not made: ${reply.text}`);
      return String(at(reply, "id"));
    },
    stop: () => server.stop(),
  };
}

/** Runs a suite against such a server on each database there is; each suite names a port that no other one uses, and the next. */
export const describeOnEachRestWorld = (name: string, port: number, body: (world: () => RestWorld) => void, variables: Readonly<Record<string, string>> = {}, places: TestPlaces = testPlaces): void => {
  for (const [index, [kind, make]] of places.entries()) {
    describe(`${name} (${kind})`, () => {
      let made: TestPlace | undefined;
      let world: RestWorld | undefined;
      beforeAll(async () => {
        made = await make();
        world = await openRestWorld(made.place, { PORT: String(port + index), ...variables });
      });
      afterAll(async () => {
        await world?.stop();
        await made?.remove();
      });
      body(() => {
        if (world === undefined) throw new Error("the server starts in beforeAll: call this inside a test");
        return world;
      });
    });
  }
};
