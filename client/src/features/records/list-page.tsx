// The list of one kind of record: filtered and ordered by its address, drawn by window, with a way to make a new one.
import type { Row } from "@outrider/shared/projection";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Download, Plus, SearchX, Trash2, Upload } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useCustomFields } from "../../app/custom-fields.ts";
import { useUser } from "../../app/app-context.tsx";
import { DealViews } from "../../app/deal-views.tsx";
import { listSearch, type ListSearch } from "../../app/list-search.ts";
import { listRoutes, recordHref, recordRoutes, type PageKind } from "../../app/record-route.ts";
import { useStages } from "../../app/use-definitions.ts";
import { format } from "../../app/format.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { kindIcon } from "../../app/kind-icon.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import type { CellEditing } from "../../ui/cell-editing.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import type { Closing } from "./edit-cell.tsx";
import { GroupHead } from "./group-head.tsx";
import { groupedRows } from "./grouped-rows.ts";
import { canEditCell, shownColumns } from "./kinds.ts";
import { listColumns } from "./list-columns.tsx";
import { ListFilters } from "./list-filters.tsx";
import { ListNotice } from "../../app/list-notice.tsx";
import { isFiltered, listQuery, sortOf } from "./list-query.ts";
import { ListTotals } from "./list-totals.tsx";
import { words } from "./texts.ts";
import { useBaseCurrency } from "./use-base-currency.ts";
import { useTypedSearch } from "./use-typed-search.ts";
import { usePinnedRow } from "./use-pinned-row.ts";
import { useWindow } from "./use-window.ts";
import { columnsIn, filterIn } from "./views/list-view.ts";
import { writeRule } from "@outrider/shared/segments";
import type { Rule } from "@outrider/shared/schema";

const CloseDialog = whenOpened(async () => (await import("../../app/close-dialog.tsx")).CloseDialog);

const ExportDialog = whenOpened(async () => (await import("./export-dialog.tsx")).ExportDialog);

const EditCell = whenOpened(async () => (await import("./edit-cell.tsx")).EditCell);

const FilterDialog = whenOpened(async () => (await import("./views/filter-dialog.tsx")).FilterDialog);
const FilterChips = whenOpened(async () => (await import("./views/filter-chips.tsx")).FilterChips);
const ColumnsDialog = whenOpened(async () => (await import("./views/columns-dialog.tsx")).ColumnsDialog);
const ViewsBar = whenOpened(async () => (await import("./views/views-bar.tsx")).ViewsBar);
const IgnoredBanner = whenOpened(async () => (await import("./views/ignored-banner.tsx")).IgnoredBanner);

type SearchChange = Partial<Record<keyof ListSearch, string | boolean | undefined>>;

