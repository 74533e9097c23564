// What the server says of itself, read with care: an answer of a newer server may have more, one of an older less.
export const ALARMS = ["lagMs", "waiting", "jobsWaiting", "jobsDead", "errors", "editMs", "database"] as const;
export type AlarmName = (typeof ALARMS)[number];

export interface SystemView {
  readonly devices: number;
  readonly programs: number;
  /** ms. */
  readonly lagMs: number;
  readonly waiting: number;
  readonly jobsWaiting: number;
  readonly jobsDead: number;
  readonly errors: number;
  /** Seconds. */
  readonly edits: { readonly p50: number; readonly p99: number } | null;
  readonly database: boolean;
  readonly kind: string;
  readonly vectorSearch: boolean;
  /** ms since 1970. */
  readonly startedAt: number;
  readonly alarms: readonly { readonly of: AlarmName; readonly value: number; readonly limit: number }[];
  /** All that are alive on the database; none where that is not known. */
  readonly servers: readonly ServerView[];
}

/** What one of several servers said of itself. */
export interface ServerView extends Pick<SystemView, "devices" | "programs" | "lagMs" | "waiting" | "errors" | "edits" | "startedAt"> {
  readonly id: string;
  readonly name: string;
  /** How long ago, ms. */
  readonly saidMs: number;
  /** The one that answers. */
  readonly self: boolean;
  readonly alarms: readonly AlarmName[];
}

type Unknown = Readonly<Record<string, unknown>>;
const record = (value: unknown): Unknown => (typeof value === "object" && value !== null ? (value as Unknown) : {});
const figure = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

const editsIn = (said: Unknown): SystemView["edits"] => {
  const { p50, p99 } = record(said["edits"]);
  return typeof p50 === "number" && typeof p99 === "number" ? { p50, p99 } : null;
};
const alarmNamed = (name: unknown): readonly AlarmName[] => ALARMS.filter((one) => one === name);

const serverOf = (said: Unknown): ServerView => ({
  id: String(said["id"] ?? ""), name: String(said["name"] ?? ""), startedAt: figure(said["startedAt"]), saidMs: figure(said["saidMs"]), self: said["self"] === true,
  devices: figure(said["devices"]), programs: figure(said["programs"]), lagMs: figure(said["lagMs"]), waiting: figure(said["waiting"]), errors: figure(said["errors"]), edits: editsIn(said),
  alarms: Array.isArray(said["alarms"]) ? said["alarms"].flatMap(alarmNamed) : [],
});

export function systemOf(answer: unknown): SystemView {
  const said = record(answer);
  const alarms = Array.isArray(said["alarms"]) ? said["alarms"].map(record) : [];
  return {
    devices: figure(said["devices"]), programs: figure(said["programs"]), lagMs: figure(said["lagMs"]), waiting: figure(said["waiting"]), jobsWaiting: figure(said["jobsWaiting"]), jobsDead: figure(said["jobsDead"]), errors: figure(said["errors"]),
    edits: editsIn(said),
    database: said["database"] === true, kind: String(said["kind"] ?? ""), vectorSearch: said["vectorSearch"] === true, startedAt: figure(said["startedAt"]),
    alarms: alarms.flatMap((alarm) => alarmNamed(alarm["of"]).map((of) => ({ of, value: figure(alarm["value"]), limit: figure(alarm["limit"]) }))),
    servers: Array.isArray(said["servers"]) ? said["servers"].map(record).map(serverOf).filter(({ id }) => id !== "") : [],
  };
}
