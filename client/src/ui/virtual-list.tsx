// Owns a list of any length: a table with a header where there is room, rows of two lines on a phone. Invariant: only
// what can be seen is in the page; one Tab stop, arrows move from row to row. Rows may be missing (not loaded yet) and
// are then drawn as their outline. Does not know where rows come from, nor the router.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { pixelsPerRem } from "../platform/media-query.ts";
import type { Column, Sort } from "./column.ts";
import { useIsDesk } from "./use-is-desk.ts";
import { VirtualHeader } from "./virtual-header.tsx";
import { VirtualRow } from "./virtual-row.tsx";

export type VirtualListProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly hrefFor: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  readonly sort?: Sort | undefined;
  readonly onSort?: ((sort: Sort) => void) | undefined;
  /** Called with the rows in view (and some around them), end not included: load these. */
  readonly onRange?: ((start: number, end: number) => void) | undefined;
  /** Lists with the same key come back where they were left. */
  readonly restoreKey?: string | undefined;
};

const offsets = new Map<string, number>();
const rowRem = { desk: 2.5, phone: 4 } as const;
const jumps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity } as const;

export const VirtualList = <Row,>({ label, columns, count, rowAt, rowKey, hrefFor, onOpen, sort, onSort, onRange, restoreKey }: VirtualListProps<Row>) => {
  const desk = useIsDesk();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const moving = useRef(false);
  const rowHeight = rowRem[desk ? "desk" : "phone"] * pixelsPerRem();
  const headerHeight = desk ? rowHeight : 0;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headerHeight,
    initialOffset: restoreKey === undefined ? 0 : (offsets.get(restoreKey) ?? 0),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (end > start) onRange?.(start, end);
  }, [onRange, start, end]);

  const stop = active >= start && active < end ? active : start;
  useEffect(() => {
    if (!moving.current) return;
    const link = box.current?.querySelector<HTMLElement>(`[data-row="${active}"] a`);
    if (link === null || link === undefined) return; // Not drawn yet: the next range draws it.
    moving.current = false;
    link.focus({ preventScroll: true });
  }, [active, start, end]);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (at === undefined || count === 0 || !(event.key in jumps)) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, Number(at) + jumps[event.key as keyof typeof jumps]));
    moving.current = true;
    setActive(next);
    virtualizer.scrollToIndex(next);
  };
  const open = (row: Row) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return; // A new tab is the browser's affair.
    event.preventDefault();
    onOpen(row);
  };
  const tracks = columns.map((column) => column.width).join(" ");
  return (
    <div
      ref={box}
      role="table"
      aria-label={label}
      aria-rowcount={count + (desk ? 1 : 0)}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        if (restoreKey !== undefined) offsets.set(restoreKey, event.currentTarget.scrollTop);
      }}
      className="min-h-0 flex-1 overflow-auto overscroll-contain border-t border-line bg-surface desk:rounded-t-card desk:border-x"
    >
      {desk && <VirtualHeader columns={columns} tracks={tracks} sort={sort} onSort={onSort} />}
      <div role="rowgroup" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
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
              onFocus={() => setActive(item.index)}
            />
          );
        })}
      </div>
    </div>
  );
};
