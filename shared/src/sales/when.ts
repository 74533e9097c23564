// Days and spans of deals, as answers count them. A day is a whole one: what was done in the morning is of today.
import { DAY_MS, numberOfDay } from "@outrider/shared/kernel";
import type { DealEvidence } from "./evidence.ts";

/** What was logged just now may be a little ahead of the clock that asks. */
export const AHEAD_MS = 3_600_000;

/** Days since 1970 on which it was opened, and on which it was closed: the day it names, else that of its stage. */
export const openedDay = ({ openedOn, at }: DealEvidence): number => (openedOn === "" ? Math.floor(at / DAY_MS) : numberOfDay(openedOn));
export const closedDay = ({ closeDate, stageAt }: DealEvidence): number => (closeDate === "" ? Math.floor(stageAt / DAY_MS) : numberOfDay(closeDate));
/** Days from the first to the last, of a closed deal. */
export const cycleDays = (deal: DealEvidence): number => Math.max(0, closedDay(deal) - openedDay(deal));

/** Null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
