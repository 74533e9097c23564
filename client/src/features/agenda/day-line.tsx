// One line of the list of days: a task is ticked off in place; anything is moved to tomorrow with one tap or one key, and
// the rest is behind its menu.
import { dayAfter } from "@outrider/shared/kernel";
import { CalendarArrowUp, Check, Ellipsis, Flag, Users } from "lucide-react";
import type { KeyboardEvent } from "react";
import { format } from "../../app/format.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { RepeatMark } from "../../app/repeat-mark.tsx";
import { homeOf } from "../../app/record-home.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { type SwipeAction, SwipeLine } from "../../ui/swipe-line.tsx";
import { titleIn } from "./title-in.ts";
import { type DayItem, nextMonday } from "./day-items.ts";
import { words } from "./texts.ts";
import type { ItemActions } from "./use-item-actions.ts";

export type DayLineProps = { readonly item: DayItem; readonly today: string; readonly now: number; readonly actions: ItemActions; readonly onMenu: (item: DayItem) => void };

export const DayLine = ({ item, today, now, actions, onMenu }: DayLineProps) => {
  const { row, type, day, at } = item;
  const tomorrow = dayAfter(today, 1);
  const title = titleIn(item);
  const time = at === null ? "" : format.time(at);
  const about = type === "meeting" ? (typeof row.values["text"] === "string" ? row.values["text"] : "") : "";
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return;
    const to = event.key === "t" ? tomorrow : event.key === "w" ? nextMonday(today) : undefined;
    if (to === undefined) return;
    event.preventDefault();
    // What follows "g" goes somewhere, and this key did not follow it.
    event.stopPropagation();
    void actions.move(item, to);
  };
  const Icon = type === "meeting" ? Users : Flag;
  const when = day < today && type !== "meeting" ? <Badge tone="bad">{format.dayShort(day, now)}</Badge> : time === "" ? null : <span className="figures shrink-0 text-small text-ink-muted">{time}</span>;
  const home = type === "closing" ? null : homeOf(row);
  const onward: SwipeAction | undefined = type === "task" ? { label: words.finish, icon: Check, tone: "ok", run: () => actions.finish(item) } : undefined;
  const back: SwipeAction | undefined = day === tomorrow ? undefined : { label: words.toTomorrow, icon: CalendarArrowUp, tone: "info", run: () => void actions.move(item, tomorrow) };
  return (
    <li onKeyDown={onKeyDown} className="border-b border-line last:border-b-0">
      <SwipeLine className="flex items-center gap-1 ps-4 pe-1 desk:pe-2" onward={onward} back={back}>
      <div className="min-w-0 flex-1 py-1">
        {type === "task" ? <Checkbox label={title} checked={false} onChange={() => actions.finish(item)} /> : (
          <p className="flex min-h-touch items-center gap-2.5 text-body desk:min-h-8">
            <Icon aria-hidden className="size-5 shrink-0 text-ink-muted desk:size-4" strokeWidth={1.8} />
            <span className="min-w-0 wrap-anywhere">{type === "closing" ? <>{words.types.closing}: <RecordLink kind={row.kind} id={row.id} title={row.title} /></> : title}</span>
          </p>
        )}
        {/* On a phone the words have the whole width, and when it is stands below them. */}
        {(home !== null || when !== null) && (
          <div className="-mt-1.5 flex min-w-0 items-center gap-2 pb-1 ps-7.5 text-small empty:hidden desk:-mt-0.5 desk:ps-6.5">
            {when !== null && <span className="shrink-0 desk:hidden">{when}</span>}
            {home !== null && <span className="min-w-0 truncate"><RecordLink {...home} /></span>}
          </div>
        )}
        {about !== "" && <p className="line-clamp-2 pb-1 ps-7.5 text-small text-ink-muted desk:ps-6.5">{about}</p>}
      </div>
      <RepeatMark row={row} />
      {row.pending.length > 0 && <PendingMark />}
      <span className="hidden desk:block">{when}</span>
      {day !== tomorrow && <IconButton icon={CalendarArrowUp} label={words.toTomorrowOf(title)} onClick={() => void actions.move(item, tomorrow)} />}
      <IconButton icon={Ellipsis} label={words.move(title)} aria-haspopup="dialog" onClick={() => onMenu(item)} />
      </SwipeLine>
    </li>
  );
};
