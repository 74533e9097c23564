// What lies on some days, live, as far as this device holds it.
import { dayAfter } from "@outrider/shared/kernel";
import { type Condition, CREATED_BY } from "@outrider/shared/projection";
import { useMemo } from "react";
import { startOfDay } from "../../app/local-time.ts";
import { type Beyond, useLiveQuery } from "../../read/index.ts";
import { type DayItem, itemsIn } from "./day-items.ts";

const MOST = 1000;

export interface Days {
  readonly items: readonly DayItem[];
  readonly loading: boolean;
  readonly complete: boolean;
  readonly beyond: Beyond | undefined;
  /** There is more than is shown. */
  readonly tooMany: boolean;
}

const within = (field: string, from: string | number, to: string | number): readonly Condition[] => [{ field, op: "atLeast", value: from }, { field, op: "atMost", value: to }];

/** Whatever is theirs by that field; null: everybody's. */
export const ofPeople = (field: string, people: readonly string[] | null): readonly Condition[] => (people === null ? [] : [{ field, op: "in", value: people }]);

/** From one day to another, both included; people: members' ids, or null for everybody's. Of meetings those are one's own that are on one's records, and that one wrote down. */
export function useDays(from: string, to: string, people: readonly string[] | null): Days {
  const whose = (field: string): readonly Condition[] => ofPeople(field, people);
  const times = within("at", startOfDay(from), startOfDay(dayAfter(to, 1)) - 1);
  const isMeeting: Condition = { field: "type", op: "is", value: "meeting" };
  const tasks = useLiveQuery({ kind: "task", where: [{ field: "done", op: "is", value: false }, ...whose("assignee"), ...within("due", from, to)], sort: { by: "due" }, limit: MOST });
  const meetings = useLiveQuery({ kind: "activity", where: [isMeeting, ...whose(CREATED_BY), ...times], sort: { by: "at" }, limit: MOST });
  const onMine = useLiveQuery(people === null ? null : { kind: "activity", where: [isMeeting, ...whose("root.owner"), ...times], sort: { by: "at" }, limit: MOST });
  const deals = useLiveQuery({ kind: "deal", where: [{ field: "stage.outcome", op: "is", value: "open" }, ...whose("owner"), ...within("closeDate", from, to)], sort: { by: "closeDate" }, limit: MOST });
  const items = useMemo(
    () => itemsIn(tasks.rows, meetings.rows, onMine.rows, deals.rows),
    [tasks.rows, meetings.rows, onMine.rows, deals.rows],
  );
  const asked = [tasks, meetings, deals, ...(people === null ? [] : [onMine])];
  return {
    items, loading: asked.some(({ loading }) => loading), complete: asked.every(({ complete }) => complete),
    beyond: asked.find(({ beyond }) => beyond !== undefined)?.beyond, tooMany: asked.some(({ rows, total }) => total > rows.length),
  };
}
