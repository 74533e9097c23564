// The list of one kind of record: filtered, ordered and looking as its address says, with its saved views, what can be done
// to many records at once, and a way to make a new one.
import type { Rule } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Download, Ellipsis, Plus, SearchX, Trash2, Upload } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { useCustomFields } from "../../app/custom-fields.ts";
import { DealViews } from "../../app/deal-views.tsx";
import { format } from "../../app/format.ts";
import { kindIcon } from "../../app/kind-icon.ts";
import { ListNotice } from "../../app/list-notice.tsx";
import { changedSearch, listSearch, type ListSearch } from "../../app/list-search.ts";
import { listRoutes, recordRoutes, type PageKind } from "../../app/record-route.ts";
import { useStages } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { useSelection } from "./bulk/use-selection.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { shownColumns } from "./kinds.ts";
import { ListFilters } from "./list-filters.tsx";
import { isFiltered, listQuery, sortOf } from "./list-query.ts";
import { ListTable } from "./list-table.tsx";
import { ListTotals } from "./list-totals.tsx";
import { words } from "./texts.ts";
import { useTypedSearch } from "../../app/use-typed-search.ts";
import { useWindow } from "./use-window.ts";
import { columnsIn, filterIn, shapeOf } from "./views/list-view.ts";

const ActionDialog = whenOpened(async () => (await import("../../ui/action-dialog.tsx")).ActionDialog);
const BehindFigure = whenOpened(async () => (await import("./behind-figure.tsx")).BehindFigure);
const ExportDialog = whenOpened(async () => (await import("./export-dialog.tsx")).ExportDialog);
const FilterDialog = whenOpened(async () => (await import("./views/filter-dialog.tsx")).FilterDialog);
const FilterChips = whenOpened(async () => (await import("./views/filter-chips.tsx")).FilterChips);
const ColumnsDialog = whenOpened(async () => (await import("./views/columns-dialog.tsx")).ColumnsDialog);
const ViewsBar = whenOpened(async () => (await import("./views/views-bar.tsx")).ViewsBar);
const IgnoredBanner = whenOpened(async () => (await import("./views/ignored-banner.tsx")).IgnoredBanner);
const BulkBar = whenOpened(async () => (await import("./bulk/bulk-bar.tsx")).BulkBar);

type SearchChange = Partial<Record<keyof ListSearch, string | boolean | undefined>>;

