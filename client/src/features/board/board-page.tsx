// The page at /board: the deals of one pipeline by stage.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowDownUp, Handshake, Plus, SearchX, Waypoints } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useUser } from "../../app/app-context.tsx";
import { DealChoiceBar } from "../../app/deal-choice-bar.tsx";
import { dealChoice, isNarrowed, stageInFilter, widened } from "../../app/deal-choice.ts";
import { DealViews } from "../../app/deal-views.tsx";
import { format } from "../../app/format.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { listSearch, type ListSearch } from "../../app/list-search.ts";
import { ownZone } from "../../app/own-clock.ts";
import { OwnerChoice } from "../../app/owner-choice.tsx";
import { usePipelines, useStages } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { useTypedSearch } from "../../app/use-typed-search.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { IconSelect } from "../../ui/icon-select.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { BoardColumns } from "./board-columns.tsx";
import { boardQuery, sortName, SORTS, type SortName } from "./board-query.ts";
import { words } from "./texts.ts";

type Change = Partial<Record<"pipeline" | "owner" | "sort", string | undefined>> & { readonly descending?: boolean };

const DEALS = ["deal"] as const;

const BoardPage = () => {
  const desk = useIsDesk();
  const navigate = useNavigate();
  const given = useSearch({ strict: false });
  const address = useMemo(() => stageInFilter(listSearch(given)), [given]);
  const user = useUser();
  const pipelines = usePipelines();
  const all = useStages();
  const pipeline = pipelines?.find(({ id }) => id === address.pipeline) ?? pipelines?.[0];
  const stages = useMemo(() => all.filter((stage) => stage.pipeline === pipeline?.id && !stage.archived), [all, pipeline?.id]);
  const show = useCallback((next: ListSearch) => void navigate({ to: "/board", search: next, replace: true }), [navigate]);
  const say = useCallback((q: string | undefined) => show(listSearch({ ...address, q })), [show, address]);
  const { search, type } = useTypedSearch(address, say);
  const today = format.today(useNow());
  const zone = ownZone.read();
  const looking = useMemo(() => ({ me: user?.id ?? "", today, zone }), [user?.id, today, zone]);
  const choice = useMemo(() => dealChoice(search, looking), [search, looking]);
  const query = boardQuery(pipeline?.id ?? "", choice);
  const { total, loading, complete: whole, beyond } = useLiveQuery(pipeline === undefined ? null : query);
  const complete = whole || beyond !== undefined;
  useTitle(words.title);

  const change = (part: Change) => show(listSearch({ ...search, ...part }));
  const create = desk
    ? <Link to="/deals" search={{ create: true }} className={buttonClass("primary")}><Plus aria-hidden className="size-4" />{words.newDeal}</Link>
    : <IconButton icon={Plus} tone="primary" label={words.newDeal} onClick={() => void navigate({ to: "/deals", search: { create: true } })} />;
  const sorts = (Object.keys(SORTS) as SortName[]).map((value) => ({ value, label: words.sorts[value] }));
  const sorting = { label: words.sort, value: sortName(search.sort), options: sorts, onChange: (sort: SortName) => change({ sort, descending: SORTS[sort].descending }) };
  const order = desk ? <div className="w-48"><Select {...sorting} hideLabel /></div> : <IconSelect {...sorting} icon={ArrowDownUp} />;
  const known = pipelines !== undefined && !loading;
  return (
    <Page fill>
      <PageHeader title={words.title} detail={known && pipeline !== undefined ? words.deals(total) : undefined} actions={<><DealViews search={search} />{create}</>} />
      <DealChoiceBar search={search} looking={looking} query={query} onType={type} onShow={show} choices={<><OwnerChoice owner={search.owner} onChange={(owner) => change({ owner })} />{order}</>}>
        {pipelines !== undefined && pipelines.length > 1 && (
          <div className="min-w-0 flex-1 desk:w-44 desk:flex-none"><Select label={words.pipeline} hideLabel value={pipeline?.id ?? ""} options={pipelines.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => change({ pipeline: id })} /></div>
        )}
      </DealChoiceBar>
      <ListNotice complete={whole} loading={loading} beyond={beyond} kinds={DEALS} />
      {!known || stages.length === 0 ? (
        known && (complete || pipelines.length === 0) ? <EmptyState icon={Waypoints} title={words.noPipeline}>{words.noPipelineDetail}</EmptyState> : <Skeleton lines={8} boxed />
      ) : total === 0 && complete && !isNarrowed(search) ? (
        <EmptyState icon={Handshake} title={words.empty} action={create}>{words.emptyDetail}</EmptyState>
      ) : total === 0 && complete ? (
        <EmptyState icon={SearchX} title={words.noneMine} action={<Button onClick={() => show(widened(search))}>{words.showAll}</Button>}>{words.noneMineDetail}</EmptyState>
      ) : (
        <BoardColumns key={pipeline?.id} stages={stages} choice={choice} search={search} />
      )}
    </Page>
  );
};

export default BoardPage;
