// What admins are told by mail when a limit of the system is passed, and when it is kept again.
import type { Alarm } from "./system-watch.ts";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const SAID = {
  lagMs: ({ value, limit }: Alarm) => `A connected device has not had everything for ${seconds(value)} (limit ${seconds(limit)}).`,
  waiting: ({ value, limit }: Alarm) => `${value} edits wait to be written (limit ${limit}).`,
  jobsWaiting: ({ value, limit }: Alarm) => `${value} jobs (mails, pushes, webhooks) wait (limit ${limit}).`,
  jobsDead: ({ value, limit }: Alarm) => `${value} jobs (mails, pushes, webhooks) were given up (limit ${limit}).`,
  errors: ({ value, limit }: Alarm) => `${value} errors in the last minutes (limit ${limit}).`,
  editMs: ({ value, limit }: Alarm) => `One edit of a hundred takes ${seconds(value)} or more (limit ${seconds(limit)}).`,
  database: () => "The database does not answer.",
} satisfies Record<Alarm["of"], (alarm: Alarm) => string>;

const NAMES = { lagMs: "sync lag", waiting: "edits waiting", jobsWaiting: "jobs waiting", jobsDead: "jobs given up", errors: "errors", editMs: "time of an edit", database: "database" } satisfies Record<Alarm["of"], string>;

export function alarmMail(begun: readonly Alarm[], over: readonly Alarm[], address: string): { readonly subject: string; readonly text: string } {
  const names = (alarms: readonly Alarm[]): string => alarms.map(({ of }) => NAMES[of]).join(", ");
  const lines = [...begun.map((alarm) => SAID[alarm.of](alarm)), ...(over.length > 0 ? [`Within its limit again: ${names(over)}.`] : []), "", `Look at ${address}/settings/system`];
  return { subject: begun.length > 0 ? `Outrider: ${names(begun)}` : `Outrider: fine again (${names(over)})`, text: lines.join("\n") };
}
