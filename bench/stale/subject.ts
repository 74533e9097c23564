// Owns what a thing must offer to be asked how it takes an edit that comes late. A trial: two devices hold a field; one
// goes offline and edits it; later the other edits it, once or several times, each time seeing its own last value; then
// the first comes back. Its edit is stale: older than all of the other's, and made without seeing them.
import type { Random } from "@outrider/shared/kernel";

export interface Circumstances {
  /** Edits of the other device after the stale one, one after the other. */
  readonly later: number;
  /** The clocks of the devices are off by up to so many ms, each by its own, constant in a trial. */
  readonly clocksOff: number;
}

export interface Outcome {
  /** In the end the stale value stands on both devices. */
  readonly replaced: boolean;
  /** The stale value can still be seen beside what stands. */
  readonly kept: boolean;
  /** The devices hold different values, whatever they exchange. */
  readonly apart: boolean;
}

export interface Subject {
  readonly name: string;
  readonly setup: string;
  readonly ours?: boolean;
  readonly packages: readonly string[];
  /** Runs `count` trials. */
  readonly trials: (count: number, circumstances: Circumstances, random: Random) => Promise<readonly Outcome[]>;
}

const MINUTE = 60_000;

/** A device's clock is off by this (ms). */
export const clockError = ({ clocksOff }: Circumstances, random: Random): number => (clocksOff === 0 ? 0 : random.between(-clocksOff, clocksOff));

/** Between two deeds of a trial: from a second to two hours, in ms. */
export const pause = (random: Random): number => random.between(1_000, 120 * MINUTE);

export const STALE = "stale";
export const laterValue = (n: number): string => `later ${n}`;
