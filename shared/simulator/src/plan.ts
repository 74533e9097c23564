// What a seed stands for: who takes part, how wrong their clocks are, and which faults the run suffers.
import { PEOPLE } from "./cast.ts";
import { createRandom, type Random } from "@outrider/shared/kernel";

export const FAULTS = [
  "cuts", "weather", "device-crash", "disk-trouble", "server-crash", "server-failure", "sleep", "clone", "roll-back", "clock-jump", "rewind", "damage",
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Plan {
  readonly devices: readonly { readonly name: string; readonly user: string; /** ms */ readonly clockError: number }[];
  readonly servers: number;
  readonly deeds: number;
  /** Mean time between deeds, ms. */
  readonly pace: number;
  readonly faults: ReadonlySet<Fault>;
  /** About how many records the devices of managers and admins hold by themselves; null: all. */
  readonly bound: number | null;
  /** People also write notes together and see who is there. */
  readonly typing: boolean;
}

const YEAR = 365 * 24 * 3600 * 1000;
/** How often a fault is part of a run. */
const OFTEN: Record<Fault, number> = {
  cuts: 0.6, weather: 0.7, "device-crash": 0.5, "disk-trouble": 0.3, "server-crash": 0.4, "server-failure": 0.3, sleep: 0.4, clone: 0.2, "roll-back": 0.2,
  "clock-jump": 0.3, rewind: 0.25, damage: 0.15,
};

export function planOf(seed: number): Plan {
  const random = createRandom(`seed ${seed}`);
  return drawPlan(random.stream("plan"), random.stream("bound"), random.stream("typing"));
}

/** `bounds` and `typing` are chances of their own, so that a seed's other draws are what they were. */
function drawPlan(random: Random, bounds: Random, typing: Random): Plan {
  const users = PEOPLE.slice(0, random.between(2, PEOPLE.length));
  const count = Math.max(users.length, random.between(2, 5));
  const errors = [0, -YEAR, 10 * YEAR, 7 * 60_000, -3600_000];
  return {
    devices: Array.from({ length: count }, (_, index) => ({
      name: `d${index}`, user: (users[index % users.length] as (typeof PEOPLE)[number]).id, clockError: random.pick(errors) + random.int(1000),
    })),
    servers: random.chance(0.25) ? 2 : 1,
    deeds: random.between(60, 120),
    pace: random.pick([300, 1000, 3000]),
    bound: bounds.chance(0.3) ? bounds.between(4, 30) : null,
    typing: typing.chance(0.4),
    faults: new Set(FAULTS.filter((fault) => random.chance(OFTEN[fault]))),
  };
}
