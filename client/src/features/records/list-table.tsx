// The rows of a list: drawn by window, edited in place, chosen, and on a desk looked into beside the list.
import type { Row } from "@outrider/shared/projection";
import { useCallback, useMemo, useRef, useState } from "react";
import { recordHref, type PageKind } from "../../app/record-route.ts";
import type { StageView } from "../../app/use-definitions.ts";
import type { Query } from "../../read/index.ts";
import type { CellEditing } from "../../ui/cell-editing.ts";
import type { Sort } from "../../ui/column.ts";
import type { Choosing } from "../../ui/row-choice.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { type Peeking, VirtualList } from "../../ui/virtual-list.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import type { Selection } from "./bulk/use-selection.ts";
import { chooseWords } from "./bulk/choose-texts.ts";
import type { Closing } from "./edit-cell.tsx";
import { GroupHead } from "./group-head.tsx";
import { groupedRows } from "./grouped-rows.ts";
import { canEditCell } from "./kinds.ts";
import { listColumns } from "./list-columns.tsx";
import { rememberOrder } from "./peek/list-order.ts";
import { peekWords } from "./peek/texts.ts";
import { useBaseCurrency } from "./use-base-currency.ts";
import { usePinnedRow } from "./use-pinned-row.ts";
import type { Window } from "./use-window.ts";

const CloseDialog = whenOpened(async () => (await import("../../app/close-dialog.tsx")).CloseDialog);
const EditCell = whenOpened(async () => (await import("./edit-cell.tsx")).EditCell);
const PeekPanel = whenOpened(async () => (await import("./peek/peek-panel.tsx")).PeekPanel);

/** Columns that have room beside a record. */
const BESIDE = 4;

export type ListTableProps = {
  readonly kind: PageKind;
  readonly title: string;
  readonly window: Window;
  readonly query: Query;
  readonly stages: readonly StageView[];
  /** Names of fields, and whether a person chose them. */
  readonly shown: readonly string[];
  readonly chosen: boolean;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly restoreKey: string;
  /** Rows of the bin are only to be opened. */
  readonly bin: boolean;
  /** undefined: rows are not being chosen. */
  readonly selection: Selection | undefined;
  readonly onOpen: (id: string) => void;
};

export const ListTable = ({ kind, title, window, query, stages, shown, chosen, sort, onSort, restoreKey, bin, selection, onOpen }: ListTableProps) => {
  const desk = useIsDesk();
  const { count, groups, rowAt: sortedRowAt, placeOf, onRange } = window;
  const lines = useMemo(() => groupedRows(count, groups), [count, groups]);
  const onLines = useCallback((start: number, end: number) => onRange(lines.rowAt(start), lines.rowAt(end)), [onRange, lines]);
  const { rowAt, view, pin, release } = usePinnedRow(sortedRowAt, placeOf);
  const [closing, setClosing] = useState<Closing>();
  const [peeked, setPeeked] = useState<string>();
  const currency = useBaseCurrency(view !== null);
  const narrow = desk && peeked !== undefined;
  const columns = useMemo(() => listColumns(kind, stages, desk, narrow ? shown.slice(0, BESIDE) : shown, chosen), [kind, stages, desk, narrow, shown, chosen]);
  const grouping = query.group?.by;
  const box = useRef<HTMLDivElement>(null);
  const closePeek = useCallback(() => {
    setPeeked(undefined);
    // Back to the row that was looked into.
    box.current?.querySelector<HTMLElement>('[data-row] a[tabindex="0"]')?.focus();
  }, []);
  const remember = (id: string) => rememberOrder({ kind, query, id, place: placeOf(id) ?? 0 });
  const open = (row: Row) => {
    // A thumb that is choosing chooses.
    if (selection !== undefined && !desk) return selection.toggle(row, placeOf(row.id) ?? 0, false);
    remember(row.id);
    onOpen(row.id);
  };
  const editing: CellEditing<Row> = {
    canEdit: (name) => canEditCell(kind, name),
    editor: (row, name, handle) => (view?.id === row.id ? <EditCell key={`${row.id} ${name}`} view={view} kind={kind} name={name} currency={currency} handle={handle} onClosing={setClosing} /> : null),
    onRow: (row, line) => pin(row, lines.rowAt(line)), onLeave: release,
  };
  const choosing: Choosing<Row> | undefined = selection && {
    isChosen: (row) => selection.has(row.id), label: (row) => chooseWords.choose(row.title), onToggle: (row, line, through) => selection.toggle(row, lines.rowAt(line), through),
    all: { label: chooseWords.chooseAll, state: selection.rows.length === 0 ? "none" : selection.rows.length >= count ? "all" : "some", onToggle: () => (selection.rows.length > 0 ? selection.clear() : void selection.all()) },
  };
  const peeking: Peeking<Row> = {
    label: (row) => peekWords.peek(row.title), isOn: (row) => row.id === peeked,
    onPeek: (row) => setPeeked((before) => (before === row.id ? undefined : row.id)),
    onRow: (row) => setPeeked((before) => (before === undefined ? undefined : row.id)),
  };
  return (
    <div className="-mx-4 flex min-h-0 flex-1 gap-3 desk:mx-0">
      <div ref={box} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <VirtualList
          label={title} columns={columns} count={lines.count} rowAt={(line) => rowAt(lines.rowAt(line))} onRange={onLines}
          headAt={grouping === undefined ? undefined : (line) => {
            const group = lines.headAt(line);
            return group === undefined ? undefined : <GroupHead kind={kind} by={grouping} group={group} />;
          }}
          rowKey={(row) => row.id} hrefFor={(row) => recordHref(kind, row.id)} onOpen={open}
          sort={sort} onSort={onSort} editing={bin ? undefined : editing} choosing={choosing} peeking={bin ? undefined : peeking} restoreKey={restoreKey}
        />
      </div>
      {desk && peeked !== undefined && <PeekPanel kind={kind} id={peeked} onClose={closePeek} onOpen={() => remember(peeked)} />}
      {closing !== undefined && <CloseDialog id={closing.id} stage={closing.stage} description={closing.title} onClose={() => setClosing(undefined)} />}
    </div>
  );
};
