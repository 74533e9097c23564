// A workspace whose servers, store and connections are all in this process: the production feed over the store that the
// simulator uses, frames handed over in the next turn of the event loop. The clock is the test's.
import { randomUUID } from "node:crypto";
import type { World } from "@outrider/client/engine";
import { creationOf } from "@outrider/shared/commands";
import { defaultDefinitions } from "../../sync-server/src/feed/default-definitions.ts";
import { createFeed, type Feed, type FeedDeps } from "../../sync-server/src/feed/feed.ts";
import { createMemoryFeedStore } from "../../sync-server/src/feed/memory-feed-store.ts";
import { createSigning } from "../../sync-server/src/feed/signing.ts";

export interface InMemory {
  readonly workspace: string;
  /** Of the admin and of two managers of one team. */
  readonly people: readonly [string, string, string];
  /** One more server over the same store. */
  server(hint?: FeedDeps["hint"]): Feed;
  /** How a device of that person gets to that server; cut off where the server does not answer any more. */
  connect(feed: Feed, user: string): World["connect"];
  /** The last sequence: as many as edits were applied. */
  seq(): Promise<number>;
}

export async function createInMemory(now: () => number, failed: (error: unknown) => void): Promise<InMemory> {
  const store = createMemoryFeedStore();
  const signing = createSigning(Buffer.from("a key for tests only"));
  const workspace = randomUUID();
  const people = [randomUUID(), randomUUID(), randomUUID()] as const;
  const server: InMemory["server"] = (hint) =>
    createFeed({
      store, signing, now, newId: randomUUID, newDeviceId: randomUUID, isLive: () => Promise.resolve(true), ...(hint && { hint }),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      log: (_event, details) => {
        if ("error" in details) failed(details["error"]);
      },
    });
  const members = people.map((id, index) => creationOf(id, { kind: "member", values: { name: `person ${index}`, role: index === 0 ? "admin" : "manager", team: "north", active: true } }));
  const written = await server().write(workspace, people[0], "set up", [...defaultDefinitions(workspace), ...members]);
  if (!written.ok) throw new Error(written.error.message);
  return {
    workspace, people, server,
    seq: async () => (await store.page(workspace, [], 0)).head,
    connect: (feed, user) => (events) => {
      let open = true;
      const later = (run: () => void): void => void setImmediate(() => open && run());
      const session = feed.open({ workspace, user, session: user }, {
        send: (text) => later(() => events.message(text)),
        close: () => later(() => {
          open = false;
          events.closed("lost");
        }),
        buffered: () => 0,
      });
      later(() => events.opened());
      return {
        send: (text) => later(() => session.receive(text)),
        close() {
          open = false;
          session.closed();
        },
      };
    },
  };
}
