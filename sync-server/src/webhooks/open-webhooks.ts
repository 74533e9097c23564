// The webhooks of a running server, put together: they follow the feed, and a job tries each delivery. Where a workspace
// has no webhook nothing is read for it.
import { DAY_MS } from "@outrider/shared/kernel";
import { type PackedRecord, textOf, unpack } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import { createFollower, type FollowedPage, type FollowerDeps, type PageWork } from "../feed/follower.ts";
import { JOB_KINDS } from "../jobs/job-kinds.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { addressFault, type GuardedRequest } from "../platform/guarded-request.ts";
import { inBatches } from "../platform/in-batches.ts";
import type { Log } from "../platform/logger.ts";
import { createSealer } from "../platform/sealed-text.ts";
import { createDeliver } from "./deliver.ts";
import { eventsOf, MESSAGE_EVENTS, MOVE_EVENTS, PING, recordData, stageEdit } from "./events.ts";
import { createWebhookStore, type DeliveryView, type NewDelivery, type NewWebhook, type WebhookChange, type WebhookRow, type WebhookView } from "./webhook-store.ts";

export interface WebhooksDeps {
  readonly database: Database;
  readonly feed: Pick<Feed, "afterCommit">;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Log, "error">;
  readonly request: GuardedRequest;
  readonly allowPrivate: boolean;
  /** Of the app, for links to records. */
  readonly address: string;
  /** 32 bytes, for the secrets. */
  readonly key: Buffer;
  /** A webhook was switched off by itself. */
  readonly stopped: (workspace: string, webhook: WebhookRow, why: string) => Promise<void>;
  readonly retries?: number;
  readonly tempo?: NonNullable<FollowerDeps["tempo"]>;
}

/** One event that is no record's, for other systems. `record`: the contact it is of; with them it is erased. */
interface News<E extends string> { readonly event: E; readonly record: string; /** ms */ readonly at: number; readonly data: Readonly<Record<string, unknown>> }
interface Herald<E extends string> {
  /** Since when somebody wants to hear of any of these, ms; null: nobody does. */
  since(workspace: string): Promise<number | null>;
  /** Within the transaction that notes that they were told; call the answer when it is committed. */
  tell(tx: Transaction, workspace: string, news: readonly News<E>[]): Promise<() => void>;
}

