/**
 * Starts the server from its environment, part by part, and stops it in reverse.
 * Invariant: it takes no request before the database is open and migrated; and stop() lets what is under way end,
 * closes every socket, and then the database, whatever fails in between.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { textOf } from "@outrider/shared/records";
import { OUTSIDE_DIMENSIONS } from "@outrider/shared/search";
import { createApp } from "./app.ts";
import { openAssistant, serverModel } from "./assistant/open-assistant.ts";
import { UNUSUAL_SENTENCES } from "./assistant/unusual-use.ts";
import { createCounters } from "./auth/counters.ts";
import { openCampaigning } from "./campaigning.ts";
import { openControl } from "./backup/control.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { forgetAccounts } from "./auth/forget-accounts.ts";
import { createErasedList, eraseForEver, replayErased } from "./feed/erased-list.ts";
import { createIdentity } from "./identity.ts";
import { openDatabase } from "./db/open-database.ts";
import { type Env, modelFolder, serverUrl } from "./env.ts";
import { createFileStore } from "./files/file-store.ts";
import { createFiles } from "./files/files.ts";
import { FILE_LIMITS } from "./files/limits.ts";
import { openIngest } from "./ingest/open-ingest.ts";
import type { CreateFeed } from "./feed-port.ts";
import { runDaily } from "./jobs/daily.ts";
import { fetchWhereMissing } from "./models/fetch-where-missing.ts";
import { openMeaning } from "./meaning/open-meaning.ts";
import { createModels } from "./models/models.ts";
import { createJobs } from "./jobs/jobs.ts";
import { tellAdmins } from "./notifications/tell-admins.ts";
import { openNotifications } from "./notifications/open-notifications.ts";
import { createGuardedRequest } from "./platform/guarded-request.ts";
import { createHubspotClient } from "./hubspot/hubspot-client.ts";
import { createHubspotTokens } from "./hubspot/hubspot-token.ts";
import { createSealer } from "./platform/sealed-text.ts";
import { openWebhooks } from "./webhooks/open-webhooks.ts";
import { createHousekeeping } from "./jobs/housekeeping.ts";
import { openPrivacy } from "./privacy/open-privacy.ts";
import { systemClock, systemRandom } from "./platform/clock.ts";
import type { Clock, Random } from "./platform/clock.ts";
import type { Log } from "./platform/logger.ts";
import { packageFolder } from "./platform/package-folder.ts";
import { createCalendarEntries } from "./calendar/calendar-entries.ts";
import { createCalendarLinks } from "./calendar/calendar-links.ts";
import { createRest } from "./rest/create-rest.ts";
import { loadSecrets } from "./platform/secrets.ts";
import { createOriginCheck } from "./routes/origins.ts";
import { countedLog } from "./platform/counted-log.ts";
import { createMetrics } from "./platform/metrics.ts";
import { openSystem } from "./system/open-system.ts";
import { createSegments, openSegmentMoves } from "./segments/index.ts";
import { attachSyncSocket } from "./routes/sync-socket.ts";
import { sampleWorkspace } from "./sample-workspace.ts";

export type StartOptions = {
  readonly env: Env;
  readonly log: Log;
  readonly createFeed: CreateFeed;
  /** Called when the server cannot go on: the process should end and be started again. */
  readonly onFatal: (reason: Error) => void;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly clientDirectory?: string;
  /** See auth/password-hash.ts; tests that make many users take less than the default. */
  readonly passwordCost?: number;
};

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  /** Whether the sample workspace with its public sign-ins is there. */
  readonly hasSample: boolean;
  readonly vectorSearch: boolean;
  readonly databaseKind: "pglite" | "postgres";
  readonly stop: () => Promise<void>;
};

type Ending = { readonly part: string; readonly end: () => unknown };

/** A part that hangs is left behind: those under it are still to be closed, the database last. */
const PART_ENDS_WITHIN_MS = 15_000;

