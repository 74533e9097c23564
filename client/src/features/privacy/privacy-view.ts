// What the server answers about privacy, checked, as the page shows it. Pure.
import { isKind, type Kind } from "@outrider/shared/schema";
import { listOf, numberOf, objectOf, textOf } from "../../app/answer-parts.ts";

export interface PlaceView { readonly id: string; readonly kind: Kind; readonly title: string; readonly fields: readonly string[] }
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly people: readonly PlaceView[];
  readonly counts: readonly (readonly [what: string, count: number])[];
  readonly linked: readonly PlaceView[];
  readonly places: readonly PlaceView[];
  readonly more: boolean;
}
export interface ErasureView { readonly id: string; readonly askedBy: string; readonly askedAt: number; readonly done: boolean; readonly records: number }
export interface RetentionView {
  readonly keep: { readonly interactions: number; readonly bin: number };
  readonly takes: { readonly interactions: number; readonly bin: number };
  readonly last: { readonly day: string; readonly records: number } | null;
}
export interface UseLine { readonly feature: string; readonly count: number }

const placesOf = (value: unknown): readonly PlaceView[] =>
  listOf(value).flatMap(({ id, kind, title, fields }) => (isKind(kind) ? [{ id: textOf(id), kind, title: textOf(title), fields: (Array.isArray(fields) ? fields : []).map(textOf) }] : []));

/** Sums of what is told beside. */
const SUMS = new Set(["records", "people", "links"]);

export function personOf(answer: unknown): PersonView {
  const { id, name, people, counts, linked, words } = objectOf(answer);
  const { places, more } = objectOf(words);
  return {
    id: textOf(id), name: textOf(name), people: placesOf(people), linked: placesOf(linked), places: placesOf(places), more: more === true,
    counts: Object.entries(objectOf(counts)).flatMap(([what, count]) => (SUMS.has(what) || numberOf(count) === 0 ? [] : [[what, numberOf(count)] as const])),
  };
}

export const erasuresOf = (answer: unknown): readonly ErasureView[] =>
  listOf(answer).map(({ id, askedBy, askedAt, doneAt, counts }) => ({ id: textOf(id), askedBy: textOf(askedBy), askedAt: numberOf(askedAt), done: typeof doneAt === "number", records: numberOf(objectOf(counts)["records"]) }));

export function retentionOf(answer: unknown): RetentionView {
  const { keep, takes, last } = objectOf(answer);
  const both = (value: unknown) => ({ interactions: numberOf(objectOf(value)["interactions"]), bin: numberOf(objectOf(value)["bin"]) });
  return { keep: both(keep), takes: both(takes), last: last === null || last === undefined ? null : { day: textOf(objectOf(last)["day"]), records: numberOf(objectOf(last)["records"]) } };
}

/** Of the days from `since` on, most used first. */
export function usesOf(answer: unknown, since: string): readonly UseLine[] {
  const sums = new Map<string, number>();
  for (const { day, feature, count } of listOf(answer)) if (textOf(day) >= since) sums.set(textOf(feature), (sums.get(textOf(feature)) ?? 0) + numberOf(count));
  return [...sums].map(([feature, count]) => ({ feature, count })).sort((a, b) => b.count - a.count);
}
