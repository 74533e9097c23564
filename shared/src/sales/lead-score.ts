// How promising a lead is, worked out from what is known of it: a sum of a few named parts, each with the most it can give,
// so that a person can follow it. Pure: what happened with the lead and the moment it is asked for are arguments. A score
// that somebody gave by hand or by an import is theirs and stands before this one; this file does not know of it.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Value } from "@outrider/shared/schema";

export const SCORE_PARTS = ["source", "reachable", "size", "status", "contacts", "recent"] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

export interface Scored { readonly part: ScorePart; readonly points: number; readonly most: number }
/** `total`: 0 to 100, the sum of the points. */
export interface LeadScore { readonly total: number; readonly parts: readonly Scored[] }

/** A call, a meeting, an email or a note on the lead. `at`: ms. */
export interface Interaction { readonly type: Value | undefined; readonly direction: Value | undefined; readonly at: number }

/** The fields of a lead that it rests on. */
export const SCORED_FIELDS = ["source", "email", "phone", "company", "status"] as const;

export interface LeadFacts {
  readonly values: Readonly<Partial<Record<(typeof SCORED_FIELDS)[number], Value | undefined>>>;
  readonly interactions: readonly Interaction[];
  /** Of the company that it is with; null: not known. */
  readonly employees: number | null;
  /** ms */
  readonly now: number;
}

const AHEAD_MS = 3_600_000;

const SOURCE: Readonly<Record<string, number>> = { referral: 20, partner: 16, event: 12, website: 12, outbound: 8, import: 4, other: 4 };
const STATUS: Readonly<Record<string, number>> = { contacted: 5, qualified: 15, converted: 15 };
/** What takes more of somebody's time counts for more; a note is nobody's answer. */
const CONTACT: Readonly<Record<string, number>> = { meeting: 10, call: 6, email: 3 };
/** Theirs to us. */
const CAME_IN = 2;
const RECENT: readonly (readonly [days: number, points: number])[] = [[7, 20], [14, 15], [30, 10], [90, 5]];
/** A deal with a large company is a larger one, more often than not. */
const SIZE: readonly (readonly [employees: number, points: number])[] = [[1000, 10], [250, 8], [50, 6], [10, 4], [1, 2]];
const MOST = { source: 20, reachable: 20, size: 10, status: 15, contacts: 15, recent: 20 } satisfies Record<ScorePart, number>;

/** Mail addresses that anybody can have say nothing of a company. */
const FREE_MAIL: ReadonlySet<string> = new Set([
  "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de", "mail.com", "mail.ru", "yandex.ru", "proton.me",
  "protonmail.com", "qq.com", "163.com", "orange.fr", "libero.it",
]);

const wordIn = (value: Value | undefined): string => (typeof value === "string" ? value.trim() : "");
const pointsOf = (table: Readonly<Record<string, number>>, value: Value | undefined): number => (typeof value === "string" && Object.hasOwn(table, value) ? (table[value] ?? 0) : 0);

function reachable({ email, phone, company }: LeadFacts["values"]): number {
  const address = wordIn(email).toLowerCase();
  const ofWork = address !== "" && !FREE_MAIL.has(address.slice(address.lastIndexOf("@") + 1));
  return (address === "" ? 0 : 5) + (ofWork ? 5 : 0) + (wordIn(phone) === "" ? 0 : 5) + (wordIn(company) === "" ? 0 : 5);
}

export function leadScore({ values, interactions, employees, now }: LeadFacts): LeadScore {
  // What is planned has not happened yet; what was logged just now may be a little ahead of a screen's or a colleague's clock.
  const happened = interactions.filter(({ at, type }) => at <= now + AHEAD_MS && pointsOf(CONTACT, type) > 0);
  const contacts = happened.reduce((sum, { type, direction }) => sum + pointsOf(CONTACT, type) + (direction === "in" ? CAME_IN : 0), 0);
  const last = Math.max(Number.NEGATIVE_INFINITY, ...happened.map(({ at }) => at));
  const given: Record<ScorePart, number> = {
    source: pointsOf(SOURCE, values["source"]),
    reachable: reachable(values),
    size: SIZE.find(([from]) => (employees ?? 0) >= from)?.[1] ?? 0,
    status: pointsOf(STATUS, values["status"]),
    contacts,
    recent: RECENT.find(([days]) => now - last <= days * DAY_MS)?.[1] ?? 0,
  };
  const parts = SCORE_PARTS.map((part) => ({ part, points: Math.min(given[part], MOST[part]), most: MOST[part] }));
  return { total: parts.reduce((sum, { points }) => sum + points, 0), parts };
}
