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
}

type Unknown = Readonly<Record<string, unknown>>;
const record = (value: unknown): Unknown => (typeof value === "object" && value !== null ? (value as Unknown) : {});
const figure = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

export function systemOf(answer: unknown): SystemView {
  const said = record(answer);
  const { p50, p99 } = record(said["edits"]);
  const alarms = Array.isArray(said["alarms"]) ? said["alarms"].map(record) : [];
  return {
    devices: figure(said["devices"]), programs: figure(said["programs"]), lagMs: figure(said["lagMs"]), waiting: figure(said["waiting"]), jobsWaiting: figure(said["jobsWaiting"]), jobsDead: figure(said["jobsDead"]), errors: figure(said["errors"]),
    edits: typeof p50 === "number" && typeof p99 === "number" ? { p50, p99 } : null,
    database: said["database"] === true, kind: String(said["kind"] ?? ""), vectorSearch: said["vectorSearch"] === true, startedAt: figure(said["startedAt"]),
    alarms: alarms.flatMap((alarm) => {
      const of = ALARMS.find((name) => name === alarm["of"]);
      return of === undefined ? [] : [{ of, value: figure(alarm["value"]), limit: figure(alarm["limit"]) }];
    }),
  };
}