const endPart = async ({ part, end }: Ending, log: Pick<Log, "error">): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not ended within ${PART_ENDS_WITHIN_MS} ms`)), PART_ENDS_WITHIN_MS);
  });
  try {
    await Promise.race([end(), late]);
  } catch (error) {
    log.error({ error, part }, "a part did not stop cleanly");
  } finally {
    clearTimeout(timer);
  }
};

const CLIENT = join(packageFolder, "../client/dist");

export const startServer = async (options: StartOptions): Promise<RunningServer> => {
  const { env, onFatal, clock = systemClock, random = systemRandom } = options;
  const startedAt = clock.now();
  const metrics = createMetrics(clock.now);
  const log = countedLog(options.log, metrics.error);
  const undo: Ending[] = [];
  const unwind = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await endPart(step, log);
  };
  try {
    const secrets = loadSecrets({ session: env.JWT_SECRET, longLived: env.JWT_REFRESH_SECRET }, env.DATA_DIR);
    const database = await openDatabase(
      env.DATABASE_URL === undefined ? { dataDirectory: env.DATA_DIR } : { databaseUrl: env.DATABASE_URL },
      { lost: onFatal, trouble: (what, error) => log.error({ error, what }, "trouble with the database") },
    );
    undo.push({ part: "database", end: () => database.close() });
    if (!database.vector) log.warn({}, "this PostgreSQL has no pgvector: search by meaning on the server is off");

    // An older copy of the database may have come up: nobody is let in before what was erased since is erased again.
    const again = await replayErased(database, createErasedList(env.DATA_DIR), clock.now());
    const forgotten = await forgetAccounts(database);
    if (forgotten > 0) log.warn({ accounts: forgotten }, "forgot accounts of people who were erased");
    if (again > 0) log.warn({ records: again }, "erased again: this database is older than the list of what was erased");

    const production = env.NODE_ENV === "production";
    const secure = production || serverUrl(env).startsWith("https:");
    if (env.UPLOAD_PATH !== undefined) log.warn({}, "UPLOAD_PATH has no effect: files lie in the database, and are in its backups");
    const jobs = await createJobs({ database, databaseUrl: env.DATABASE_URL, log });
    undo.push({ part: "jobs", end: () => jobs.stop() });
    const identity = await createIdentity({ ...options, log, edit: metrics.edit, database, secrets, clock, random, secure, jobs });
    undo.push({ part: "feed and sign-in", end: () => identity.close() });
    // Jobs write to the feed: they end before it does.
    undo.push({ part: "jobs", end: () => jobs.stop() });
    const { feed, mailer, smtp, ...parts } = identity;

    const hasSample = await sampleWorkspace(
      { orm: database.drizzle, sql: database.sql, accounts: parts.accounts, writeHistory: feed.writeHistory, clock, files: createFileStore({ database, limits: FILE_LIMITS, now: clock.now }), sync: database.sync },
      !production && env.SAMPLE === "on",
    );

    const erasedList = createErasedList(env.DATA_DIR);
    const control = await openControl({
      dataDirectory: env.DATA_DIR,
      backUp: (path) => takeBackup(database, path, new Date(clock.now())),
      async erase(workspace, records) {
        const erased = await eraseForEver(database, erasedList, workspace, records, clock.now());
        log.info({ workspace, records: erased.length }, "erased for ever");
        feed.announce(workspace);
        return erased;
      },
      failed: (error) => log.error({ error }, "an operator's command failed"),
    });
    undo.push({ part: "control", end: () => control.close() });

    const files = createFiles({
      database, door: feed.door, write: feed.write, now: clock.now,
      limits: { ...FILE_LIMITS, file: Math.min(env.MAX_FILE_SIZE, FILE_LIMITS.file), workspace: env.MAX_FILES_TOTAL },
    });
    const privacy = await openPrivacy({ database, feed, chain: parts.auditChain, jobs, list: erasedList, clock, random });

    const system = openSystem({ metrics, feed, database, mailer, jobs, address: env.FRONTEND_URL[0] ?? "", clock, log, server: { id: random.uuid(), name: hostname(), startedAt } });
    undo.push({ part: "system", end: () => system.stop() });
    const allowPrivate = env.PRIVATE_TARGETS === "on";
    const request = createGuardedRequest({ allowPrivate });
    const notifications = await openNotifications({
      database, feed, jobs, clock, log, request, allowPrivate, mailer, smtp, frontendUrl: env.FRONTEND_URL[0] ?? "", derive: secrets.derive,
    });
    undo.push({ part: "notifications", end: () => notifications.close() });
    const webhooks = await openWebhooks({
      database, feed, jobs, clock, random, log, request, allowPrivate, address: env.FRONTEND_URL[0] ?? "", key: secrets.derive("webhooks"),
      stopped: (workspace, webhook, why) => tellAdmins(notifications, workspace, `The webhook “${webhook.name}” was switched off. ${why}`, clock.now()),
    });
    undo.push({ part: "webhooks", end: () => webhooks.close() });
    const assistant = openAssistant({
      database, clock, random, log, derive: secrets.derive, allowPrivate, perDay: env.AI_REQUESTS_PER_DAY, server: serverModel(env),
      note: (tx, { workspace, user, ...line }) => parts.auditChain.auditWithin(tx, { event: "assistant-asked", workspaceId: workspace, userId: user, ...line }),
      unusual: async (workspace, user, what) => {
        const member = (await notifications.reader.members(workspace)).find(({ id }) => id === user);
        const today = new Date(clock.now()).toISOString().slice(0, 10);
        await tellAdmins(notifications, workspace, UNUSUAL_SENTENCES[what](member ? textOf(member, "name") : "Somebody"), clock.now(), `${what} ${user} ${today}`);
      },
    });
    const models = createModels({ folder: modelFolder(env), log });
    if (env.MODEL_FETCH === "on") undo.push({ part: "fetching the model", end: fetchWhereMissing(models, env.MODEL_SOURCE, log) });

    const meaning = await openMeaning({
      database, feed, jobs, models, runs: env.MODEL_ON_SERVER === "on", allowPrivate, clock, log,
      outside: env.EMBEDDINGS_URL === undefined ? null : { baseUrl: env.EMBEDDINGS_URL, apiKey: env.EMBEDDINGS_KEY ?? null, model: env.EMBEDDINGS_MODEL, dimensions: OUTSIDE_DIMENSIONS },
    });
    undo.push({ part: "search by meaning", end: () => meaning.close() });
    const rest = createRest({ database, door: feed.door, clock, random, closeTo: meaning.embedTexts.close });
    const ingest = await openIngest({ database, feed, jobs, listRecords: rest.listRecords, clock, random, log });
    undo.push({ part: "customers and orders", end: () => ingest.close() });
    const housekeeping = runDaily("housekeeping", createHousekeeping({ database, privacy, files, ingest, assistant, clock, log }), log);
    undo.push({ part: "housekeeping", end: () => housekeeping.stop() });

    let stopping = false;
    const allowedOrigin = createOriginCheck(env.FRONTEND_URL);
    const segments = createSegments({ database, door: feed.door, now: clock.now });
    const segmentMoves = openSegmentMoves({
      database, segments, herald: webhooks.moves, clock, log,
      queue: { send: (workspace) => jobs.send("segmentMoves", { workspace }, { once: { key: workspace, seconds: 45 } }), work: (handle) => jobs.work("segmentMoves", ({ workspace }) => handle(workspace)) },
    });
    undo.push({ part: "who moves in and out of segments", end: () => segmentMoves.close() });
    const campaigning = openCampaigning({ env, database, feed, audienceOf: segments.audienceOf, herald: webhooks.messages, jobs, request, metrics, audit: parts.auditChain.audit, derive: secrets.derive, clock, random, log });
    undo.push({ part: "campaigns", end: () => campaigning.close() });
    const app = createApp({
      ...parts,
      past: feed.past,
      system,
      metrics,
      metricsToken: env.METRICS_TOKEN,
      startedAt,
      ...rest,
      segments,
      calendarLinks: createCalendarLinks({ database, clock, random }),
      calendarEntries: createCalendarEntries(rest.recordIndexes),
      frontendUrl: env.FRONTEND_URL[0] ?? "",
      notifications,
      webhooks,
      hubspot: createHubspotClient({ request, url: env.HUBSPOT_URL.replace(/\/+$/, "") }),
      hubspotTokens: createHubspotTokens({ database, sealer: createSealer(secrets.derive("hubspot")), clock }),
      assistant,
      ...campaigning,
      privacy,
      files,
      ingest,
      models,
      vectors: meaning.vectors,
      embedTexts: meaning.embedTexts,
      database,
      log,
      clock,
      random,
      secure,
      allowedOrigin,
      frontendOrigins: env.FRONTEND_URL,
      stopping: () => stopping,
      trustedProxies: env.TRUST_PROXY,
      limits: {
        maxRequests: env.RATE_LIMIT_MAX_REQUESTS,
        maxRequestsSignedIn: env.RATE_LIMIT_MAX_REQUESTS_SIGNED_IN ?? env.RATE_LIMIT_MAX_REQUESTS * 20,
        windowMs: env.RATE_LIMIT_WINDOW_MS,
        counter: createCounters(database),
      },
      clientDirectory: options.clientDirectory ?? CLIENT,
    });
    // The type covers HTTP/2 as well; no such server was asked for.
    const server = createAdaptorServer({
      fetch: app.fetch,
      serverOptions: { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 },
    }) as Server;
    const sockets = attachSyncSocket(server, { ...parts, allowedOrigin, onSocket: feed.onSocket, farewell: feed.farewell, log, random });
    const port = await listen(server, env.PORT, env.HOST);
    undo.push({
      part: "sockets and requests",
      async end() {
        stopping = true;
        const closed = new Promise((resolve) => server.close(resolve));
        await sockets.close();
        server.closeIdleConnections();
        const late = setTimeout(() => server.closeAllConnections(), 3_000);
        await closed;
        clearTimeout(late);
      },
    });

    let stopped: Promise<void> | undefined;
    return {
      url: `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${port}`,
      port,
      hasSample,
      vectorSearch: database.vector,
      databaseKind: database.kind,
      stop: () => (stopped ??= unwind()),
    };
  } catch (error) {
    await unwind();
    throw error;
  }
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      // A listening TCP server has an address of this kind.
      resolve((server.address() as AddressInfo).port);
    });
  });
