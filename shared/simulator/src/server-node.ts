// A server: the production feed over its way to the database, which can lose its power at any commit and starts again as
// a new boot. Several of them share one database and tell each other of commits by hints that may be lost.
import type { FeedStore, Batch } from "../../../sync-server/src/feed/feed-store.ts";
import type { Feed, FeedDeps } from "../../../sync-server/src/feed/feed.ts";
import type { Signing } from "../../../sync-server/src/feed/signing.ts";
import type { Host } from "./network.ts";
import type { Random } from "@outrider/shared/kernel";
import type { Scheduler } from "./scheduler.ts";
import { createTrials } from "./trials.ts";
import { createServerDisk, type ServerDiskOptions } from "./server-disk.ts";
import type { Release } from "./versions/release.ts";

export const WORKSPACE = "00000000-0000-4000-8000-00000000000a";
const POLL_MS = 5000;
/** Few, so that a bootstrap takes several pages and is broken off between them. */
const PAGE_ROWS = 7;

export interface ServerNode extends Host {
  readonly up: boolean;
  readonly feed: Feed;
  boot(): void;
  /** Power off: nothing more is written, sent or answered. */
  crash(): void;
  hint(members: boolean): void;
}

export interface ServerNodeOptions {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly store: FeedStore;
  readonly signing: Signing;
  readonly trouble: ServerDiskOptions["trouble"];
  readonly crashed: () => void;
  readonly committed: (batch: Batch) => void;
  readonly hinted: (members: boolean) => void;
  /** Whether it looks for other servers' commits by itself, as it does where there are several. */
  readonly polls: boolean;
  readonly failed: (event: string, error: unknown) => void;
  readonly bugs: NonNullable<FeedDeps["bugs"]>;
  readonly bound: number | null;
  /** What it runs from its next start on. */
  readonly release: () => Pick<Release, "createFeed">;
}

export function createServerNode(options: ServerNodeOptions): ServerNode {
  const { name, scheduler, random, store, signing, bugs } = options;
  let life = 0;
  let feed: Feed | null = null;
  const running = (): Feed => {
    if (!feed) throw new Error(`${name} is off`);
    return feed;
  };

  function crash(): void {
    if (!feed) return;
    life++;
    feed = null;
    options.crashed();
  }

  function poll(mine: number): void {
    scheduler.after(POLL_MS, () => {
      if (mine !== life || !feed) return;
      feed.look().catch((error: unknown) => options.failed("look", error));
      poll(mine);
    });
  }

  return {
    name,
    get up() { return feed !== null; },
    get feed() { return running(); },
    boot() {
      const mine = ++life;
      const alive = (): boolean => mine === life;
      feed = options.release().createFeed({
        store: createServerDisk({ store, scheduler, random, alive, trouble: options.trouble, crash, committed: options.committed }),
        signing, bugs, scratch: createTrials(), now: scheduler.now, newId: random.uuid, newDeviceId: random.uuid, sleep: scheduler.sleep, pageRows: PAGE_ROWS, sumsAgainMs: 0, ...(options.bound !== null && { deviceRecords: options.bound }), isLive: () => Promise.resolve(true),
        log: (event, details) => { if (alive() && "error" in details) options.failed(event, details["error"]); },
        hint: (_workspace, { membersChanged }) => options.hinted(membersChanged),
      });
      if (options.polls) poll(mine);
    },
    crash,
    hint: (members) => feed?.hub.hint(WORKSPACE, members),
    accept(_from, user, end) {
      if (!feed) return null;
      const mine = life;
      const alive = (): boolean => mine === life;
      const session = feed.open({ workspace: WORKSPACE, user, session: user }, {
        send: (text) => { if (alive()) end.send(text); },
        close: () => { if (alive()) end.close(); },
        buffered: () => end.buffered(),
      });
      return {
        receive: (text) => { if (alive()) session.receive(text); },
        closed: () => { if (alive()) session.closed(); },
      };
    },
  };
}
