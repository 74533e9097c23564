// The calls and mails that were begun by a link and not logged yet, as kept between visits. Invariant: ids and times only,
// so that nothing about anybody stays when the data of a device is removed; each person's own. Pure.
import { DAY_MS } from "@outrider/shared/kernel";

export interface Reach {
  /** The record it is logged on, and the person it was with, who may be the record itself. */
  readonly on: string;
  readonly who: string;
  readonly by: "call" | "email";
  /** ms: when the link was followed. */
  readonly at: number;
}

const MOST = 5;

const isReach = (value: unknown): value is Reach => {
  if (typeof value !== "object" || value === null) return false;
  const { on, who, by, at } = value as Partial<Record<keyof Reach, unknown>>;
  return typeof on === "string" && typeof who === "string" && (by === "call" || by === "email") && typeof at === "number";
};

/** What is still worth asking about, newest first: nothing older than a day, nothing from a clock that was wrong. */
export function readReaches(text: string | undefined, now: number): readonly Reach[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter(isReach).filter(({ at }) => at <= now && now - at < DAY_MS).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** undefined: nothing to keep. */
export const writeReaches = (reaches: readonly Reach[]): string | undefined => (reaches.length === 0 ? undefined : JSON.stringify(reaches));

/** A second try at the same person is asked about once. */
export const withReach = (reaches: readonly Reach[], next: Reach): readonly Reach[] => [next, ...without(reaches, next)].slice(0, MOST);

export const without = (reaches: readonly Reach[], { on, who, by }: Reach): readonly Reach[] => reaches.filter((reach) => reach.on !== on || reach.who !== who || reach.by !== by);

/** What a link begins, by its address; undefined for any other link. */
export const begunBy = (href: string): Reach["by"] | undefined => (/^tel:/i.test(href) ? "call" : /^mailto:/i.test(href) ? "email" : undefined);