export const ListPage = ({ kind }: { readonly kind: PageKind }) => {
  const desk = useIsDesk();
  const navigate = useNavigate();
  const given = useSearch({ strict: false });
  const address = useMemo(() => listSearch(given), [given]);
  const show = useCallback((next: ListSearch | SearchChange) => void navigate({ to: listRoutes[kind], search: listSearch({ ...next }), replace: true }), [navigate, kind]);
  const say = useCallback((q: string | undefined) => show(changedSearch(address, { q })), [show, address]);
  const { search, type } = useTypedSearch(address, say);
  const change = useCallback((part: SearchChange) => show(changedSearch(search, part)), [show, search]);
  const stages = useStages();
  const me = useUser()?.id ?? "";
  const today = format.today(useNow());
  const looking = useMemo(() => ({ me, today }), [me, today]);
  const query = useMemo(() => listQuery(kind, search, looking), [kind, search, looking]);
  const list = useWindow(query);
  const { count, complete, beyond, loading } = list;
  const [open, setOpen] = useState<"filter" | "columns" | "export" | "more">();
  const [choosing, setChoosing] = useState(false);
  const selection = useSelection(query);
  const custom = useCustomFields(kind);
  const chosen = useMemo(() => columnsIn(kind, search.columns), [kind, search.columns]);
  const shown = useMemo(() => shownColumns(kind, custom, chosen), [kind, custom, chosen]);
  const { rule } = filterIn(kind, search.filter);
  const bin = search.bin === true;
  const title = bin ? words.list.binTitle(kind) : words.list.title[kind];
  useTitle(title);

  const close = () => setOpen(undefined);
  const filterBy = (next: Rule | undefined) => change({ filter: next && writeRule(next) });
  const openRecord = useCallback((id: string) => void navigate({ to: recordRoutes[kind], params: { id } }), [navigate, kind]);
  const stopChoosing = () => {
    selection.clear();
    setChoosing(false);
  };
  // On a phone what is chosen takes the place of what chooses what is shown.
  const narrow = !desk && choosing;
  const { by, descending = false } = sortOf(kind, search);
  const filtered = isFiltered(kind, search);
  const create = <Button variant="primary" icon={Plus} aria-label={words.list.create(kind)} onClick={() => change({ create: true })}>{desk ? words.list.create(kind) : words.list.createShort}</Button>;
  // Beside the ways to look at deals a phone has no room for words and seldom deeds.
  const narrowHead = !desk && kind === "deal";
  const createHere = narrowHead ? <IconButton icon={Plus} tone="primary" label={words.list.create(kind)} onClick={() => change({ create: true })} /> : create;
  const empty = bin
    ? <EmptyState icon={Trash2} title={words.list.binEmpty}>{words.list.binEmptyDetail}</EmptyState>
    : filtered
      ? <EmptyState icon={SearchX} title={words.list.noneFound} action={<Button onClick={() => show({})}>{words.list.clear}</Button>}>{words.list.noneFoundDetail}</EmptyState>
      : <EmptyState icon={kindIcon[kind]} title={words.list.empty(kind)} action={<div className="flex flex-wrap justify-center gap-2">{create}<Link to="/import" className={buttonClass()}><Upload aria-hidden className="size-4" />{words.list.import}</Link></div>}>{words.list.emptyDetail[kind]}</EmptyState>;
  const seldom = [
    // What there nearly always is has its room before it is known: nothing jumps when the rows come.
    ...(count > 0 || loading ? [{ id: "export", label: words.list.export, icon: Download, disabled: loading, onSelect: () => setOpen("export") }] : []),
    { id: "bin", label: words.list.bin, icon: Trash2, disabled: false, onSelect: () => change({ bin: true }) },
  ];
  const actions = (
    <>
      {kind === "deal" && <DealViews search={search} />}
      {narrowHead ? <IconButton icon={Ellipsis} label={words.list.more} aria-haspopup="dialog" onClick={() => setOpen("more")} /> : seldom.map(({ id, label, icon, disabled, onSelect }) => <IconButton key={id} icon={icon} label={label} disabled={disabled} onClick={onSelect} />)}
      {createHere}
    </>
  );
  return (
    <Page fill>
      <PageHeader
        title={title}
        back={bin ? <IconButton icon={ArrowLeft} label={words.list.leaveBin} onClick={() => change({ bin: undefined })} /> : undefined}
        detail={loading ? "\u00a0" : <ListTotals kind={kind} count={count} query={query} part={beyond !== undefined} />}
        actions={bin ? undefined : actions}
      />
      {!bin && !narrow && <ViewsBar kind={kind} search={search} onShow={show} />}
      {!narrow && <ListFilters kind={kind} search={search} stages={stages} custom={custom} onChoose={bin || (count === 0 && !loading) ? undefined : () => setChoosing(true)} onOpen={setOpen} onType={type} onChange={change} />}
      {rule !== undefined && !narrow && <FilterChips kind={kind} custom={custom} rule={rule} onOpen={() => setOpen("filter")} onChange={filterBy} />}
      <IgnoredBanner kind={kind} search={search} onShow={show} />
      <ListNotice complete={complete} loading={loading} beyond={beyond} kinds={[kind]} instead={search.counted === true && (kind === "deal" || kind === "lead") ? <BehindFigure kind={kind} rule={shapeOf(kind, search).rule} offline={beyond === "offline"} /> : undefined} />
      {(selection.rows.length > 0 || narrow) && <BulkBar kind={kind} rows={selection.rows} count={count} onAll={selection.all} onClear={stopChoosing} />}
      {loading ? (
        <Skeleton lines={8} boxed />
      ) : count === 0 ? (
        complete || filtered || beyond !== undefined ? empty : <Skeleton lines={8} boxed />
      ) : (
        <ListTable
          kind={kind} title={title} window={list} query={query} stages={stages} shown={shown} chosen={chosen !== undefined} bin={bin} onOpen={openRecord}
          selection={!bin && (desk || choosing) ? selection : undefined}
          sort={{ key: by, direction: descending ? "descending" : "ascending" }} onSort={({ key, direction }) => change({ sort: key, descending: direction === "descending" })}
          restoreKey={`${kind} ${JSON.stringify({ ...search, create: undefined })}`}
        />
      )}
      {open === "more" && <ActionDialog title={title} items={seldom} onClose={close} />}
      {open === "export" && <ExportDialog kind={kind} query={query} count={count} complete={complete && beyond === undefined} onClose={close} />}
      {open === "filter" && <FilterDialog kind={kind} custom={custom} rule={rule} query={query} looking={looking} onApply={filterBy} onClose={close} />}
      {open === "columns" && <ColumnsDialog kind={kind} custom={custom} shown={shown} onApply={(names) => change({ columns: names?.join(" ") })} onClose={close} />}
      <CreateDialog kind={kind} open={search.create === true} onClose={() => change({ create: undefined })} onMade={openRecord} />
    </Page>
  );
};