export interface Webhooks {
  list(workspace: string): Promise<readonly WebhookView[]>;
  create(workspace: string, by: string, given: NewWebhook): Promise<{ readonly webhook: WebhookView; readonly secret: string }>;
  change(workspace: string, id: string, change: WebhookChange): Promise<WebhookView | null>;
  renewSecret(workspace: string, id: string): Promise<string | null>;
  remove(workspace: string, id: string): Promise<boolean>;
  deliveries(workspace: string, webhook: string, page: number, limit: number): Promise<{ readonly items: readonly DeliveryView[]; readonly total: number }>;
  /** The name of the delivery; null where there is no such webhook. */
  ping(workspace: string, id: string): Promise<string | null>;
  again(workspace: string, webhook: string, delivery: string): Promise<boolean>;
  /** What is wrong with an address, or null. */
  addressFault(url: string): string | null;
  /** What becomes of messages of campaigns, told by whoever sends them. */
  readonly messages: Herald<(typeof MESSAGE_EVENTS)[number]>;
  /** Who goes into segments and out of them, told by whoever looks through segments. */
  readonly moves: Herald<(typeof MOVE_EVENTS)[number]>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

const KEPT_MS = 30 * DAY_MS;
const SWEEP_MS = 6 * 3600_000;
const BATCH = 1000;
const RESUMED = 1000;

export async function openWebhooks({ database, feed, jobs, clock, random, log, request, allowPrivate, address, key, stopped, retries = JOB_KINDS.webhook.retries, tempo }: WebhooksDeps): Promise<Webhooks> {
  const { sql } = database;
  const store = createWebhookStore({ database, sealer: createSealer(key, "webhook"), clock, random });
  const failed = (error: unknown): void => log.error({ error }, "webhooks could not be worked off");
  jobs.work("webhook", createDeliver({ store, request, clock, address, retries, stopped }));

  const bodyOf = (id: string, event: string, workspace: string, more: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({ id, event, at: new Date(clock.now()).toISOString(), workspace, ...more });

  async function outcomes(workspace: string): Promise<(stage: string) => string> {
    const rows = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind in ('pipeline', 'stage')`;
    const found = new Map(rows.map(({ state }) => unpack(state)).map((state) => [state.id, textOf(state, "outcome")]));
    return (stage) => found.get(stage) ?? "";
  }

  async function handle({ workspace, rows }: FollowedPage): Promise<PageWork> {
    const webhooks = rows.length === 0 ? [] : await store.active(workspace);
    if (webhooks.length === 0) return { write: () => Promise.resolve() };
    const outcomeOf = await outcomes(workspace);
    const told = await store.toldOf(workspace, rows.map(({ state }) => state.id));
    const deliveries = webhooks.flatMap((webhook): NewDelivery[] => rows.flatMap(({ state, seq }) => {
      const mine = told.filter(({ webhookId, recordId }) => webhookId === webhook.id && recordId === state.id);
      const before = { events: new Set(mine.map(({ event }) => event)), stages: new Set(mine.flatMap(({ stage }) => (stage ? [stage] : []))) };
      return eventsOf(state, { since: webhook.createdAt, before, outcomeOf }).filter((event) => webhook.events.includes(event)).map((event) => {
        const id = random.uuid();
        return { id, webhookId: webhook.id, event, recordId: state.id, body: bodyOf(id, event, workspace, { sequence: seq, stageEdit: stageEdit(state), data: recordData(state) }) };
      });
    }));
    return {
      async write(tx) {
        if (deliveries.length === 0) return;
        await store.insert(tx, workspace, deliveries);
        for (const { id } of deliveries) await jobs.send("webhook", { workspace, delivery: id }, { within: tx });
      },
      done: () => jobs.wake("webhook"),
    };
  }

  const heraldOf = <E extends string>(told: readonly E[]): Herald<E> => ({
    async since(workspace) {
      const all = (await store.active(workspace)).filter(({ events }) => told.some((event) => events.includes(event)));
      return all.length === 0 ? null : Math.min(...all.map(({ createdAt }) => createdAt));
    },
    async tell(tx, workspace, news) {
      const deliveries = (await store.active(workspace, tx)).flatMap((webhook) => news.filter(({ event, at }) => webhook.events.includes(event) && at >= webhook.createdAt).map(({ event, record, at, data }): NewDelivery => {
        const id = random.uuid();
        return { id, webhookId: webhook.id, event, recordId: record, body: bodyOf(id, event, workspace, { data: { ...data, at: new Date(at).toISOString() } }) };
      }));
      if (deliveries.length > 0) await store.insert(tx, workspace, deliveries);
      for (const { id } of deliveries) await jobs.send("webhook", { workspace, delivery: id }, { within: tx });
      return () => jobs.wake("webhook");
    },
  });

  const wanted = async (workspace: string): Promise<boolean> => (await sql`select from webhook where workspace_id = ${workspace} and active limit 1`).length > 0;
  const follower = createFollower({ database, clock, name: "webhooks", handle, wanted, failed, ...(tempo && { tempo }) });
  feed.afterCommit((workspace) => follower.nudge(workspace));

  /** Where nobody was told of anything, nobody is told of what happened meanwhile. */
  async function beginAfresh(workspace: string): Promise<void> {
    if (await wanted(workspace)) return;
    await sql`delete from follow_cursor where workspace_id = ${workspace} and name = 'webhooks'`;
    await follower.begin(workspace);
  }

  const ending = new AbortController();
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
  let sweeping: Promise<unknown> = Promise.resolve();
  const sweep = setInterval(() => {
    sweeping = inBatches((limit) => store.dropBefore(clock.now() - KEPT_MS, limit), { batch: BATCH, pause, signal: ending.signal }).catch(failed);
  }, SWEEP_MS).unref();

  // A restored database has the deliveries and not their jobs. Where there is a job already, the delivery's state tells.
  for (const { workspace, id } of await store.waiting(RESUMED)) await jobs.send("webhook", { workspace, delivery: id }, { once: { key: id, seconds: 3600 } });

  return {
    messages: heraldOf(MESSAGE_EVENTS), moves: heraldOf(MOVE_EVENTS), list: store.list, renewSecret: store.renewSecret, remove: store.remove, deliveries: store.deliveries,
    async create(workspace, by, given) {
      await beginAfresh(workspace);
      return await store.create(workspace, by, given);
    },
    async change(workspace, id, change) {
      if (change.active) await beginAfresh(workspace);
      return await store.change(workspace, id, change);
    },
    async ping(workspace, webhookId) {
      if (!(await store.row(workspace, webhookId))) return null;
      const id = random.uuid();
      await sql.begin(async (tx) => {
        await store.insert(tx, workspace, [{ id, webhookId, event: PING, recordId: null, body: bodyOf(id, PING, workspace, { data: null }) }]);
        await jobs.send("webhook", { workspace, delivery: id }, { within: tx });
      });
      await database.sync();
      jobs.wake("webhook");
      return id;
    },
    async again(workspace, webhook, delivery) {
      const found = await sql.begin(async (tx) => {
        if (!(await store.again(tx, workspace, webhook, delivery))) return false;
        await jobs.send("webhook", { workspace, delivery }, { within: tx });
        return true;
      });
      await database.sync();
      jobs.wake("webhook");
      return found;
    },
    addressFault: (url) => addressFault(url, allowPrivate),
    settle: () => follower.settle(),
    async close() {
      ending.abort();
      clearInterval(sweep);
      await follower.close();
      await sweeping;
    },
  };
}