export const ListPage = ({ kind }: { readonly kind: PageKind }) => {
  const desk = useIsDesk();
  const navigate = useNavigate();
  const given = useSearch({ strict: false });
  const address = useMemo(() => listSearch(given), [given]);
  const say = useCallback((q: string | undefined) => void navigate({ to: listRoutes[kind], search: listSearch({ ...address, q }), replace: true }), [navigate, kind, address]);
  const { search, type } = useTypedSearch(address, say);
  const stages = useStages();
  const me = useUser()?.id ?? "";
  const today = format.today(useNow());
  const looking = useMemo(() => ({ me, today }), [me, today]);
  const query = listQuery(kind, search, looking);
  const { count, groups, complete, beyond, loading, rowAt: sortedRowAt, placeOf, onRange } = useWindow(query);
  const lines = useMemo(() => groupedRows(count, groups), [count, groups]);
  const onLines = useCallback((start: number, end: number) => onRange(lines.rowAt(start), lines.rowAt(end)), [onRange, lines]);
  const grouping = query.group?.by;
  const { rowAt, view, pin, release } = usePinnedRow(sortedRowAt, placeOf);
  const [exporting, setExporting] = useState(false);
  const [closing, setClosing] = useState<Closing>();
  const currency = useBaseCurrency(view !== null);
  const custom = useCustomFields(kind);
  const [choosing, setChoosing] = useState<"filter" | "columns">();
  const chosen = useMemo(() => columnsIn(kind, search.columns), [kind, search.columns]);
  const shown = useMemo(() => shownColumns(kind, custom, chosen), [kind, custom, chosen]);
  const columns = useMemo(() => listColumns(kind, stages, desk, shown, chosen !== undefined), [kind, stages, desk, shown, chosen]);
  const { rule } = filterIn(kind, search.filter);
  const bin = search.bin === true;
  const title = bin ? words.list.binTitle(kind) : words.list.title[kind];
  useTitle(title);

  const change = useCallback((part: SearchChange) => void navigate({ to: listRoutes[kind], search: listSearch({ ...search, ...part }), replace: true }), [navigate, kind, search]);
  const show = useCallback((next: ListSearch) => void navigate({ to: listRoutes[kind], search: listSearch({ ...next }), replace: true }), [navigate, kind]);
  const filterBy = (next: Rule | undefined) => change({ filter: next && writeRule(next) });
  const open = useCallback((id: string) => void navigate({ to: recordRoutes[kind], params: { id } }), [navigate, kind]);
  const { by, descending = false } = sortOf(kind, search);
  const editing: CellEditing<Row> = {
    canEdit: (name) => canEditCell(kind, name),
    editor: (row, name, handle) => (view?.id === row.id ? <EditCell key={`${row.id} ${name}`} view={view} kind={kind} name={name} currency={currency} handle={handle} onClosing={setClosing} /> : null),
    onRow: (row, line) => pin(row, lines.rowAt(line)), onLeave: release,
  };
  const filtered = isFiltered(kind, search);
  const create = <Button variant="primary" icon={Plus} aria-label={words.list.create(kind)} onClick={() => change({ create: true })}>{desk ? words.list.create(kind) : words.list.createShort}</Button>;
  // Beside the ways to look at deals a phone has no room for the word.
  const createHere = !desk && kind === "deal" ? <IconButton icon={Plus} tone="primary" label={words.list.create(kind)} onClick={() => change({ create: true })} /> : create;
  const empty = bin
    ? <EmptyState icon={Trash2} title={words.list.binEmpty}>{words.list.binEmptyDetail}</EmptyState>
    : filtered
      ? <EmptyState icon={SearchX} title={words.list.noneFound} action={<Button onClick={() => void navigate({ to: listRoutes[kind], search: {}, replace: true })}>{words.list.clear}</Button>}>{words.list.noneFoundDetail}</EmptyState>
      : <EmptyState icon={kindIcon[kind]} title={words.list.empty(kind)} action={<div className="flex flex-wrap justify-center gap-2">{create}<Link to="/import" className={buttonClass()}><Upload aria-hidden className="size-4" />{words.list.import}</Link></div>}>{words.list.emptyDetail[kind]}</EmptyState>;
  return (
    <Page fill>
      <PageHeader
        title={title}
        back={bin ? <IconButton icon={ArrowLeft} label={words.list.leaveBin} onClick={() => change({ bin: undefined })} /> : undefined}
        detail={loading ? undefined : <ListTotals kind={kind} count={count} query={query} part={beyond !== undefined} />}
        actions={bin ? undefined : <>{kind === "deal" && <DealViews search={search} />}{count > 0 && <IconButton icon={Download} label={words.list.export} onClick={() => setExporting(true)} />}<IconButton icon={Trash2} label={words.list.bin} onClick={() => change({ bin: true })} />{createHere}</>}
      />
      <ListFilters kind={kind} search={search} stages={stages} custom={custom} onOpen={setChoosing} onType={type} onChange={change} />
      {!bin && <ViewsBar kind={kind} search={search} onShow={show} />}
      {rule !== undefined && <FilterChips kind={kind} custom={custom} rule={rule} onOpen={() => setChoosing("filter")} onChange={filterBy} />}
      <IgnoredBanner kind={kind} search={search} onShow={show} />
      <ListNotice complete={complete} loading={loading} beyond={beyond} kinds={[kind]} />
      {loading ? (
        <Skeleton lines={8} boxed />
      ) : count === 0 ? (
        complete || filtered || beyond !== undefined ? empty : <Skeleton lines={8} boxed />
      ) : (
        <div className="-mx-4 flex min-h-0 flex-1 flex-col desk:mx-0">
          <VirtualList
            label={title} columns={columns} count={lines.count} rowAt={(line) => rowAt(lines.rowAt(line))} onRange={onLines}
            headAt={grouping === undefined ? undefined : (line) => {
              const group = lines.headAt(line);
              return group === undefined ? undefined : <GroupHead kind={kind} by={grouping} group={group} />;
            }}
            rowKey={(row) => row.id} hrefFor={(row) => recordHref(kind, row.id)} onOpen={(row) => open(row.id)}
            sort={{ key: by, direction: descending ? "descending" : "ascending" }}
            onSort={({ key, direction }) => change({ sort: key, descending: direction === "descending" })}
            editing={bin ? undefined : editing}
            restoreKey={`${kind} ${JSON.stringify({ ...search, create: undefined })}`}
          />
        </div>
      )}
      {closing !== undefined && <CloseDialog id={closing.id} stage={closing.stage} description={closing.title} onClose={() => setClosing(undefined)} />}
      {exporting && <ExportDialog kind={kind} query={query} count={count} complete={complete && beyond === undefined} onClose={() => setExporting(false)} />}
      {choosing === "filter" && <FilterDialog kind={kind} custom={custom} rule={rule} query={query} looking={looking} onApply={filterBy} onClose={() => setChoosing(undefined)} />}
      {choosing === "columns" && <ColumnsDialog kind={kind} custom={custom} shown={shown} onApply={(names) => change({ columns: names?.join(" ") })} onClose={() => setChoosing(undefined)} />}
      <CreateDialog kind={kind} open={search.create === true} onClose={() => change({ create: undefined })} onMade={open} />
    </Page>
  );
};
