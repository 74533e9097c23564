// Days one after the other: what is overdue, today, and the days to come as far as something lies on them.
import { dayAfter } from "@outrider/shared/kernel";
import type { Condition, Row } from "@outrider/shared/projection";
import { CalendarCheck, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { TaskForm } from "../../app/record-forms.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { byDay, type DayItem, itemsIn } from "./day-items.ts";
import { DayLine } from "./day-line.tsx";
import { words } from "./texts.ts";
import { type Days, ofPeople } from "./use-days.ts";
import type { ItemActions } from "./use-item-actions.ts";

const OVERDUE_SHOWN = 100;
const SOME_DAY_SHOWN = 50;

/** Tasks of these people, or of everybody for null, that were due before that day, or that have no day. */
function useTasksBeside(today: string, people: readonly string[] | null) {
  const open: readonly Condition[] = [{ field: "done", op: "is", value: false }, ...ofPeople("assignee", people)];
  const overdue = useLiveQuery({ kind: "task", where: [...open, { field: "due", op: "atMost", value: dayAfter(today, -1) }], sort: { by: "due" }, limit: OVERDUE_SHOWN });
  const someDay = useLiveQuery({ kind: "task", where: [...open, { field: "due", op: "empty" }], sort: { by: "updatedAt", descending: true }, limit: SOME_DAY_SHOWN });
  return { overdue, someDay };
}

export type DayListProps = {
  readonly days: Days;
  readonly today: string;
  readonly now: number;
  /** Members' ids; null: everybody's. */
  readonly people: readonly string[] | null;
  readonly actions: ItemActions;
  readonly onMenu: (item: DayItem) => void;
  readonly onAdd: () => void;
};

export const DayList = ({ days, today, now, people, actions, onMenu, onAdd }: DayListProps) => {
  const { overdue, someDay } = useTasksBeside(today, people);
  const [changing, setChanging] = useState<Row>();
  if (days.loading || overdue.loading || someDay.loading) return <Skeleton lines={8} boxed />;
  const coming = byDay(days.items);
  const late = itemsIn(overdue.rows);
  const nothing = days.items.length + late.length + someDay.total === 0;
  const lines = (items: readonly DayItem[]) => <ul>{items.map((item) => <DayLine key={item.id} item={item} today={today} now={now} actions={actions} onMenu={onMenu} />)}</ul>;
  const dayTitle = (day: string): string => (day === today ? `${words.today}, ${format.dayInWords(day)}` : day === dayAfter(today, 1) ? `${words.tomorrow}, ${format.dayInWords(day)}` : format.dayInWords(day));
  return (
    <div className="flex flex-col gap-4">
      <ListNotice complete={days.complete && overdue.complete} loading={false} beyond={days.beyond} kinds={["task", "activity", "deal"]} />
      {days.tooMany && <Banner kind="info" title={words.tooMany}>{words.tooManyDetail}</Banner>}
      {nothing && days.complete && (
        <EmptyState icon={CalendarCheck} title={words.empty} action={<Button variant="primary" icon={Plus} onClick={onAdd}>{words.add}</Button>}>{words.emptyDetail}</EmptyState>
      )}
      {late.length > 0 && <Panel title={words.overdue} flush>{lines(late)}{overdue.total > late.length && <p className="px-4 py-2 text-small text-ink-muted">{words.more(overdue.total - late.length)}</p>}</Panel>}
      {!nothing && (
        <>
          <Panel title={dayTitle(today)} flush>{coming.has(today) ? lines(coming.get(today) ?? []) : <p className="px-4 py-3 text-body text-ink-muted">{words.freeDay}</p>}</Panel>
          {[...coming].filter(([day]) => day > today).map(([day, items]) => <Panel key={day} title={dayTitle(day)} flush>{lines(items)}</Panel>)}
        </>
      )}
      {someDay.rows.length > 0 && (
        <Panel title={words.someDay} flush>
          <ul>
            {someDay.rows.map((row) => (
              <li key={row.id} className="flex items-center gap-1 border-b border-line ps-4 pe-1 last:border-b-0 desk:pe-2">
                <span className="min-w-0 flex-1 py-2.5 text-body wrap-anywhere">{row.title}</span>
                <IconButton icon={Pencil} label={`${words.change}: ${row.title}`} onClick={() => setChanging(row)} />
              </li>
            ))}
          </ul>
          {someDay.total > someDay.rows.length && <p className="px-4 py-2 text-small text-ink-muted">{words.more(someDay.total - someDay.rows.length)}</p>}
        </Panel>
      )}
      {changing !== undefined && <TaskForm root={undefined} task={changing} onClose={() => setChanging(undefined)} />}
    </div>
  );
};
