// A reminder that has come, below any page: done, put off or put away with one tap. Putting off is an edit, so that it is
// put off on all devices. It needs no network.
import { dayAfter } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { AlarmClock, X } from "lucide-react";
import { format } from "../../app/format.ts";
import { hourOfDay } from "../../app/local-time.ts";
import { homeOf } from "../../app/record-home.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useReminders } from "../../app/use-reminders.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words as all } from "./texts.ts";

const words = all.reminders;
const HOUR = 3_600_000;
const MORNING_HOUR = 9;
const say = (task: Row): string => words.due(task.title);

const tomorrowMorning = (): number => hourOfDay(dayAfter(format.today(Date.now()), 1), MORNING_HOUR);

export const ReminderBar = () => {
  const perform = usePerform();
  const toast = useToast();
  const [task, ...others] = useReminders(say, text.product);
  if (task === undefined) return null;
  const edit = async (values: Readonly<Record<string, number | boolean | null>>, done: string) => {
    const { reason } = await perform({ name: "edit", args: { id: task.id, values } }, done);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const later = (at: number) => void edit({ remindAt: at }, words.snoozed(format.moment(at)));
  const home = homeOf(task);
  return (
    <section aria-label={words.region} className="safe-x shrink-0 border-t border-line bg-surface py-2 shadow-low desk:px-6">
      <div className="mx-auto flex w-full max-w-5xl flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
          <AlarmClock aria-hidden className="size-5 shrink-0 text-accent-ink" />
          <div className="min-w-0 flex-1">
            <p role="status" className="text-body font-semibold wrap-break-word text-ink">{words.due(task.title)}{others.length > 0 && <span className="font-normal text-ink-muted"> {words.more(others.length)}</span>}</p>
            {home !== null && <p className="truncate text-small text-ink-muted"><RecordLink {...home} /></p>}
          </div>
          <div className="desk:hidden"><IconButton icon={X} label={words.dismiss} onClick={() => void edit({ remindAt: null }, words.dismissed)} /></div>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="small" variant="primary" onClick={() => void edit({ done: true }, all.done)}>{words.finish}</Button>
          <Button size="small" onClick={() => later(Date.now() + HOUR)}>{words.later}</Button>
          <Button size="small" onClick={() => later(tomorrowMorning())}>{words.tomorrow}</Button>
        </div>
        <div className="hidden desk:block"><IconButton icon={X} label={words.dismiss} onClick={() => void edit({ remindAt: null }, words.dismissed)} /></div>
      </div>
    </section>
  );
};
