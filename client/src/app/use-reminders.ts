// The reminders of one's own open tasks whose time has come, while the app is open; told of by a notice of the device where
// the person allowed those and is looking at something else.
import { dayAfter, derivedId } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { useEffect, useMemo } from "react";
import { showLocalNotice } from "../platform/local-notice.ts";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useLiveQuery } from "../read/index.ts";
import { useUser } from "./app-context.tsx";
import { format } from "./format.ts";
import { startOfDay } from "./local-time.ts";
import { dueReminders, newReminders, reminderName } from "./reminders.ts";
import { useNow } from "./use-now.ts";

const LOOK_MS = 15_000;
/** What came longer ago stands among what is overdue. */
const DAYS_BACK = 7;
const MOST = 200;

/** `say`: what a notice of the device says of a task. */
export function useReminders(say: (task: Row) => string, product: string): readonly Row[] {
  const me = useUser()?.id ?? "";
  const now = useNow(LOOK_MS);
  const today = format.today(now);
  const { rows } = useLiveQuery(me === "" ? null : {
    kind: "task", sort: { by: "remindAt" }, limit: MOST,
    where: [
      { field: "assignee", op: "is", value: me }, { field: "done", op: "is", value: false },
      { field: "remindAt", op: "atLeast", value: startOfDay(dayAfter(today, -DAYS_BACK)) }, { field: "remindAt", op: "atMost", value: startOfDay(dayAfter(today, 2)) },
    ],
  });
  const due = useMemo(() => dueReminders(rows, now), [rows, now]);
  useEffect(() => {
    const key = `outrider.reminded.${me}`;
    const kept = Number(browserTextMemory.read(key));
    const { fresh, told } = newReminders(due, Number.isFinite(kept) && kept > 0 ? kept : now - LOOK_MS);
    if (fresh.length === 0) return;
    browserTextMemory.write(key, String(told));
    for (const task of fresh) void showLocalNotice({ title: product, body: say(task), tag: derivedId("notice", me, "due", task.id, reminderName(task)), path: "/agenda" });
  }, [due, me, now, say, product]);
  return due;
}
