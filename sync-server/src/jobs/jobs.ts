// The queue of what is done later, on pg-boss. Invariants: a job that was sent is done at least once, whatever dies in
// between; one that fails is tried again after growing waits, and one that failed for good stays to be seen; what a job
// carried is gone once it is done. `stop` takes no new job and waits for those in hand. It knows no kind's meaning.
import PgBoss from "pg-boss";
import { connect, type Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Log } from "../platform/logger.ts";
import { throughOneConnection, throughTransaction } from "./boss-database.ts";
import { JOB_KINDS, JOB_NAMES, type JobData, type JobKind, type JobRule } from "./job-kinds.ts";

export interface SendOptions {
  /** Not before this; now unless told. */
  readonly after?: Date;
  /** The job is there if this transaction is. Wake the kind once it has committed. */
  readonly within?: Transaction;
  /** Of jobs of one kind with the same key, one at most is made in so many seconds; up to an hour. */
  readonly once?: { readonly key: string; readonly seconds: number };
}

export type Handler<K extends JobKind> = (data: JobData[K], job: { readonly id: string; readonly tries: number }) => Promise<void>;

export interface Depth { readonly waiting: number; readonly inHand: number; readonly dead: number }

export interface DeadJob { readonly id: string; readonly kind: string; readonly why: string; readonly at: string; readonly tries: number }

export interface Jobs {
  send<K extends JobKind>(kind: K, data: JobData[K], options?: SendOptions): Promise<void>;
  /** Looks for jobs of the kind at once. */
  wake(kind: JobKind): void;
  /** One handler a kind. A job whose handler rejects is tried again. */
  work<K extends JobKind>(kind: K, handle: Handler<K>): void;
  depth(): Promise<Readonly<Record<JobKind, Depth>>>;
  /** Those that failed for good, latest first. */
  dead(most: number): Promise<readonly DeadJob[]>;
  stop(): Promise<void>;
}

export interface JobsDeps {
  readonly database: Database;
  /** Of a PostgreSQL server; the embedded database is reached by `database`. */
  readonly databaseUrl: string | undefined;
  readonly log: Pick<Log, "error" | "warn">;
  /** How often it looks by itself, and for what dead servers left; tests look more often. */
  readonly pollMs?: number;
  readonly superviseSeconds?: number;
  /** Waits and limits of tests. */
  readonly rules?: Partial<Record<JobKind, Partial<JobRule>>>;
}

const POLL_MS = 5_000;
const SUPERVISE_SECONDS = 30;
/** Only those of which there may be one in a while are kept when they are done, so that it is known. */
const DONE_KEPT_SECONDS = 3600;
const DEAD_KEPT_SECONDS = 14 * 24 * 3600;
const POOL = 3;
/** A kind's name in the database may not be reused by something else there. */
const PREFIX = "outrider-";
const queueOf = (kind: JobKind): string => `${PREFIX}${kind}`;

/** Any number, as long as no other program locks the same on this database. */
const LOCK = 7_208_412;

