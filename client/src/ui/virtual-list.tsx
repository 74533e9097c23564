// Owns a list of any length: a table with a header where there is room, rows of two lines on a phone. Invariant: only
// what can be seen is in the page; one Tab stop, arrows move from row to row. Rows may be missing (not loaded yet) and
// are then drawn as their outline. Does not know where rows come from, nor the router.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { pixelsPerRem } from "../platform/media-query.ts";
import type { CellEditing } from "./cell-editing.ts";
import type { Column, Sort } from "./column.ts";
import type { Choosing } from "./row-choice.tsx";
import { useIsDesk } from "./use-is-desk.ts";
import { useQuiet } from "./use-quiet.ts";
import { VirtualHeader } from "./virtual-header.tsx";
import { VirtualRow } from "./virtual-row.tsx";

export type VirtualListProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** What stands on this line in place of a row: the head of the rows below it. */
  readonly headAt?: ((index: number) => ReactNode) | undefined;
  readonly rowKey: (row: Row) => string;
  readonly hrefFor: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  readonly sort?: Sort | undefined;
  readonly onSort?: ((sort: Sort) => void) | undefined;
  /** Called with the rows in view (and some around them), end not included: load these. */
  readonly onRange?: ((start: number, end: number) => void) | undefined;
  /** Lists with the same key come back where they were left. */
  readonly restoreKey?: string | undefined;
  /** On a desk: cells that can be edited in place. */
  readonly editing?: CellEditing<Row> | undefined;
  /** Rows can be chosen: by their boxes, and by the key x. */
  readonly choosing?: Choosing<Row> | undefined;
  /** On a desk: rows can be looked into beside the list, by Space or their button. */
  readonly peeking?: Peeking<Row> | undefined;
};

export type Peeking<Row> = {
  readonly label: (row: Row) => string;
  readonly isOn: (row: Row) => boolean;
  readonly onPeek: (row: Row, index: number) => void;
  /** The focus has come to a row. */
  readonly onRow: (row: Row, index: number) => void;
};

const offsets = new Map<string, number>();
const rowRem = { desk: 2.5, phone: 4 } as const;
/** So many columns share the width there is; beyond, each has this much. */
const FIT = 8;
const EACH_REM = 8;
/** Rows that are drawn beyond those in view: few at first. */
const AROUND = 12;
const AROUND_AT_FIRST = 3;
const noHead = (): ReactNode => undefined;
const jumps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity } as const;

