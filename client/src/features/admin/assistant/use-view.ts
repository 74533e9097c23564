// What the server tells of the use of the model, read with care. Pure.
import { DAY_MS } from "@outrider/shared/kernel";
import { listOf, numberOf, objectOf, textOf } from "../../../app/answer-parts.ts";

export interface UsePart { readonly key: string; readonly name: string; readonly requests: number }
export interface UseView {
  readonly requests: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cost: number;
  readonly latency: { readonly half: number; readonly most: number } | null;
  readonly dropped: number;
  /** Every day of the period, also those on which nobody asked. */
  readonly days: readonly { readonly day: string; readonly requests: number }[];
  readonly outcomes: readonly UsePart[];
  readonly reasons: readonly UsePart[];
  readonly models: readonly UsePart[];
  readonly purposes: readonly UsePart[];
  readonly people: readonly UsePart[];
}

const MOST_DAYS = 800;

/** The days up to today, of UTC, as the server counts them. */
export function periodOf(days: number, now: number): { readonly from: string; readonly to: string } {
  const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return { from: iso(now - (days - 1) * DAY_MS), to: iso(now) };
}

function daysOf(from: string, to: string, told: ReadonlyMap<string, number>): UseView["days"] {
  const count = Math.min(MOST_DAYS, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1);
  return Array.from({ length: Number.isNaN(count) ? 0 : Math.max(0, count) }, (_, at) => {
    const day = new Date(Date.parse(from) + at * DAY_MS).toISOString().slice(0, 10);
    return { day, requests: told.get(day) ?? 0 };
  });
}

const partsOf = (given: unknown): readonly UsePart[] => listOf(given).map(({ key, name, requests }) => ({ key: textOf(key), name: textOf(name), requests: numberOf(requests) }));

export function useOf(answer: unknown): UseView {
  const said = objectOf(answer);
  const [period, latency] = [objectOf(said["period"]), said["latency"]];
  return {
    requests: numberOf(said["requests"]), tokensIn: numberOf(said["tokensIn"]), tokensOut: numberOf(said["tokensOut"]), cost: numberOf(said["cost"]), dropped: numberOf(said["dropped"]),
    latency: typeof latency === "object" && latency !== null ? { half: numberOf(objectOf(latency)["half"]), most: numberOf(objectOf(latency)["most"]) } : null,
    days: daysOf(textOf(period["from"]), textOf(period["to"]), new Map(listOf(said["days"]).map(({ day, requests }) => [textOf(day), numberOf(requests)]))),
    outcomes: partsOf(said["outcomes"]), reasons: partsOf(said["reasons"]), models: partsOf(said["models"]), purposes: partsOf(said["purposes"]), people: partsOf(said["people"]),
  };
}
