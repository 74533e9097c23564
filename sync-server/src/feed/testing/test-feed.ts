// A feed over any store, with people in it, and raw devices that say what they like on a wire in memory.
import { randomUUID } from "node:crypto";
import { creationOf, type Values } from "@outrider/shared/commands";
import { type Down, PROTOCOL_VERSION, type Up, type Verdict, type Welcome } from "@outrider/shared/protocol";
import type { Assignment, Change, Group } from "@outrider/shared/records";
import { type Kind, SCHEMA_VERSION } from "@outrider/shared/schema";
import { defaultDefinitions } from "../default-definitions.ts";
import type { FeedStore } from "../feed-store.ts";
import { createFeed, type Feed, type FeedDeps } from "../feed.ts";
import { createSigning } from "../signing.ts";

export interface TestFeed {
  readonly feed: Feed;
  readonly workspace: string;
  /** Members by role and number: admin, manager, exec (of the manager's team), stranger (an exec of no team). */
  readonly people: Readonly<Record<"admin" | "manager" | "exec" | "stranger", string>>;
  clock: number;
  readonly log: { readonly event: string; readonly details: Readonly<Record<string, unknown>> }[];
  connect(user: string, options?: Partial<{ workspace: string; session: string }>): RawDevice;
  live: Set<string>;
}

const TEAMS = { admin: "", manager: "north", exec: "north", stranger: "" } as const;

export async function testFeed(store: FeedStore, workspace: string = randomUUID(), more: Partial<Pick<FeedDeps, "deviceRecords" | "pageRows" | "sleep" | "bugs">> = {}): Promise<TestFeed> {
  const log: TestFeed["log"] = [];
  const people = { admin: randomUUID(), manager: randomUUID(), exec: randomUUID(), stranger: randomUUID() };
  const test = { clock: 1_800_000_000_000, live: new Set<string>(["session"]) };
  const feed = createFeed({
    store, signing: createSigning(Buffer.from("a key for tests only")), now: () => test.clock, newId: randomUUID, newDeviceId: () => randomUUID().slice(0, 12),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), isLive: (session) => Promise.resolve(test.live.has(session)), log: (event, details) => log.push({ event, details }),
    ...more,
  });
  const members = Object.entries(people).map(([name, id]) =>
    creationOf(id, { kind: "member", values: { name, role: name === "stranger" ? "exec" : name, team: TEAMS[name as keyof typeof TEAMS], active: true } }),
  );
  const written = await feed.write(workspace, people.admin, "set-up", [...defaultDefinitions(workspace), ...members]);
  if (!written.ok) throw new Error(written.error.message);
  return Object.assign(test, {
    feed, workspace, people, log,
    connect: (user: string, options: Partial<{ workspace: string; session: string }> = {}) => rawDevice(test, feed, { workspace, user, session: "session", ...options }),
  });
}

export interface RawDevice {
  readonly heard: Down[];
  readonly closed: { code: number; reason: string } | null;
  say(...messages: readonly Up[]): void;
  raw(text: string): void;
  hello(device?: Welcome["device"] | null, more?: Partial<Extract<Up, { t: "hello" }>>): Promise<Welcome>;
  /** Pushes edits and answers their verdicts. */
  push(...groups: readonly Group[]): Promise<readonly Verdict[]>;
  /** The first message that fits, waited for. */
  next<T extends Down["t"]>(type: T, fits?: (message: Extract<Down, { t: T }>) => boolean): Promise<Extract<Down, { t: T }>>;
  hangUp(): void;
}

function rawDevice(test: { clock: number }, feed: Feed, who: { workspace: string; user: string; session: string }): RawDevice {
  const heard: Down[] = [];
  const state: { closed: RawDevice["closed"] } = { closed: null };
  const session = feed.open(who, {
    send: (text) => void heard.push(...(JSON.parse(text) as Down[])),
    close: (code, reason) => (state.closed = { code, reason }),
    buffered: () => 0,
  });
  const next: RawDevice["next"] = async (type, fits = () => true) => {
    for (let tries = 0; tries < 500; tries++) {
      const found = heard.find((message) => message.t === type && fits(message as never));
      if (found) return found as never;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no ${type} came; heard ${JSON.stringify(heard).slice(0, 2000)}`);
  };
  const say = (...messages: readonly Up[]): void => session.receive(JSON.stringify(messages));
  return {
    heard, say, next,
    get closed() { return state.closed; },
    raw: (text) => session.receive(text),
    async hello(device = null, more = {}) {
      say({ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device, cursor: null, last: 0, acked: 0, ...more });
      return await next("welcome");
    },
    async push(...groups) {
      say({ t: "push", now: test.clock, groups: [...groups] });
      const ids = new Set(groups.map(({ id }) => id));
      const of = (): Verdict[] => heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts.filter(({ group }) => ids.has(group)) : []));
      await next("verdicts", () => of().length >= groups.length);
      return of();
    },
    hangUp: () => session.closed(),
  };
}

let made = 0;

/** An edit with the next counter of its device. */
export function groupOf(counter: number, changes: readonly Change[], more: Partial<Group> = {}): Group {
  made += 1;
  return { id: randomUUID(), counter, at: 1_800_000_000_000 - 1000 + made, schema: SCHEMA_VERSION, command: "test", changes, ...more };
}

export const creation = (kind: Kind, values: Values, id: string = randomUUID()): Change => creationOf(id, { kind, values });
export const setting = (id: string, kind: Kind, set: Readonly<Record<string, Assignment>>): Change => ({ id, kind, set });
