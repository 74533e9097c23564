// What the server says of itself, read with care: an answer of a newer server may have more, one of an older less.
export const ALARMS = ["lagMs", "waiting", "jobsWaiting", "jobsDead", "errors", "editMs", "database"] as const;
export type AlarmName = (typeof ALARMS)[number];

/** What each server says of itself. */
export interface ServerFigures {
  readonly devices: number;
  readonly programs: number;
  /** ms. */
  readonly lagMs: number;
  readonly waiting: number;
  readonly errors: number;
  /** Seconds. */
  readonly edits: { readonly p50: number; readonly p99: number } | null;
  /** ms since 1970. */
  readonly startedAt: number;
}

export interface SystemView extends ServerFigures {
  readonly jobsWaiting: number;
  readonly jobsDead: number;
  readonly database: boolean;
  readonly kind: string;
  readonly vectorSearch: boolean;
  readonly alarms: readonly { readonly of: AlarmName; readonly value: number; readonly limit: number }[];
  /** All that are alive on the database; none where that is not known. */
  readonly servers: readonly ServerView[];
}

/** What one of several servers said of itself. */
export interface ServerView extends ServerFigures {
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

const editsIn = (said: Unknown): ServerFigures["edits"] => {
  const { p50, p99 } = record(said["edits"]);
  return typeof p50 === "number" && typeof p99 === "number" ? { p50, p99 } : null;
};
const figuresIn = (said: Unknown): ServerFigures => ({
  devices: figure(said["devices"]), programs: figure(said["programs"]), lagMs: figure(said["lagMs"]), waiting: figure(said["waiting"]), errors: figure(said["errors"]), edits: editsIn(said),
  startedAt: figure(said["startedAt"]),
});
const alarmNamed = (name: unknown): readonly AlarmName[] => ALARMS.filter((one) => one === name);

const serverOf = (said: Unknown): ServerView => ({
  ...figuresIn(said), id: String(said["id"] ?? ""), name: String(said["name"] ?? ""), saidMs: figure(said["saidMs"]), self: said["self"] === true,
  alarms: Array.isArray(said["alarms"]) ? said["alarms"].flatMap(alarmNamed) : [],
});

export function systemOf(answer: unknown): SystemView {
  const said = record(answer);
  const alarms = Array.isArray(said["alarms"]) ? said["alarms"].map(record) : [];
  return {
    ...figuresIn(said), jobsWaiting: figure(said["jobsWaiting"]), jobsDead: figure(said["jobsDead"]),
    database: said["database"] === true, kind: String(said["kind"] ?? ""), vectorSearch: said["vectorSearch"] === true,
    alarms: alarms.flatMap((alarm) => alarmNamed(alarm["of"]).map((of) => ({ of, value: figure(alarm["value"]), limit: figure(alarm["limit"]) }))),
    servers: Array.isArray(said["servers"]) ? said["servers"].map(record).map(serverOf).filter(({ id }) => id !== "") : [],
  };
}
