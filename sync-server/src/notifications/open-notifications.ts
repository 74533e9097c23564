// The notifications of a running server, put together: it follows the feed, looks at the time, and has mail and push sent.
import type { Mailer } from "../auth/mailer.ts";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import { createFollower, type FollowerDeps } from "../feed/follower.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock } from "../platform/clock.ts";
import type { GuardedRequest } from "../platform/guarded-request.ts";
import type { Log } from "../platform/logger.ts";
import { type Centre, createCentre } from "./centre.ts";
import { createDeliver } from "./deliver.ts";
import { createNoticeReader, type NoticeReader } from "./notice-reader.ts";
import { createNotifier, type Notifier } from "./notifier.ts";
import { createPreferences, type Preferences } from "./preferences.ts";
import { createPushSender, createPushStore, type PushStore, vapidKeys } from "./push.ts";
import { newRefusals } from "./refusals.ts";
import { createWatch } from "./watch.ts";

export interface NotificationsDeps {
  readonly database: Database;
  readonly feed: Pick<Feed, "write" | "afterCommit">;
  readonly jobs: Jobs;
  /** By way of the queue, and straight to the mail server; none where there is no such server. */
  readonly mailer: Mailer | undefined;
  readonly smtp: Mailer | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, "error" | "warn">;
  readonly frontendUrl: string;
  readonly request: GuardedRequest;
  readonly allowPrivate: boolean;
  readonly derive: (purpose: string) => Buffer;
  readonly mailAfterMs?: number;
  readonly tempo?: NonNullable<FollowerDeps["tempo"]>;
}

export interface Notifications {
  readonly centre: Centre;
  readonly preferences: Preferences;
  readonly push: PushStore;
  /** What browsers ask for when they subscribe. */
  readonly pushKey: string;
  readonly notifier: Notifier;
  readonly reader: NoticeReader;
  /** Works off all that was committed; for tests. */
  settle(): Promise<void>;
  /** Looks at the time now; for tests. */
  watch(): Promise<void>;
  close(): Promise<void>;
}

const WATCH_SECONDS = 300;
const REFUSALS_AFTER_MS = 1_000;

export async function openNotifications(deps: NotificationsDeps): Promise<Notifications> {
  const { database, feed, jobs, mailer, smtp, clock, log, frontendUrl, request, allowPrivate, derive, mailAfterMs, tempo } = deps;
  const failed = (error: unknown): void => log.error({ error }, "somebody could not be told of something");
  const keys = vapidKeys(derive);
  const reader = createNoticeReader(database);
  const preferences = createPreferences(database);
  const notifier = createNotifier({ database, write: feed.write, jobs, preferences, reader, clock, mails: smtp !== undefined, failed, ...(mailAfterMs !== undefined && { mailAfterMs }) });
  const push = createPushStore({ database, now: clock.now, allowPrivate });
  const subject = frontendUrl.startsWith("https:") ? frontendUrl : "mailto:nobody@example.com";
  const deliver = createDeliver({ reader, push, sendPush: createPushSender({ request, keys, subject }), smtp, frontendUrl, log });
  const watch = createWatch({ database, clock, preferences, reader, notifier, mailer, frontendUrl });
  jobs.work("noticeMail", deliver.mail);
  jobs.work("noticePush", deliver.push);
  jobs.work("watch", watch);

  const follower = createFollower({ database, clock, name: "notifications", handle: notifier.handle, failed, ...(tempo && { tempo }) });

  const due = new Map<string, NodeJS.Timeout>();
  let telling: Promise<void> = Promise.resolve();
  const tellRefusals = (workspace: string): Promise<void> =>
    (telling = telling.then(async () => {
      const { notices, noted } = await newRefusals(database, clock, workspace);
      await notifier.tell(workspace, notices);
      await noted();
    }).catch(failed));
  feed.afterCommit((workspace) => {
    follower.nudge(workspace);
    if (due.has(workspace)) return;
    due.set(workspace, setTimeout(() => {
      due.delete(workspace);
      void tellRefusals(workspace);
    }, REFUSALS_AFTER_MS).unref());
  });

  const lookAtTime = (): void => void jobs.send("watch", { slot: Math.floor(clock.now() / (WATCH_SECONDS * 1000)) }, { once: { key: "watch", seconds: WATCH_SECONDS } }).catch(failed);
  const looking = setInterval(lookAtTime, WATCH_SECONDS * 1000).unref();
  lookAtTime();

  return {
    centre: createCentre({ database, write: feed.write, reader, clock }), preferences, push, pushKey: keys.publicKey, notifier, reader, watch,
    async settle() {
      await follower.settle();
      for (const { workspace } of await database.sql<{ workspace: string }[]>`select workspace_id as workspace from feed_head`) await tellRefusals(workspace);
    },
    async close() {
      clearInterval(looking);
      for (const timer of due.values()) clearTimeout(timer);
      await follower.close();
      await telling;
    },
  };
}
