// What is to be done, day by day: a list on a phone; on a desk also a week or a month of a calendar.
import { dayAfter } from "@outrider/shared/kernel";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarDays, CalendarRange, ChevronLeft, ChevronRight, Download, List, Plus, Rss } from "lucide-react";
import { useMemo, useState } from "react";
import { AGENDA_VIEWS, agendaSearch, type AgendaSearch, type AgendaView } from "../../app/agenda-search.ts";
import { useUser } from "../../app/app-context.tsx";
import { firstWeekday, format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { TaskForm } from "../../app/record-forms.ts";
import { teamName, useTeams } from "../../app/use-teams.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { monthBeside, weeksOf, type DayItem } from "./day-items.ts";
import { DayList } from "./day-list.tsx";
import { ItemDialog, type OpenItem } from "./item-dialog.tsx";
import { peopleOf } from "./people-of.ts";
import { words } from "./texts.ts";
import { useDays } from "./use-days.ts";
import { useItemActions } from "./use-item-actions.ts";

/** What is dragged is code that the list does without. */
const CalendarGrid = whenOpened(async () => (await import("./calendar-grid.tsx")).CalendarGrid);

const LIST_DAYS = 28;
const icons = { list: List, week: CalendarRange, month: CalendarDays } as const;
const views = AGENDA_VIEWS.map((value) => ({ value, label: words.views[value], icon: icons[value] }));
const ALL = "all";
const TEAM = "team:";
const teamValue = (key: string): string => TEAM + key;
const whoseChange = (next: string, me: string): { readonly [Key in "all" | "team" | "who"]: AgendaSearch[Key] | undefined } => {
  const team = next.startsWith(TEAM);
  return { all: next === ALL ? true : undefined, team: team ? next.slice(TEAM.length) : undefined, who: team || next === ALL || next === me ? undefined : next };
};

const AgendaPage = () => {
  const search = useSearch({ from: "/shell/agenda" });
  const navigate = useNavigate();
  const desk = useIsDesk();
  const now = useNow();
  const today = format.today(now);
  const view: AgendaView = desk ? (search.view ?? "list") : "list";
  const day = search.day ?? today;
  const user = useUser();
  const me = user?.id ?? "";
  const { teams, members } = useTeams();
  // In the address a team is told from a person by its own word.
  const chosen = search.all === true ? ALL : search.team !== undefined ? teamValue(search.team) : (search.who ?? me);
  const own = members.find(({ id }) => id === me)?.team ?? "";
  // Who leads a team finds it here; another is there because the address names it.
  const offered = [...new Set([...(user?.role === "exec" || own === "" ? [] : [own]), ...(search.team === undefined ? [] : [search.team])])];
  const people = useMemo(() => peopleOf(search, me, members), [search, me, members]);
  const weeks = view === "list" ? [] : weeksOf(day, view, firstWeekday());
  const [from, to] = view === "list" ? [today, dayAfter(today, LIST_DAYS)] : [weeks[0]?.[0] ?? today, weeks.at(-1)?.at(-1) ?? today];
  const days = useDays(from, to, people);
  const actions = useItemActions();
  const [open, setOpen] = useState<OpenItem>();
  const [adding, setAdding] = useState<string>();
  useTitle(words.title);
  const change = (part: { readonly [Key in keyof AgendaSearch]?: AgendaSearch[Key] | undefined }) => {
    void navigate({ to: "/agenda", search: agendaSearch({ ...search, ...part }), replace: true });
  };
  const whose = [{ value: me, label: words.mine }, { value: ALL, label: words.everybody }, ...offered.map((key) => ({ value: teamValue(key), label: words.team(teamName(teams, key)) })), ...members.filter(({ id }) => id === chosen && id !== me).map(({ id, name }) => ({ value: id, label: name }))];
  const onMenu = (item: DayItem) => setOpen({ item, step: "menu" });
  const beside = (step: 1 | -1): string => (view === "week" ? dayAfter(day, step * 7) : monthBeside(day, step));
  const shown = view === "month" ? format.month(day.slice(0, 7)) : words.weekOf(format.dayShort(from, now), format.dayShort(to, now));
  return (
    <Page>
      <PageHeader
        title={words.title} detail={view === "list" ? format.day(today) : undefined}
        actions={(
          <>
            {desk && <Segmented label={words.viewsLabel} segments={views} value={view} onChange={(next) => change({ view: next === "list" ? undefined : next })} />}
            <IconButton icon={Download} label={words.saveAll} onClick={() => actions.save(days.items)} />
            <IconButton icon={Rss} label={words.links} onClick={() => void navigate({ to: "/settings/calendar" })} />
            <Button variant="primary" icon={Plus} onClick={() => setAdding(today)}>{words.add}</Button>
          </>
        )}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        {view !== "list" && (
          <div className="flex items-center gap-1">
            <span className="rtl:-scale-x-100"><IconButton icon={ChevronLeft} label={words.before[view]} onClick={() => change({ day: beside(-1) })} /></span>
            <span className="rtl:-scale-x-100"><IconButton icon={ChevronRight} label={words.after[view]} onClick={() => change({ day: beside(1) })} /></span>
            <Button size="small" onClick={() => change({ day: undefined })}>{words.today}</Button>
            <h2 aria-live="polite" className="ms-2 text-heading font-semibold">{shown}</h2>
          </div>
        )}
        <div className="w-44">
          <Select label={words.whose} hideLabel value={chosen} onChange={(next) => change(whoseChange(next, me))} options={whose} />
        </div>
      </div>
      {view === "list" ? <DayList days={days} today={today} now={now} people={people} actions={actions} onMenu={onMenu} onAdd={() => setAdding(today)} /> : (
        <>
          <ListNotice complete={days.complete} loading={days.loading} beyond={days.beyond} kinds={["task", "activity", "deal"]} />
          {days.tooMany && <Banner kind="info" title={words.tooMany}>{words.tooManyDetail}</Banner>}
          {days.loading ? <Skeleton lines={12} boxed /> : (
            <CalendarGrid weeks={weeks} view={view} month={day.slice(0, 7)} items={days.items} today={today} actions={actions} onMenu={onMenu} onAdd={setAdding} onWeek={(next) => change({ view: "week", day: next })} />
          )}
        </>
      )}
      {open !== undefined && <ItemDialog open={open} today={today} actions={actions} onOpen={setOpen} />}
      {adding !== undefined && <TaskForm root={undefined} pick due={adding} onClose={() => setAdding(undefined)} />}
    </Page>
  );
};

export default AgendaPage;