export const VirtualList = <Row,>({ label, columns, count, rowAt, headAt = noHead, rowKey, hrefFor, onOpen, sort, onSort, onRange, restoreKey, editing: given, choosing, peeking: peekable }: VirtualListProps<Row>) => {
  const desk = useIsDesk();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const editing = desk ? given : undefined;
  const peeking = desk ? peekable : undefined;
  /** The cell the focus is in or goes to; the title's where there is none. */
  const [column, setColumn] = useState<string>();
  /** The cell that is being edited, by the key of its row. */
  const [edited, setEdited] = useState<{ readonly row: string; readonly column: string }>();
  const moving = useRef(false);
  const rowHeight = rowRem[desk ? "desk" : "phone"] * pixelsPerRem();
  const headerHeight = desk ? rowHeight : 0;
  const quiet = useQuiet(true);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: quiet ? AROUND : AROUND_AT_FIRST,
    scrollPaddingStart: headerHeight,
    initialOffset: restoreKey === undefined ? 0 : (offsets.get(restoreKey) ?? 0),
  });
  const measured = useRef(rowHeight);
  useEffect(() => {
    if (measured.current === rowHeight) return;
    measured.current = rowHeight;
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (end > start) onRange?.(start, end);
  }, [onRange, start, end]);

  const isHead = (index: number): boolean => headAt(index) !== undefined;
  const inView = active >= start && active < end && !isHead(active);
  const stop = inView ? active : (items.find(({ index }) => !isHead(index))?.index ?? start);
  useEffect(() => {
    if (!moving.current) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`);
    const place = (column !== undefined && row?.querySelector<HTMLElement>(`[data-column="${column}"]`)) || row?.querySelector<HTMLElement>("a");
    if (place === null || place === undefined) return; // Not drawn yet: the next range draws it.
    moving.current = false;
    place.focus({ preventScroll: true });
  }, [active, column, edited, start, end]);

  const titleKey = columns.find(({ phone }) => phone === "title")?.key;
  const focusCell = (key: string | undefined) => {
    moving.current = true;
    setColumn(key === titleKey ? undefined : key);
  };
  /** The column beside one, among those that `fits`; undefined at the end. */
  const beside = (key: string | undefined, back: boolean, fits: (column: Column<Row>) => boolean): string | undefined => {
    const at = columns.findIndex((one) => one.key === (key ?? titleKey));
    const others = back ? columns.slice(0, Math.max(0, at)).toReversed() : columns.slice(at + 1);
    return others.find(fits)?.key;
  };
  const startEdit = (row: Row, index: number, key: string) => {
    if (editing === undefined || !editing.canEdit(key)) return false;
    setActive(index);
    setColumn(key);
    setEdited({ row: rowKey(row), column: key });
    editing.onRow(row, index);
    return true;
  };
  const endEdit = (key: string, byKeyboard: boolean) => {
    setEdited((now) => (now?.column === key ? undefined : now));
    if (byKeyboard) focusCell(key);
  };
  /** Answers whether the key was for the cell. */
  const onCellKey = (event: KeyboardEvent, row: Row | undefined, here: string | undefined): boolean => {
    const key = here ?? titleKey;
    if (row === undefined || key === undefined) return false;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const next = beside(key, event.key === "ArrowLeft", () => true);
      if (next !== undefined) focusCell(next);
    } else if (event.key === "F2" || (event.key === "Enter" && here !== undefined)) {
      if (!startEdit(row, active, key)) return false;
    } else return false;
    event.preventDefault();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.closest("dialog") !== null) return;
    const at = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
    const here = target.closest<HTMLElement>("[data-column]")?.dataset["column"];
    const row = at === undefined ? undefined : rowAt(Number(at));
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (row !== undefined && bare && ((event.key === "x" && choosing !== undefined) || (event.key === " " && peeking !== undefined && target.tagName !== "BUTTON"))) {
      event.preventDefault();
      if (event.key === "x") choosing?.onToggle(row, Number(at), false);
      else peeking?.onPeek(row, Number(at));
      return;
    }
    if (at !== undefined && editing !== undefined && onCellKey(event, rowAt(Number(at)), here)) return;
    if (at === undefined || count === 0 || !(event.key in jumps)) return;
    event.preventDefault();
    const jump = jumps[event.key as keyof typeof jumps];
    let next = Math.min(count - 1, Math.max(0, Number(at) + jump));
    // A head is passed over; the first line may be one.
    if (isHead(next)) next += jump > 0 || next === 0 ? 1 : -1;
    moving.current = true;
    setActive(next);
    virtualizer.scrollToIndex(next);
  };
  const open = (row: Row) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return; // A new tab is the browser's affair.
    event.preventDefault();
    onOpen(row);
  };
  const tracks = [...(choosing === undefined ? [] : ["1.25rem"]), ...columns.map((column) => column.width)].join(" ");
  // More than fit beside one another: the table scrolls sideways too.
  const minWidth = desk && columns.length > FIT ? `${columns.length * EACH_REM}rem` : undefined;
  return (
    <div
      ref={box}
      role="table"
      aria-label={label}
      aria-rowcount={count + (desk ? 1 : 0)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const row = event.target.closest<HTMLElement>("[data-row]")?.dataset["row"];
        if (row !== undefined && Number(row) !== active) editing?.onLeave();
        const shown = row === undefined ? undefined : rowAt(Number(row));
        if (shown !== undefined) peeking?.onRow(shown, Number(row));
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) editing?.onLeave();
      }}
      onScroll={(event) => {
        if (restoreKey !== undefined) offsets.set(restoreKey, event.currentTarget.scrollTop);
      }}
      className="min-h-0 flex-1 overflow-auto overscroll-contain border-t border-line bg-surface desk:rounded-t-card desk:border-x"
    >
      {desk && <VirtualHeader minWidth={minWidth} columns={columns} tracks={tracks} sort={sort} onSort={onSort} all={choosing?.all} />}
      <div role="rowgroup" className="relative w-full" style={{ height: virtualizer.getTotalSize(), minWidth }}>
        {items.map((item) => {
          const head = headAt(item.index);
          if (head !== undefined) {
            return (
              <div key={`head-${item.index}`} role="row" aria-rowindex={item.index + (desk ? 2 : 1)} style={{ transform: `translateY(${item.start}px)` }} className="absolute top-0 start-0 flex h-row w-full border-b border-line bg-sunken px-4 desk:px-3">
                <div role="rowheader" aria-colspan={desk ? columns.length + (choosing === undefined ? 0 : 1) : undefined} className="flex min-w-0 flex-1 items-center gap-2.5 text-body">{head}</div>
              </div>
            );
          }
          const row = rowAt(item.index);
          return (
            <VirtualRow
              key={row === undefined ? `empty-${item.index}` : rowKey(row)}
              row={row}
              index={item.index}
              top={item.start}
              desk={desk}
              columns={columns}
              tracks={tracks}
              tabStop={item.index === stop}
              href={row === undefined ? "" : hrefFor(row)}
              onOpen={row === undefined ? undefined : open(row)}
              onFocus={() => {
                setActive(item.index);
                setColumn(undefined);
              }}
              choice={choosing === undefined || row === undefined ? undefined : { label: choosing.label(row), checked: choosing.isChosen(row), onToggle: (through) => choosing.onToggle(row, item.index, through) }}
              peek={peeking === undefined || row === undefined ? undefined : { label: peeking.label(row), on: peeking.isOn(row), onPeek: () => peeking.onPeek(row, item.index) }}
              cells={editing === undefined || row === undefined ? undefined : {
                edited: edited?.row === rowKey(row) ? edited.column : undefined,
                onFocus: (key) => {
                  setActive(item.index);
                  setColumn(key);
                },
                onEdit: (key) => void startEdit(row, item.index, key),
                editor: (key) => editing.editor(row, key, {
                  onDone: (byKeyboard) => endEdit(key, byKeyboard),
                  onTab: (back) => {
                    const next = beside(key, back, (one) => editing.canEdit(one.key));
                    if (next === undefined) endEdit(key, true);
                    else startEdit(row, item.index, next);
                  },
                }),
              }}
            />
          );
        })}
      </div>
    </div>
  );
};
