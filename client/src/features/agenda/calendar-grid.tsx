// Days side by side, a week or the weeks of a month, with what lies on them; it is moved from day to day by mouse, by touch
// after a long press, by keyboard, or from its menu. Shown where it was put from that moment on, and back where it was
// refused.
import { closestCenter, DndContext, DragOverlay, KeyboardSensor, MouseSensor, pointerWithin, TouchSensor, useDroppable, useSensor, useSensors, type Announcements, type CollisionDetection, type DragEndEvent } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { format } from "../../app/format.ts";
import { classNames } from "../../ui/class-names.ts";
import { ChipFace, DayChip } from "./day-chip.tsx";
import { byDay, type DayItem } from "./day-items.ts";
import { besideDay } from "./drag-days.ts";
import { words } from "./texts.ts";
import type { ItemActions } from "./use-item-actions.ts";

const IN_A_MONTH = 4;
const LONG_PRESS = { delay: 280, tolerance: 6 } as const;
const KEYS = { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] };

const overDay: CollisionDetection = (args) => (args.pointerCoordinates === null ? closestCenter(args) : pointerWithin(args));

const itemOfDrag = (active: { readonly data: { readonly current?: Readonly<Record<string, unknown>> | undefined } }): DayItem | undefined => active.data.current?.["item"] as DayItem | undefined;

const Day = ({ day, faint, isToday, children }: { readonly day: string; readonly faint: boolean; readonly isToday: boolean; readonly children: ReactNode }) => {
  const { setNodeRef, isOver } = useDroppable({ id: day });
  return (
    <td ref={setNodeRef} aria-current={isToday ? "date" : undefined} className={classNames("group/day h-28 border border-line p-1 align-top", isOver ? "bg-accent-soft" : faint ? "bg-sunken" : "bg-surface")}>
      {children}
    </td>
  );
};

export type CalendarGridProps = {
  readonly weeks: readonly (readonly string[])[];
  readonly view: "week" | "month";
  /** `YYYY-MM` that is looked at. */
  readonly month: string;
  readonly items: readonly DayItem[];
  readonly today: string;
  readonly actions: ItemActions;
  readonly onMenu: (item: DayItem) => void;
  readonly onAdd: (day: string) => void;
  readonly onWeek: (day: string) => void;
};

export const CalendarGrid = ({ weeks, view, month, items, today, actions, onMenu, onAdd, onWeek }: CalendarGridProps) => {
  const [dragged, setDragged] = useState<DayItem>();
  /** Where something was put, until the live lists say so. */
  const [moves, setMoves] = useState<ReadonlyMap<string, string>>(new Map());
  const days = useMemo(() => byDay(items.map((item) => ({ ...item, day: moves.get(item.id) ?? item.day }))), [items, moves]);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: LONG_PRESS }),
    useSensor(KeyboardSensor, { coordinateGetter: besideDay, keyboardCodes: KEYS, scrollBehavior: "auto" }),
  );
  const announcements = useMemo((): Announcements => {
    const title = (active: Parameters<typeof itemOfDrag>[0]): string => itemOfDrag(active)?.row.title ?? "";
    return {
      onDragStart: ({ active }) => words.drag.lifted(title(active), format.dayInWords(itemOfDrag(active)?.day ?? "")),
      onDragOver: ({ active, over }) => (over === null ? words.drag.overNothing(title(active)) : words.drag.over(title(active), format.dayInWords(String(over.id)))),
      onDragEnd: ({ active, over }) => (over === null ? words.drag.back(title(active)) : words.drag.dropped(title(active), format.dayInWords(String(over.id)))),
      onDragCancel: ({ active }) => words.drag.back(title(active)),
    };
  }, []);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const item = itemOfDrag(active);
    if (item === undefined || over === null || String(over.id) === item.day) return;
    setMoves((before) => new Map([...before, [item.id, String(over.id)]]));
    void actions.move(item, String(over.id)).finally(() => setMoves((before) => new Map([...before].filter(([id]) => id !== item.id))));
  };
  const tall = view === "week";
  return (
    <DndContext
      sensors={sensors} collisionDetection={overDay} accessibility={{ announcements, screenReaderInstructions: { draggable: words.drag.how } }}
      onDragStart={({ active }) => setDragged(itemOfDrag(active))} onDragEnd={onDragEnd} onDragCancel={() => setDragged(undefined)}
    >
      <table className={classNames("w-full table-fixed border-collapse rounded-card", tall && "min-h-96")}>
        <caption className="sr-only">{words.calendarOf(words.views[view])}</caption>
        <thead><tr>{(weeks[0] ?? []).map((day) => <th key={day} scope="col" className="py-1 text-caption font-medium text-ink-muted">{format.weekday(day)}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const all = days.get(day) ?? [];
                const shown = tall ? all : all.slice(0, all.length > IN_A_MONTH ? IN_A_MONTH - 1 : IN_A_MONTH);
                return (
                  <Day key={day} day={day} isToday={day === today} faint={!tall && !day.startsWith(month)}>
                    <div className="flex items-center justify-between">
                      <time dateTime={day} className={classNames("figures inline-flex h-6 min-w-6 items-center justify-center rounded-pill px-1.5 text-caption", day === today ? "bg-accent font-semibold text-on-accent" : "text-ink-muted")}>
                        <span aria-hidden>{format.number(Number(day.slice(8)))}</span><span className="sr-only">{format.dayInWords(day)}</span>
                      </time>
                      <button type="button" aria-label={words.addOn(format.dayInWords(day))} title={words.addOn(format.dayInWords(day))} onClick={() => onAdd(day)} className="inline-flex size-6 items-center justify-center rounded-control text-ink-faint opacity-0 group-hover/day:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100">
                        <Plus aria-hidden className="size-4" />
                      </button>
                    </div>
                    <ul className="mt-0.5 flex flex-col gap-0.5">
                      {shown.map((item) => <li key={item.id}><DayChip item={item} tall={tall} late={item.type !== "meeting" && item.day < today} onMenu={onMenu} /></li>)}
                      {all.length > shown.length && <li><button type="button" aria-label={words.moreOn(format.dayInWords(day), all.length - shown.length)} onClick={() => onWeek(day)} className="w-full rounded-small px-1.5 text-start text-caption text-ink-muted hover:bg-hover">{words.more(all.length - shown.length)}</button></li>}
                    </ul>
                  </Day>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <DragOverlay dropAnimation={null}>{dragged !== undefined && <ChipFace item={dragged} />}</DragOverlay>
    </DndContext>
  );
};
