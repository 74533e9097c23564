// What the address of the page of all activities holds. Invariant: what is not understood is left out.

export const PERIODS = ["any", "today", "7", "30", "90", "ahead", "between"] as const;
export type Period = (typeof PERIODS)[number];
export const ACTIVITY_TYPES = ["call", "meeting", "email", "note"] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

export interface ActivitySearch {
  readonly q?: string;
  readonly type?: ActivityType;
  /** Whose: a member's id, or `team:` with a team's key. */
  readonly by?: string;
  readonly period?: Exclude<Period, "any">;
  /** Days, `YYYY-MM-DD`, of the period `between`. */
  readonly from?: string;
  readonly to?: string;
  /** It is behind a figure that counts all that one may see, on a device that holds a part. */
  readonly counted?: boolean;
}

/** The key of the team that `by` names; undefined: it names a person. */
export const teamBy = (by: string | undefined): string | undefined => (by?.startsWith("team:") === true ? by.slice("team:".length) : undefined);

const word = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
const day = (value: unknown): string => (/^\d{4}-\d{2}-\d{2}$/.test(word(value)) ? word(value) : "");

export function activitySearch(given: Record<string, unknown>): ActivitySearch {
  const [q, by, from, to] = [word(given["q"]), word(given["by"]), day(given["from"]), day(given["to"])];
  const type = ACTIVITY_TYPES.find((one) => one === given["type"]);
  const period = PERIODS.find((one) => one === word(given["period"]));
  return {
    ...(q !== "" && { q }), ...(type !== undefined && { type }), ...(by !== "" && { by }),
    ...(period !== undefined && period !== "any" && { period }), ...(period === "between" && from !== "" && { from }), ...(period === "between" && to !== "" && { to }),
    ...(given["counted"] === true && { counted: true }),
  };
}
