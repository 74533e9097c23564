// Asks the server for closed deals of others as figures, over the session's cookie. What is of another shape than it must be
// is no answer: it comes from outside, is kept, and is said to people.
import { isObjectionCategory, type TeamGroup, type TeamObjection, type TeamStage } from "@outrider/shared/sales";
import type { FetchTeamDeals } from "../engine/team-deals.ts";
import type { PastFetchOptions } from "./past-fetch.ts";
import { isObject, textOf } from "./given.ts";

const count = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const each = <T>(given: unknown, read: (one: Record<string, unknown>) => T[]): T[] => (Array.isArray(given) ? given.filter(isObject).flatMap(read) : []);

const stageOf = ({ stage, deals, days }: Record<string, unknown>): TeamStage[] => (typeof stage === "string" && count(deals) && count(days) ? [{ stage, deals, days }] : []);
const objectionOf = ({ category, deals, won, answers }: Record<string, unknown>): TeamObjection[] =>
  typeof category === "string" && isObjectionCategory(category) && count(deals) && count(won)
    ? [{ category, deals, won, answers: each(answers, ({ type, deals: of }) => (typeof type === "string" && count(of) ? [{ type, deals: of }] : [])) }]
    : [];

const groupOf = ({ industry, size, deals, won, days, stages, objections }: Record<string, unknown>): TeamGroup[] =>
  count(deals) && count(won) ? [{ industry: textOf(industry), size: typeof size === "number" ? size : null, deals, won, days: count(days) ? days : null, stages: each(stages, stageOf), objections: each(objections, objectionOf) }] : [];

export const createTeamDealsFetch = ({ account, origin, fetch, patience }: PastFetchOptions): FetchTeamDeals => async () => {
  try {
    const response = await fetch(`${origin}/api/ai/team-deals?workspace=${encodeURIComponent(account.workspace)}`, { credentials: "include", cache: "no-store", signal: AbortSignal.timeout(patience), headers: { accept: "application/json" } });
    if (response.status === 403) return "off";
    const answer: unknown = response.ok ? await response.json() : null;
    return isObject(answer) && Array.isArray(answer["data"]) ? each(answer["data"], groupOf) : null;
  } catch {
    return null;
  }
};
