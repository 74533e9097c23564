// The page at /forecast: open deals by the month in which they are to close, weighted by how likely each is. All from
// this device.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ChartNoAxesColumn, Plus, SearchX } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useUser } from "../../app/app-context.tsx";
import { DealChoiceBar } from "../../app/deal-choice-bar.tsx";
import { dealChoice, isNarrowed, narrowed, stageInFilter } from "../../app/deal-choice.ts";
import { DealViews } from "../../app/deal-views.tsx";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { listSearch, type ListSearch } from "../../app/list-search.ts";
import { OwnerChoice } from "../../app/owner-choice.tsx";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import { usePipelines } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { useTypedSearch } from "../../app/use-typed-search.ts";
import { useLiveQuery, type Group } from "../../read/index.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { forecastOf, longestOf, mainCurrency } from "./forecast.ts";
import { moneyText, MonthLine, tracks } from "./month-line.tsx";
import { words } from "./texts.ts";

const ALL = "";
const NONE: readonly Group[] = [];
const byMonth = { by: "closeDate", part: "month" } as const;

const Tile = ({ label, value, strong = false }: { readonly label: string; readonly value: string; readonly strong?: boolean }) => (
  <div className="min-w-0 flex-1 basis-40 rounded-card border border-line bg-surface px-4 py-3">
    <dt className="text-small text-ink-muted">{label}</dt>
    <dd className={`figures mt-0.5 text-heading wrap-break-word ${strong ? "font-semibold text-accent-ink" : "font-semibold text-ink"}`}>{value}</dd>
  </div>
);

const DEALS = ["deal"] as const;

const ForecastPage = () => {
  const navigate = useNavigate();
  const given = useSearch({ strict: false });
  const address = useMemo(() => stageInFilter(listSearch(given)), [given]);
  const show = useCallback((next: ListSearch) => void navigate({ to: "/forecast", search: next, replace: true }), [navigate]);
  const say = useCallback((q: string | undefined) => show(listSearch({ ...address, q })), [show, address]);
  const { search, type } = useTypedSearch(address, say);
  const user = useUser();
  const pipelines = usePipelines();
  const today = format.today(useNow(60_000));
  const month = today.slice(0, 7);
  useTitle(words.title);

  const { owner, pipeline } = search;
  const looking = useMemo(() => ({ me: user?.id ?? "", today }), [user?.id, today]);
  const chosen = useMemo(() => narrowed(dealChoice(search, looking), ...(pipeline === undefined ? [] : [{ field: "stage.pipeline", op: "is", value: pipeline } as const])), [search, looking, pipeline]);
  const choice = useMemo(() => narrowed(chosen, { field: "stage.outcome", op: "is", value: "open" }), [chosen]);
  const open = useLiveQuery({ kind: "deal", ...choice, group: byMonth, sum: "value", weight: ["probability", "stage.probability"], limit: 0 });
  const won = useLiveQuery({ kind: "deal", ...narrowed(chosen, { field: "stage.outcome", op: "is", value: "won" }, { field: "closeDate", op: "atLeast", value: `${month}-01` }), group: byMonth, sum: "value", limit: 0 });
  const stages = useLiveQuery({ kind: "stage", limit: 500 });
  const chances = useMemo(() => new Map(stages.rows.flatMap(({ id, values }) => (typeof values["probability"] === "number" ? [[id, values["probability"]] as const] : []))), [stages.rows]);

  const inBase = useBaseTotals(today);
  const grouped = (groups: readonly Group[] = NONE): readonly Group[] => groups.map((group) => (group.totals === undefined ? group : { ...group, totals: inBase.of(group.totals) }));
  const months = forecastOf(grouped(open.groups), grouped(won.groups), today);
  const totals = inBase.of(open.totals ?? []);
  const { lacks } = inBase.read([...(open.totals ?? []), ...(won.totals ?? [])], 0);
  const currency = mainCurrency(totals);
  const longest = longestOf(months, currency);
  const change = (part: { readonly owner?: string | undefined; readonly pipeline?: string | undefined }) => show(listSearch({ ...search, ...part }));
  const loading = open.loading || won.loading;
  const known = open.complete || open.beyond !== undefined;
  const nothing = !loading && open.total === 0 && won.total === 0 && known;
  return (
    <Page>
      <PageHeader title={words.title} detail={words.detail} actions={<DealViews search={search} />} />
      <DealChoiceBar search={search} looking={looking} query={{ kind: "deal", ...choice }} onType={type} onShow={show} choices={<OwnerChoice owner={owner} onChange={(id) => change({ owner: id })} />}>
        {pipelines !== undefined && pipelines.length > 1 && (
          <div className="min-w-0 flex-1 desk:w-44 desk:flex-none"><Select label={words.pipeline} hideLabel value={pipeline ?? ALL} options={[{ value: ALL, label: words.allPipelines }, ...pipelines.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(id) => change({ pipeline: id === ALL ? undefined : id })} /></div>
        )}
      </DealChoiceBar>
      <ListNotice complete={open.complete} loading={open.loading} beyond={open.beyond} kinds={DEALS} />
      {loading || (open.total === 0 && !known) ? (
        <Skeleton lines={8} boxed />
      ) : nothing && !isNarrowed(search) && pipeline === undefined ? (
        <EmptyState icon={ChartNoAxesColumn} title={words.empty} action={<Link to="/deals" search={{ create: true }} className={buttonClass("primary")}><Plus aria-hidden className="size-4" />{words.newDeal}</Link>}>{words.emptyDetail}</EmptyState>
      ) : nothing ? (
        <EmptyState icon={SearchX} title={words.noneMine} action={<Button onClick={() => show({})}>{words.showAll}</Button>}>{words.noneMineDetail}</EmptyState>
      ) : (
        <>
          <dl className="flex flex-wrap gap-3" data-testid="forecast-totals">
            <Tile label={words.weighted} value={moneyText(totals, "weighted")} strong />
            <Tile label={words.openTotal} value={moneyText(totals, "amount")} />
            <Tile label={words.wonThisMonth} value={moneyText(months.find(({ state }) => state === "now")?.won ?? [], "amount")} />
          </dl>
          {lacks !== "" && <p className="text-small text-ink-muted">{words.lacks(lacks)}</p>}
          <Panel flush>
            <div aria-hidden className="hidden border-b border-line bg-sunken py-1.5 ps-11 pe-4 text-small font-medium text-ink-muted desk:block">
              <span className={`grid ${tracks}`}><span>{words.month}</span><span /><span className="text-end">{words.weighted}</span><span className="text-end">{words.total}</span><span className="text-end">{words.won}</span></span>
            </div>
            <ul aria-label={words.months}>
              {months.map((each) => <MonthLine key={each.month ?? ALL} month={each} currency={currency} longest={longest} choice={choice} chances={chances} />)}
            </ul>
          </Panel>
        </>
      )}
    </Page>
  );
};

export default ForecastPage;