/** Servers that start together make the queue's tables one after the other. */
async function oneAtATime(url: string, work: () => Promise<void>): Promise<void> {
  const { sql } = connect({ target: { url }, max: 1 });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await work();
    await sql`select pg_advisory_unlock(${LOCK})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export async function createJobs({ database, databaseUrl, log, pollMs = POLL_MS, superviseSeconds = SUPERVISE_SECONDS, rules }: JobsDeps): Promise<Jobs> {
  const { sql } = database;
  const embedded = database.kind === "pglite";
  const boss = new PgBoss({
    ...(embedded || databaseUrl === undefined ? { db: throughOneConnection(sql) } : { connectionString: databaseUrl, max: POOL, application_name: "outrider-jobs" }),
    schema: "pgboss", schedule: false, supervise: true,
    maintenanceIntervalSeconds: superviseSeconds, archiveCompletedAfterSeconds: DONE_KEPT_SECONDS, archiveFailedAfterSeconds: DEAD_KEPT_SECONDS, deleteAfterDays: 1,
  });
  boss.on("error", (error) => log.error({ error }, "trouble with the queue of jobs"));
  const ruleOf = (kind: JobKind): JobRule => ({ ...JOB_KINDS[kind], ...rules?.[kind] });
  const begin = async (): Promise<void> => {
    await boss.start();
    for (const kind of JOB_NAMES) await define(kind);
  };
  async function define(kind: JobKind): Promise<void> {
    const { retries, firstWaitSeconds, withinSeconds } = ruleOf(kind);
    const options = { name: queueOf(kind), policy: "standard" as const, retryLimit: retries, retryDelay: firstWaitSeconds, retryBackoff: true, expireInSeconds: withinSeconds };
    if (await boss.getQueue(options.name)) await boss.updateQueue(options.name, options);
    else await boss.createQueue(options.name, options);
  }
  await (embedded || databaseUrl === undefined ? begin() : oneAtATime(databaseUrl, begin));
  // Here nobody else can have a job in hand: whoever had one is dead.
  if (embedded) await sql`update pgboss.job set state = 'retry' where state = 'active'`;

  let stopping = false;
  const loops: Promise<void>[] = [];
  const wakers = new Map<JobKind, () => void>();

  async function run<K extends JobKind>(kind: K, handle: Handler<K>, job: PgBoss.JobWithMetadata<JobData[K]>): Promise<void> {
    const queue = queueOf(kind);
    try {
      await handle(job.data, { id: job.id, tries: job.retryCount });
    } catch (error) {
      log.warn({ error, job: job.id, kind, tries: job.retryCount + 1 }, "a job failed");
      await boss.fail(queue, job.id, { message: error instanceof Error ? error.message : String(error) });
      // What failed for good stays to be seen, without what it carried.
      if (job.retryCount >= ruleOf(kind).retries) await sql`update pgboss.job set data = '{}'::jsonb where name = ${queue} and id = ${job.id} and state = 'failed'`;
      return;
    }
    if (job.singletonKey === null) await boss.deleteJob(queue, job.id);
    else await boss.complete(queue, job.id);
  }

  async function pull<K extends JobKind>(kind: K, handle: Handler<K>): Promise<void> {
    const inHand = new Set<Promise<void>>();
    const { atOnce } = ruleOf(kind);
    let woken = false;
    let goOn = (): void => undefined;
    const wake = (): void => {
      woken = true;
      goOn();
    };
    wakers.set(kind, wake);
    while (!stopping) {
      woken = false;
      const room = atOnce - inHand.size;
      const jobs = room <= 0 ? [] : await boss.fetch<JobData[K]>(queueOf(kind), { batchSize: room, includeMetadata: true }).catch((error: unknown) => {
        log.error({ error, kind }, "jobs could not be fetched");
        return [];
      });
      for (const job of jobs) {
        const doing = run(kind, handle, job).catch((error: unknown) => log.error({ error, kind }, "a job's outcome could not be noted")).finally(() => {
          inHand.delete(doing);
          wake();
        });
        inHand.add(doing);
      }
      if (jobs.length > 0 && inHand.size < atOnce) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs).unref();
        goOn = () => {
          clearTimeout(timer);
          resolve();
        };
        if (woken || stopping) goOn();
      });
    }
    await Promise.all(inHand);
  }

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping = true;
    for (const wake of wakers.values()) wake();
    await Promise.all(loops);
    await boss.stop({ graceful: true, wait: true, timeout: 10_000 });
  }

  return {
    async send(kind, data, { after, within, once } = {}) {
      await boss.send(queueOf(kind), data, {
        ...(after && { startAfter: after }), ...(within && { db: throughTransaction(within) }), ...(once && { singletonKey: once.key, singletonSeconds: once.seconds }),
      });
      if (within) return;
      await database.sync();
      wakers.get(kind)?.();
    },
    wake: (kind) => wakers.get(kind)?.(),
    work: (kind, handle) => void loops.push(pull(kind, handle)),
    async depth() {
      const rows = await sql<{ name: string; state: string; count: number }[]>`select name, state::text as state, count(*) as count from pgboss.job group by name, state`;
      const count = (kind: JobKind, ...states: string[]): number => rows.filter(({ name, state }) => name === queueOf(kind) && states.includes(state)).reduce((sum, row) => sum + row.count, 0);
      // Every name of the table is there.
      return Object.fromEntries(JOB_NAMES.map((kind) => [kind, { waiting: count(kind, "created", "retry"), inHand: count(kind, "active"), dead: count(kind, "failed") }])) as Record<JobKind, Depth>;
    },
    async dead(most) {
      const rows = await sql<{ id: string; name: string; why: string | null; at: string; tries: number }[]>`
        select id, name, output->>'message' as why, completed_on as at, retry_count + 1 as tries from pgboss.job where state = 'failed' order by completed_on desc limit ${most}`;
      return rows.map(({ name, why, at, ...row }) => ({ ...row, kind: name.slice(PREFIX.length), why: why ?? "it was in hand for too long", at: new Date(at).toISOString() }));
    },
    stop: () => (stopped ??= stop()),
  };
}
