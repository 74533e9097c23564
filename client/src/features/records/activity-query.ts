// What the page of all activities asks the engine for, from its address. Pure but for the time zone of the device.
import { dayAfter } from "@outrider/shared/kernel";
import { type Condition, CREATED_BY } from "@outrider/shared/projection";
import type { Rule } from "@outrider/shared/schema";
import { type ActivitySearch, teamBy } from "../../app/activity-search.ts";
import { format } from "../../app/format.ts";
import { startOfDay } from "../../app/local-time.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import type { Query } from "../../read/index.ts";

/** From the first moment of one day to the last of another; either may be open. */
function within(from: string | undefined, to: string | undefined): readonly Condition[] {
  return [
    ...(from === undefined ? [] : [{ field: "at", op: "atLeast", value: startOfDay(from) } as const]),
    ...(to === undefined ? [] : [{ field: "at", op: "atMost", value: startOfDay(dayAfter(to, 1)) - 1 } as const]),
  ];
}

function whenOf({ period, from, to }: ActivitySearch, now: number): readonly Condition[] {
  const today = format.today(now);
  switch (period) {
    case undefined:
      return [];
    case "today":
      return within(today, today);
    case "ahead":
      // By the whole minute, so that the same list is asked for until the next.
      return [{ field: "at", op: "atLeast", value: now - (now % 60_000) }];
    case "between":
      return within(from, to);
    default:
      return within(dayAfter(today, 1 - Number(period)), today);
  }
}

function whoseOf(by: string | undefined, members: readonly Pick<MemberView, "id" | "team">[]): readonly Condition[] {
  if (by === undefined) return [];
  const key = teamBy(by);
  return key === undefined ? [{ field: CREATED_BY, op: "is", value: by }] : [{ field: CREATED_BY, op: "in", value: members.filter(({ team }) => team === key).map(({ id }) => id) }];
}

/** The rule of those behind a figure: of whom, and in which days. */
export function activityRule({ by, from, to }: ActivitySearch, members: readonly Pick<MemberView, "id" | "team">[]): Rule | undefined {
  const team = teamBy(by);
  const rules: readonly Rule[] = [
    ...(by === undefined ? [] : team === undefined ? [{ field: CREATED_BY, op: "==", value: by } as const] : [{ field: CREATED_BY, op: "in", value: members.filter((one) => one.team === team).map(({ id }) => id) } as const]),
    ...(from === undefined || to === undefined ? [] : [{ field: "at", op: "between", value: [from, to] } as const]),
  ];
  return rules.length > 1 ? { and: rules } : rules[0];
}

/** Newest first; of what is still to come the next first. now: ms. members: of whom a team may be. */
export function activityQuery(search: ActivitySearch, now: number, members: readonly Pick<MemberView, "id" | "team">[] = []): Query {
  const { q, type, by, period } = search;
  return {
    kind: "activity",
    where: [...(type === undefined ? [] : [{ field: "type", op: "is", value: type } as const]), ...whoseOf(by, members), ...whenOf(search, now)],
    sort: { by: "at", descending: period !== "ahead" }, ...(q !== undefined && { search: q }),
  };
}
