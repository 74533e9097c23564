// How the server does, against what it should keep: looked at now and then, shown to admins, and said to them when a limit
// is passed and when it is kept again. Invariant: an alarm is told once when it begins, and again only after an hour of
// going on. It repairs nothing.
import type { Timed } from "../platform/metrics.ts";

/** What a server can say of itself at any moment. */
export interface Readings {
  /** Devices that are connected. */
  readonly devices: number;
  /** Programs in rooms of rich texts. */
  readonly programs: number;
  /** For how long the connected device that lags the longest has not had everything, ms. */
  readonly lagMs: number;
  readonly waiting: number;
  /** Mails, pushes, webhooks and the like that are still to be done, and that were given up. */
  readonly jobsWaiting: number;
  readonly jobsDead: number;
  readonly errors: number;
  readonly edits: Timed;
  /** Whether the database answers. */
  readonly database: boolean;
}

export interface Alarm {
  readonly of: keyof typeof LIMITS;
  readonly value: number;
  readonly limit: number;
  /** ms since 1970. */
  readonly since: number;
}

/** What a server says of itself: what is the same for all of them is not in it. */
export interface ServerFigures extends Pick<Readings, "devices" | "programs" | "lagMs" | "waiting" | "errors" | "edits"> { readonly alarms: readonly Alarm["of"][] }

export interface ServerSeen extends ServerFigures {
  readonly id: string;
  /** What its machine is called. */
  readonly name: string;
  /** ms since 1970, by its own clock. */
  readonly startedAt: number;
  /** How long ago it said so, ms. */
  readonly saidMs: number;
  /** Whether it is the one that answers. */
  readonly self: boolean;
}

export interface SystemState extends Readings { readonly at: number; readonly alarms: readonly Alarm[]; /** The servers of the database, this one among them; none where that is not known. */ readonly servers: readonly ServerSeen[] }

export interface SystemWatch {
  /** Looks now. */
  look(): Promise<SystemState>;
  stop(): void | Promise<void>;
}

export interface SystemWatchDeps {
  readonly read: () => Promise<Readings>;
  readonly now: () => number;
  /** Calls again and again; answers the way to stop. */
  readonly every: (ms: number, run: () => void) => () => void;
  /** Alarms that begin or go on for long, and those that are over. */
  readonly tell: (begun: readonly Alarm[], over: readonly Alarm[]) => void;
  /** Says to the other servers how this one does, and hears of them. Never rejects. */
  readonly among: (state: Omit<SystemState, "servers">) => Promise<readonly ServerSeen[]>;
  readonly failed: (error: unknown) => void;
}

/** Above these an admin is told. Units as in what is read; times in ms. */
export const LIMITS = {
  lagMs: { most: 30_000, of: ({ lagMs }: Readings): number => lagMs },
  waiting: { most: 5_000, of: ({ waiting }: Readings): number => waiting },
  jobsWaiting: { most: 1_000, of: ({ jobsWaiting }: Readings): number => jobsWaiting },
  jobsDead: { most: 100, of: ({ jobsDead }: Readings): number => jobsDead },
  errors: { most: 20, of: ({ errors }: Readings): number => errors },
  editMs: { most: 2_000, of: ({ edits }: Readings): number => (edits.p99 ?? 0) * 1000 },
  database: { most: 0, of: ({ database }: Readings): number => (database ? 0 : 1) },
} as const satisfies Record<string, { readonly most: number; readonly of: (read: Readings) => number }>;

export const ERRORS_WITHIN_MINUTES = 15;
const LOOK_MS = 15_000;
const AGAIN_MS = 60 * 60_000;

export function createSystemWatch({ read, now, every, tell, among, failed }: SystemWatchDeps): SystemWatch {
  const alarms = new Map<Alarm["of"], Alarm & { toldAt: number }>();
  const shown = ({ of, value, limit, since }: Alarm): Alarm => ({ of, value, limit, since });

  async function look(): Promise<SystemState> {
    const readings = await read();
    const at = now();
    const begun: Alarm[] = [];
    const over: Alarm[] = [];
    for (const [name, { most, of }] of Object.entries(LIMITS) as [Alarm["of"], (typeof LIMITS)[Alarm["of"]]][]) {
      const value = of(readings);
      const before = alarms.get(name);
      if (value <= most) {
        if (before) over.push(shown(before));
        alarms.delete(name);
        continue;
      }
      const due = before === undefined || at - before.toldAt >= AGAIN_MS;
      const alarm = { of: name, value, limit: most, since: before?.since ?? at, toldAt: due ? at : before.toldAt };
      alarms.set(name, alarm);
      if (due) begun.push(shown(alarm));
    }
    if (begun.length + over.length > 0) tell(begun, over);
    const state = { ...readings, at, alarms: [...alarms.values()].map(shown) };
    return { ...state, servers: await among(state) };
  }

  const stop = every(LOOK_MS, () => void look().catch(failed));
  return { look, stop };
}
