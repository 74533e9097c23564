// The head of a list as a table; a column that can be sorted is a button.
import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "./class-names.ts";
import type { Column, Sort } from "./column.ts";
import { type Choosing, RowChoice } from "./row-choice.tsx";

export type VirtualHeaderProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly minWidth: string | undefined;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly all: Choosing<Row>["all"] | undefined;
};

export const VirtualHeader = <Row,>({ columns, tracks, minWidth, sort, onSort, all }: VirtualHeaderProps<Row>) => (
  <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-sunken" style={{ minWidth }}>
    <div role="row" aria-rowindex={1} className="grid h-row items-center gap-3 px-3" style={{ gridTemplateColumns: tracks }}>
      {all !== undefined && <div role="columnheader" className="flex h-full items-center"><RowChoice desk label={all.label} checked={all.state === "all"} mixed={all.state === "some"} onToggle={all.onToggle} /></div>}
      {columns.map((column) => {
        const sorted = sort?.key === column.key ? sort.direction : undefined;
        const Arrow = sorted === "descending" ? ArrowDown : ArrowUp;
        return (
          <div key={column.key} role="columnheader" aria-sort={sorted} className={classNames("min-w-0 text-small font-medium text-ink-muted", column.align === "end" && "text-end")}>
            {column.sortable === true && onSort !== undefined ? (
              <button
                type="button"
                onClick={() => onSort({ key: column.key, direction: sorted === "ascending" ? "descending" : "ascending" })}
                className="-mx-1 inline-flex max-w-full items-center gap-1 rounded-small px-1 py-1 hover:text-ink"
              >
                <span className="truncate">{column.header}</span>
                {sorted !== undefined && <Arrow aria-hidden className="size-3.5 shrink-0" />}
              </button>
            ) : (
              <span className="block truncate">{column.header}</span>
            )}
          </div>
        );
      })}
    </div>
  </div>
);
