// Every word of the page about the system.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;
const ms = (value: number): string => (value < 1_000 ? `${n(Math.round(value))} ms` : `${n(Math.round(value / 100) / 10)} s`);

export const words = catalogue({
  title: "System",
  lead: "How the server does right now",
  well: "Everything is within its limits",
  alarm: {
    lagMs: (value: number, limit: number) => `A connected device has not had everything for ${ms(value)}. The limit is ${ms(limit)}.`,
    waiting: (value: number, limit: number) => `${counted(value, { one: "edit waits", other: "edits wait" })} to be written. The limit is ${n(limit)}.`,
    jobsWaiting: (value: number, limit: number) => `${counted(value, { one: "job waits", other: "jobs wait" })} (mails, pushes, webhooks). The limit is ${n(limit)}.`,
    jobsDead: (value: number, limit: number) => `${counted(value, { one: "job was", other: "jobs were" })} given up (mails, pushes, webhooks). The limit is ${n(limit)}.`,
    errors: (value: number, limit: number) => `${counted(value, { one: "error", other: "errors" })} in the last minutes. The limit is ${n(limit)}.`,
    editMs: (value: number, limit: number) => `One edit of a hundred takes ${ms(value)} or more. The limit is ${ms(limit)}.`,
    database: () => "The database does not answer.",
  },
  alarms: (count: number) => counted(count, { one: "limit is passed", other: "limits are passed" }),
  sync: "Sync",
  devices: "Devices connected",
  programs: "Other programs connected",
  lag: "Sync lag",
  lagOf: (value: number) => (value === 0 ? "None" : ms(value)),
  waiting: "Edits waiting",
  jobs: "Mails, pushes and webhooks",
  jobsOf: (waiting: number, dead: number) => `${n(waiting)} waiting, ${n(dead)} given up`,
  edits: "Time of an edit",
  editsOf: (half: number, most: number) => `half within ${ms(half * 1000)}, 99 of 100 within ${ms(most * 1000)}`,
  noEdits: "No edits in the last ten minutes",
  server: "Server",
  servers: (count: number) => counted(count, { one: "server", other: "servers" }),
  serversLead: "What stands above is what the one that answered sees. The database is theirs together.",
  own: "answered",
  said: (ago: number) => `said ${ms(ago)} ago`,
  passed: (count: number) => counted(count, { one: "limit passed", other: "limits passed" }),
  within: "within its limits",
  database: "Database",
  databases: { pglite: "Embedded Postgres", postgres: "PostgreSQL" } as Readonly<Record<string, string>>,
  answers: "answers",
  silent: "does not answer",
  vectors: "Search by meaning",
  on: "On",
  off: "Off: this PostgreSQL has no pgvector",
  errors: "Errors in the last 15 minutes",
  since: "Running since",
  mail: "Where a mail server is set up, admins are told by mail when a limit is passed.",
  notAllowed: "Admins only",
  notAllowedDetail: "How the server does is shown to admins of the workspace.",
  offline: "This needs a connection",
  offlineDetail: "The server alone knows how it does. Everything else works without it.",
  failed: "This could not be read",
  failedDetail: "The server answered with an error.",
  retry: "Try again",
});
