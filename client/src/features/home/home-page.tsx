// The page one begins with: what wants to be done next, out of one's own tasks and deals, and what changed last.
import { quarterStart } from "@outrider/shared/analytics";
import { dayAfter } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { Plus, Sparkles, Upload } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { PAGE_KINDS } from "../../app/record-route.ts";
import { text } from "../../app/text.ts";
import { useFirstRun } from "../../app/use-first-run.ts";
import { useStages } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { useInPieces } from "../../ui/use-in-pieces.ts";
import { closingBy, stagnantDeals, urgencyOf } from "./agenda.ts";
import { NextCard } from "./next-card.tsx";
import { nextOf } from "./next-step.ts";
import { OwnFigures } from "./own-figures.tsx";
import { RecordLine } from "./record-line.tsx";
import { TaskLine } from "./task-line.tsx";
import { words } from "./texts.ts";

/** Few have something there, and the first screen does without it. */
const AttentionCard = whenOpened(async () => (await import("./attention-card.tsx")).AttentionCard);
/** Rests on all that is here, and comes when that has been read. */
const OwnGoals = whenOpened(async () => (await import("./own-goals.tsx")).OwnGoals);

/** On the first day alone. */
const TourCard = whenOpened(async () => (await import("./tour-card.tsx")).TourCard);

const SHOWN = 6;
const TASKS_SHOWN = 8;
const MOST = 1000;

const Part = ({ title, none, count, shown, actions, children }: { readonly title: string; readonly actions?: ReactNode; readonly none: string; readonly count: number; readonly shown: number; readonly children: ReactNode }) => (
  <Panel title={title} actions={actions} flush>
    {count === 0 ? <p className="px-4 py-3 text-body text-ink-muted">{none}</p> : children}
    {count > shown && <p className="px-4 py-2 text-small text-ink-muted">{words.more(count - shown)}</p>}
  </Panel>
);

const closeSign = (row: Row, today: string, now: number): ReactNode => {
  const day = String(row.values["closeDate"]);
  const urgency = urgencyOf(day, today);
  const shown = format.dayShort(day, now);
  return <Badge tone={urgency === "overdue" ? "bad" : urgency === "today" ? "warn" : "neutral"}>{urgency === "overdue" ? words.late(shown) : urgency === "today" ? words.closesToday : words.closes(shown)}</Badge>;
};

const HomePage = () => {
  const me = useUser()?.id ?? "";
  const now = useNow();
  const today = format.today(now);
  const stages = useStages();
  useTitle(words.title);
  const tasks = useLiveQuery({ kind: "task", where: [{ field: "done", op: "is", value: false }, { field: "assignee", op: "is", value: me }, { field: "due", op: "atMost", value: dayAfter(today, 7) }], sort: { by: "due" }, group: { by: "due" }, limit: TASKS_SHOWN });
  const deals = useLiveQuery({ kind: "deal", where: [{ field: "owner", op: "is", value: me }, { field: "stage.outcome", op: "is", value: "open" }], sort: { by: "closeDate" }, sum: "value", limit: MOST });
  // What is planned for one's own records: which, and nothing of the tasks themselves.
  const planned = useLiveQuery({ kind: "task", where: [{ field: "done", op: "is", value: false }, { field: "root.owner", op: "is", value: me }], group: { by: "root" }, limit: 0 });
  const goals = useLiveQuery({ kind: "goal", where: [{ field: "person", op: "is", value: me }, { field: "from", op: "atLeast", value: quarterStart(today) }, { field: "from", op: "atMost", value: today }], limit: 0 });
  const recent = useLiveQuery({ kind: PAGE_KINDS, sort: { by: "updatedAt", descending: true }, limit: 8 });
  const closing = closingBy(deals.rows, dayAfter(today, 14));
  const standing = stagnantDeals(deals.rows, stages, now);
  // All parts come at once: one that came later would push the others away under the thumb.
  const loading = tasks.loading || deals.loading || recent.loading || planned.loading || goals.loading;
  const dueBy = (day: string): number => (tasks.groups ?? []).reduce((sum, { value, count }) => (typeof value === "string" && value <= day ? sum + count : sum), 0);
  const next = nextOf({ tasks: tasks.rows, deals: deals.rows, planned: new Set((planned.groups ?? []).map(({ value }) => String(value))), stages, today, now });
  // What is to be done now is drawn first, what lies below it in a piece of its own.
  const rest = useInPieces(!loading);
  const tour = useFirstRun();
  useEffect(() => {
    AttentionCard.preload();
    if (tour.first) TourCard.preload();
  }, [tour.first]);
  const nothing = recent.complete && recent.total === 0;
  return (
    <Page>
      <PageHeader title={words.title} detail={format.day(today)} />
      <ListNotice complete={recent.complete || recent.beyond !== undefined} loading={recent.loading} />
      {!nothing && !loading && <AttentionCard />}
      {/* Its room is kept until it has come. */}
      {!nothing && !loading && tour.first && <div className="min-h-76 desk:min-h-36"><TourCard onEnd={tour.end} /></div>}
      {nothing ? (
        <EmptyState
          icon={Sparkles} title={words.welcome}
          action={<><Link to="/deals" search={{ create: true }} className={buttonClass("primary")}><Plus aria-hidden className="size-4" />{words.newDeal}</Link><Link to="/import" className={buttonClass()}><Upload aria-hidden className="size-4" />{words.import}</Link></>}
        >
          {words.welcomeDetail}
        </EmptyState>
      ) : loading ? <Panel><Skeleton lines={8} /></Panel> : (
        <div className="grid items-start gap-4 desk:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-4 max-desk:contents">
            <div className="min-w-0 max-desk:-order-2"><NextCard next={next} /></div>
            <Part title={words.tasks} actions={<Link to="/agenda" className={buttonClass("quiet", "small")}>{words.agenda}</Link>} none={words.tasksNone} count={tasks.total} shown={tasks.rows.length}>
              <ul className="px-4">{tasks.rows.map((row) => <TaskLine key={row.id} row={row} today={today} now={now} />)}</ul>
            </Part>
            {rest && <div className="min-w-0 max-desk:order-last">
              <Part title={words.recent} none={words.recentNone} count={recent.rows.length} shown={recent.rows.length}>
                <ul>{recent.rows.map((row) => <RecordLine key={row.id} row={row} sign={<span className="shrink-0 text-caption text-ink-muted">{format.when(row.updatedAt, now)}</span>} />)}</ul>
              </Part>
            </div>}
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-desk:contents">
            <div className="min-w-0 max-desk:-order-1"><OwnFigures me={me} today={today} totals={deals.totals ?? []} deals={deals.total} due={dueBy(today)} overdue={dueBy(dayAfter(today, -1))} /></div>
            {/* Its place is kept until it has come. */}
            {rest && goals.total > 0 && <div style={{ minHeight: `${3 + 5.5 * goals.total}rem` }}><OwnGoals me={me} today={today} /></div>}
            {rest && <Part title={words.closing} none={words.closingNone} count={closing.length} shown={SHOWN}>
              <ul>{closing.slice(0, SHOWN).map((row) => <RecordLine key={row.id} row={row} sign={closeSign(row, today, now)} />)}</ul>
            </Part>}
            {rest && <Part title={words.stagnant} none={words.stagnantNone} count={standing.length} shown={SHOWN}>
              <ul>{standing.slice(0, SHOWN).map(({ row, days }) => <RecordLine key={row.id} row={row} sign={<Badge tone="warn">{text.stage.stagnant(days)}</Badge>} />)}</ul>
            </Part>}
          </div>
        </div>
      )}
    </Page>
  );
};

export default HomePage;
