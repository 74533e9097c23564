// The page at /dashboard: how sales do, out of what is on this device, following every edit, also with no network.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ChartNoAxesCombined, Plus, Upload } from "lucide-react";
import { useMemo } from "react";
import { useUser } from "../../app/app-context.tsx";
import { type DashboardSearch, dashboardSearch, ownDays } from "../../app/dashboard-search.ts";
import { format, localWeekStart, localZone } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { listed } from "../../app/plural.ts";
import { usePipelines } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTeams } from "../../app/use-teams.ts";
import { useTitle } from "../../app/use-title.ts";
import { useFigures, useGoals } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { BreakdownPanel } from "./breakdown-panel.tsx";
import { FunnelPanel } from "./funnel-panel.tsx";
import { GoalsPanel } from "./goals-panel.tsx";
import { Kpis } from "./kpis.tsx";
import { RangeBar } from "./range-bar.tsx";
import { StatusPanel } from "./status-panel.tsx";
import { words } from "./texts.ts";
import { TrendPanel } from "./trend-panel.tsx";
import { useWhole } from "./use-whole.ts";
import { peopleOf } from "./who.ts";
import { wholeQuery } from "./whole-figures.ts";

const KINDS = ["lead", "deal", "activity", "task"] as const;

const DashboardPage = () => {
  const navigate = useNavigate();
  const given = useSearch({ strict: false });
  const search = useMemo(() => dashboardSearch(given), [given]);
  const user = useUser();
  const { teams, members, loading: peopleLoading } = useTeams();
  const pipelines = usePipelines() ?? [];
  const now = useNow();
  const today = format.today(now);
  useTitle(words.title);

  const asker = { id: user?.id ?? "", role: user?.role ?? "exec" };
  const people = peopleOf(asker, search, members);
  const { range: named = "last90" } = search;
  const range = named === "own" ? (ownDays(search) ?? "last90") : named;
  // Whom a team is of must be known before its figures are asked for.
  const asked = peopleLoading ? null : { range, step: search.step ?? "week", today, zone: localZone(), weekStart: localWeekStart(), people } as const;
  const answer = useFigures(asked);
  const goals = useGoals({ today, zone: localZone() });
  const owner = people?.length === 1 ? people[0] : undefined;
  const whose = owner === undefined ? { team: search.team } : { owner };
  const here = answer?.figures ?? undefined;
  // Where the rest is out of reach nobody is asked for it.
  const partly = answer?.beyond !== undefined;
  const whole = useWhole(asked !== null && partly && answer.beyond !== "offline" && here !== undefined ? wholeQuery(asked, whose, user?.workspaceId ?? "") : null, asked?.step ?? "week", here);
  const figures = whole?.figures ?? here;
  const counted = whole?.at !== undefined;
  const behind = { ...whose, counted };
  const progress = (goals?.goals ?? []).map((goal) => ({ ...goal, ...whole?.goals.get(goal.id) }));
  const change = (next: DashboardSearch) => void navigate({ to: "/dashboard", search: next, replace: true });
  const nothing = figures !== undefined && people === null && answer?.complete === true && figures.statuses.length === 0 && figures.owners.length === 0 && figures.funnels.length === 0;
  return (
    <Page>
      <PageHeader title={words.title} detail={figures === undefined ? "\u00a0" : words.period(format.days(figures.period.from, figures.period.to), format.days(figures.before.from, figures.before.to))} />
      <RangeBar asker={asker} search={search} members={members} teams={teams} today={today} onChange={change} />
      {whole ? <p role="status" className="text-small text-ink-muted">{words.whole(format.time(whole.at))}</p> : <ListNotice complete={answer?.complete ?? true} loading={figures === undefined} beyond={answer?.beyond} kinds={KINDS} />}
      {figures === undefined ? <Skeleton lines={10} boxed /> : nothing ? (
        <EmptyState
          icon={ChartNoAxesCombined} title={words.empty}
          action={<><Link to="/deals" search={{ create: true }} className={buttonClass("primary")}><Plus aria-hidden className="size-4" />{words.newDeal}</Link><Link to="/import" className={buttonClass()}><Upload aria-hidden className="size-4" />{words.import}</Link></>}
        >
          {words.emptyDetail}
        </EmptyState>
      ) : (
        <>
          {figures.withoutRate.length > 0 && <Banner kind="info" title={words.withoutRate(listed(figures.withoutRate))}>{words.withoutRateDetail}</Banner>}
          <Kpis figures={figures} whose={behind} me={asker.id} />
          <div className="grid items-start gap-4 desk:grid-cols-2">
            <TrendPanel figures={figures} whose={behind} today={now} onStep={(step) => change({ ...search, step })} />
            <GoalsPanel goals={progress} asker={asker} members={members} teams={teams} currency={figures.currency} today={today} people={people} team={search.team} counted={counted} />
            <FunnelPanel figures={figures} pipelines={pipelines} whose={behind} />
            <StatusPanel figures={figures} whose={behind} />
          </div>
          <BreakdownPanel figures={figures} whose={behind} members={members} ofOne={owner !== undefined} />
        </>
      )}
    </Page>
  );
};

export default DashboardPage;
