/** A feed that keeps members in memory and hands its sockets to the test: for tests of what stands around it. */
import { err, ok } from "@outrider/shared/kernel";
import type { WebSocket } from "ws";
import { createMemoryFeedStore } from "../feed/memory-feed-store.ts";
import { createRecordDoor } from "../feed/record-door.ts";
import { createSigning } from "../feed/signing.ts";
import type { Membership, NewMember } from "../auth/members.ts";
import type { Farewell, SocketIdentity } from "../auth/sync-tickets.ts";
import type { AskPast } from "../feed/ask-past.ts";
import type { CreateFeed, Platform } from "../feed-port.ts";

export type MemoryFeed = {
  readonly create: CreateFeed;
  readonly members: Map<string, NewMember & { active: boolean }>;
  /** Says that a device spoke, as the feed does. */
  said: Platform["knownDevices"]["said"];
  /** What the feed would have given the device to be known by. */
  tokenOf(workspace: string, user: string, device: string): string;
  readonly opened: { socket: WebSocket; who: SocketIdentity }[];
  /** What the history of a record is said to be: nothing is there unless the test says so. */
  past: AskPast;
  /** What is said before a socket closes: nothing unless the test says so. */
  farewell: Farewell;
  /** Who is said to be connected, and how they lag. */
  load: { devices: number; programs: number; lagMs: number };
  /** The server's database, once it has started. */
  database(): Platform["database"];
  /** The next membership is refused with this, once. */
  failNext: { code: string; message: string } | undefined;
};

export const memoryFeed = (): MemoryFeed => {
  const feed: MemoryFeed = {
    members: new Map(),
    tokenOf: () => "",
    opened: [],
    said: () => Promise.reject(new Error("the server has not started")),
    database: () => {
      throw new Error("the server has not started");
    },
    failNext: undefined,
    farewell: () => Promise.resolve(),
    load: { devices: 0, programs: 0, lagMs: 0 },
    past: () => Promise.resolve(err("not-found")),
    create: ({ database, knownDevices, secrets }) => {
      feed.database = () => database;
      feed.said = knownDevices.said;
      const signing = createSigning(secrets.derive("feed"));
      feed.tokenOf = (workspace, user, device) => signing.deviceToken(workspace, user, device, 1);
      return Promise.resolve({
        members: {
          create(member) {
            const error = feed.failNext;
            feed.failNext = undefined;
            if (error !== undefined) return Promise.resolve({ ok: false, error });
            if (!feed.members.has(member.userId)) feed.members.set(member.userId, { ...member, active: true });
            return Promise.resolve(ok(undefined));
          },
          rename(userId, name) {
            const found = feed.members.get(userId);
            if (found !== undefined) feed.members.set(userId, { ...found, name });
            return Promise.resolve(ok(undefined));
          },
          find(userId): Promise<readonly Membership[]> {
            const found = feed.members.get(userId);
            return Promise.resolve(found === undefined ? [] : [found]);
          },
          activeIn: (workspaceId) => Promise.resolve([...feed.members.values()].filter((member) => member.active && member.workspaceId === workspaceId).map(({ userId }) => userId)),
          adminAddresses: () => Promise.resolve([...feed.members.values()].filter(({ role, active }) => active && role === "admin").map(({ email }) => email)),
        },
        onSocket: (socket, who) => feed.opened.push({ socket, who }),
        farewell: (who) => feed.farewell(who),
        write: () => Promise.resolve(ok(0)),
        afterCommit: () => undefined,
        writeHistory: ({ edits }) => Promise.resolve(ok(edits.length)),
        past: (question) => feed.past(question),
        door: createRecordDoor({ store: createMemoryFeedStore(), pipeline: { submit: () => Promise.reject(new Error("this feed takes no records")), told: async () => undefined, idle: () => Promise.resolve() }, now: Date.now }),
        announce: () => undefined,
        load: () => feed.load,
        close: () => Promise.resolve(),
      });
    },
  };
  return feed;
};
