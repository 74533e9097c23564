// A person's days as calendar programs are told them: their open tasks, the meetings they wrote down or that are on their
// records, and the days on which their open deals are to close. Invariant: nothing in it that they may not see now, and no
// name of such a thing; it is bounded in time and in number.
import { type CalendarEntry, seriesOf } from "@outrider/shared/icalendar";
import { DAY_MS, dayAfter } from "@outrider/shared/kernel";
import { titleOf } from "@outrider/shared/projection";
import { type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import type { RecordIndexes } from "../rest/record-index.ts";
import { followedBy, liesIn, seenBy } from "../rest/seen.ts";
import { lastEdit } from "../rest/wire.ts";
import type { Shows } from "./calendar-links.ts";

interface Asked { readonly workspaceId: string; readonly userId: string; readonly shows: Shows; /** ms */ readonly now: number; /** Where the app is: its address without a slash at the end. */ readonly app: string }
/** Null: this person is no member any more. */
export type CalendarEntries = (asked: Asked) => Promise<readonly CalendarEntry[] | null>;

const [DAYS_BACK, DAYS_AHEAD, MOST] = [90, 400, 2000];
const PAGES: Partial<Record<Kind, string>> = { lead: "/leads", contact: "/contacts", company: "/companies", deal: "/deals" };

const said = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n");

export const createCalendarEntries = (indexes: Pick<RecordIndexes, "look">): CalendarEntries => async ({ workspaceId, userId, shows, now, app }) => {
  const standing = await indexes.look(workspaceId);
  const followed = followedBy(standing, userId);
  if (followed === null) return null;
  const read: Read = seenBy(standing, followed);
  const seen = (kind: Kind): readonly RecordState[] => [...standing.of(kind).values()].filter((entry) => !entry.glance.deleted && entry.glance.mergedInto === "" && liesIn(entry, followed)).map(({ state }) => state);
  const today = new Date(now).toISOString().slice(0, 10);
  const [first, last] = [dayAfter(today, -DAYS_BACK), dayAfter(today, DAYS_AHEAD)];
  const isNear = (day: string): boolean => day >= first && day <= last;

  const common = (state: RecordState, category: string, title: string, text: string) => {
    const page = state.kind === "deal" ? state : read(textOf(state, "root"));
    const path = page && PAGES[page.kind];
    return { uid: `${state.id}@outrider`, title, text, url: page && path ? `${app}${path}/${page.id}` : app, updatedAt: lastEdit(state).at, category };
  };
  const rootName = (state: RecordState): string => {
    const root = read(textOf(state, "root"));
    return root ? titleOf(root) : "";
  };
  const found: (CalendarEntry & { readonly order: string })[] = [];
  if (shows.tasks) {
    for (const task of seen("task")) {
      const day = textOf(task, "due");
      if (textOf(task, "assignee") !== userId || valueOf(task, "done") === true || !isNear(day)) continue;
      const remindAt = valueOf(task, "remindAt");
      const kept = typeof remindAt === "number" ? remindAt : null;
      const entry = { type: "task", day, done: false, remindAt: kept !== null && kept > now ? kept : null, ...common(task, "Task", titleOf(task), said(rootName(task), textOf(task, "text"))) } as const;
      found.push(...seriesOf(task.id, entry, { repeat: textOf(task, "repeat"), from: textOf(task, "repeatFrom"), zone: textOf(task, "repeatZone"), remindAt: kept, today }).map((one) => ({ ...one, order: day })));
    }
  }
  if (shows.meetings) {
    for (const meeting of seen("activity")) {
      const at = valueOf(meeting, "at");
      if (textOf(meeting, "type") !== "meeting" || typeof at !== "number" || at < now - DAYS_BACK * DAY_MS || at > now + DAYS_AHEAD * DAY_MS) continue;
      const root = read(textOf(meeting, "root"));
      if (meeting.fields["type"]?.by !== userId && (!root || textOf(root, "owner") !== userId)) continue;
      const minutes = valueOf(meeting, "duration");
      const name = rootName(meeting);
      found.push({ type: "event", order: new Date(at).toISOString(), at, minutes: typeof minutes === "number" ? minutes : 0, ...common(meeting, "Meeting", name === "" ? "Meeting" : `Meeting: ${name}`, said(textOf(meeting, "outcome"), textOf(meeting, "text"))) });
    }
  }
  if (shows.closeDates) {
    for (const deal of seen("deal")) {
      const day = textOf(deal, "closeDate");
      const stage = read(textOf(deal, "stage"));
      if (textOf(deal, "owner") !== userId || !isNear(day) || (stage && textOf(stage, "outcome") !== "open")) continue;
      found.push({ type: "day", order: day, day, ...common(deal, "Close date", `Closes: ${titleOf(deal)}`, "") });
    }
  }
  // What is nearest to today is kept where there is more than a calendar takes.
  const far = ({ order }: { readonly order: string }): number => Math.abs(Date.parse(order.slice(0, 10)) - Date.parse(today));
  return found.sort((a, b) => far(a) - far(b) || (a.uid < b.uid ? -1 : 1)).slice(0, MOST).sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.uid < b.uid ? -1 : 1));
};
