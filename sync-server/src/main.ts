/** The server as a program: environment in, server up, signals down. */
import { type Env, readEnv } from "./env.ts";
import { openFeed } from "./feed/open-feed.ts";
import { createLog } from "./platform/logger.ts";
import { SAMPLE_PASSWORD, SAMPLE_PEOPLE } from "./sample-workspace.ts";
import { type RunningServer, startServer } from "./start.ts";

const giveUp = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return process.exit(1);
};

const greet = (server: RunningServer): void => {
  const lines = [
    `Outrider is at ${server.url} (${server.databaseKind === "pglite" ? "embedded Postgres" : "PostgreSQL"})`,
  ];
  if (server.hasSample) {
    lines.push(`Sign in as ${SAMPLE_PEOPLE.map(({ email }) => email).join(", ")} with the password ${SAMPLE_PASSWORD}`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
};

const environmentOrEnd = (): Env => {
  try {
    return readEnv(process.env);
  } catch (error) {
    return giveUp(error);
  }
};

const env = environmentOrEnd();
const log = createLog({ level: env.LOG_LEVEL, file: env.LOG_FILE, errorFile: env.ERROR_LOG_FILE });

/** What does not end by then is broken off: what was acknowledged is on the disk before it is. */
const STOPPED_WITHIN_MS = 60_000;

let server: RunningServer | undefined;
const stop = async (why: string, code: number): Promise<void> => {
  log.info({ why }, "stopping");
  setTimeout(() => {
    log.error({ withinMs: STOPPED_WITHIN_MS }, "the server did not stop in time and was broken off");
    log.flush();
    process.exit(1);
  }, STOPPED_WITHIN_MS).unref();
  await server?.stop();
  log.flush();
  process.exit(code);
};
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(signal, 0));

try {
  server = await startServer({
    env,
    log,
    createFeed: openFeed,
    onFatal: (reason) => {
      log.error({ error: reason }, "the server cannot go on");
      void stop("fatal", 1);
    },
  });
  greet(server);
  log.info({ url: server.url, database: server.databaseKind }, "ready");
} catch (error) {
  log.flush();
  giveUp(error);
}
