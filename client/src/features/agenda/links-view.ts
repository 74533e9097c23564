// The links for other calendars as the server tells of them. What is not understood is left out.

export const SHOWN = ["tasks", "meetings", "closeDates"] as const;
export type Shown = (typeof SHOWN)[number];

export interface LinkView {
  readonly id: string;
  readonly name: string;
  readonly shows: readonly Shown[];
  /** ms. */
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

const moment = (value: unknown): number | null => (typeof value === "string" && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : null);

function linkOf(given: unknown): LinkView | null {
  if (typeof given !== "object" || given === null) return null;
  const { id, name, shows, createdAt, lastUsedAt } = given as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" || typeof name !== "string" || typeof shows !== "object" || shows === null) return null;
  return { id, name, shows: SHOWN.filter((one) => (shows as Readonly<Record<string, unknown>>)[one] === true), createdAt: moment(createdAt) ?? 0, lastUsedAt: moment(lastUsedAt) };
}

export const linksOf = (answer: unknown): readonly LinkView[] => (Array.isArray(answer) ? answer.flatMap((one: unknown) => linkOf(one) ?? []) : []);

/** Where a link just made is; "" where the answer holds none. */
export const pathIn = (answer: unknown): string => (typeof answer === "object" && answer !== null && "path" in answer && typeof answer.path === "string" && answer.path.startsWith("/api/calendar/") ? answer.path : "");
