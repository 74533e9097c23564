// The watch over the running server, put together: what it reads, the figures a scraper gets, and the mail to admins when
// a limit is passed.
import type { Mailer } from "../auth/mailer.ts";
import type { Members } from "../auth/members.ts";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import { alarmMail } from "./alarm-mail.ts";
import type { Metrics } from "../platform/metrics.ts";
import { createServers, type ServersDeps } from "./servers.ts";
import { createSystemWatch, ERRORS_WITHIN_MINUTES, type SystemWatch } from "./system-watch.ts";

export interface SystemDeps {
  readonly metrics: Metrics;
  readonly feed: Pick<Feed, "load" | "members">;
  readonly database: Pick<Database, "sql">;
  readonly mailer: Mailer | undefined;
  /** How many of each kind. */
  readonly jobs: { depth(): Promise<Readonly<Record<string, { readonly waiting: number; readonly dead: number }>>> };
  readonly address: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A UUID of this start, what the machine is called, and when it began, ms since 1970. */
  readonly server: Pick<ServersDeps, "id" | "name" | "startedAt">;
}

export function openSystem({ metrics, feed, database, mailer, jobs, address, clock, log, server }: SystemDeps): SystemWatch {
  metrics.gauges({
    outrider_devices_connected: "Devices connected to this server",
    outrider_programs_connected: "Programs in rooms of rich texts on this server",
    outrider_sync_lag_seconds: "For how long the connected device that lags the longest has not had everything",
  }, () => {
    const { devices, programs, lagMs } = feed.load();
    return { outrider_devices_connected: devices, outrider_programs_connected: programs, outrider_sync_lag_seconds: lagMs / 1000 };
  });
  /** Nothing is known of them while the database does not answer: that is told by itself. */
  const jobsOf = async (): Promise<{ jobsWaiting: number; jobsDead: number }> => {
    const depths = Object.values(await jobs.depth().catch(() => ({})));
    return { jobsWaiting: depths.reduce((sum, { waiting }) => sum + waiting, 0), jobsDead: depths.reduce((sum, { dead }) => sum + dead, 0) };
  };
  metrics.gauges({ outrider_jobs_waiting: "Jobs that are still to be done, of all servers", outrider_jobs_dead: "Jobs that were given up, of all servers" }, async () => {
    const { jobsWaiting, jobsDead } = await jobsOf();
    return { outrider_jobs_waiting: jobsWaiting, outrider_jobs_dead: jobsDead };
  });
  const answers = (): Promise<boolean> => database.sql`select 1`.then(() => true, () => false);

  const mail = async (members: Pick<Members, "adminAddresses">, subject: string, text: string): Promise<void> => {
    for (const to of mailer ? await members.adminAddresses() : []) await mailer?.send({ to, subject, text });
  };

  const servers = createServers({ database, ...server });
  const watch = createSystemWatch({
    now: clock.now,
    async read() {
      return { ...feed.load(), ...(await jobsOf()), waiting: metrics.waiting(), errors: metrics.errorsWithin(ERRORS_WITHIN_MINUTES), edits: await metrics.edits(), database: await answers() };
    },
    every(ms, run) {
      const timer = setInterval(run, ms).unref();
      return () => clearInterval(timer);
    },
    tell(begun, over) {
      for (const alarm of begun) log.warn({ of: alarm.of, value: alarm.value, limit: alarm.limit }, "a limit of the system is passed");
      for (const { of } of over) log.info({ of }, "a limit of the system is kept again");
      const { subject, text } = alarmMail(begun, over, address);
      mail(feed.members, subject, text).catch((error: unknown) => log.warn({ error }, "admins could not be told by mail"));
    },
    among: ({ devices, programs, lagMs, waiting, errors, edits, alarms }) =>
      servers.say({ devices, programs, lagMs, waiting, errors, edits, alarms: alarms.map(({ of }) => of) }).catch((error: unknown) => {
        log.warn({ error }, "the other servers could not be heard of");
        return [];
      }),
    failed: (error) => log.warn({ error }, "the system could not be looked at"),
  });
  return {
    look: watch.look,
    async stop() {
      await watch.stop();
      await servers.leave().catch((error: unknown) => log.warn({ error }, "the other servers could not be told of the end"));
    },
  };
}
