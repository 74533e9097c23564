// One row of a list, as a line of a table or as two lines on a phone. The link of its title covers the whole row.
import type { MouseEvent, ReactNode } from "react";
import { PanelRight } from "lucide-react";
import { classNames } from "./class-names.ts";
import { RowChoice, type RowChoiceProps } from "./row-choice.tsx";
import { SkeletonBar } from "./skeleton.tsx";
import type { Column } from "./column.ts";

export type VirtualRowProps<Row> = {
  readonly row: Row | undefined;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly desk: boolean;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly tabStop: boolean;
  readonly href: string;
  readonly onOpen: ((event: MouseEvent) => void) | undefined;
  readonly onFocus: () => void;
  /** Where rows can be chosen. */
  readonly choice?: Omit<RowChoiceProps, "desk"> | undefined;
  /** On a desk, where a row can be looked into beside the list. */
  readonly peek?: { readonly label: string; readonly on: boolean; readonly onPeek: () => void } | undefined;
  /** On a desk, where cells can be edited: the title alone is the link then, and each other cell can have the focus. */
  readonly cells?: RowCells | undefined;
};

export type RowCells = {
  /** The column that is being edited. */
  readonly edited: string | undefined;
  readonly onFocus: (column: string) => void;
  readonly onEdit: (column: string) => void;
  readonly editor: (column: string) => ReactNode;
};

/** Shown where the pointer or the focus is; by keyboard the list has a key of its own for it. */
const PeekButton = ({ label, on, onPeek }: { readonly label: string; readonly on: boolean; readonly onPeek: () => void }) => (
  <button
    type="button" tabIndex={-1} aria-label={label} title={label} aria-pressed={on} onClick={onPeek}
    className={classNames("relative z-10 flex size-7 shrink-0 items-center justify-center rounded-control text-ink-muted hover:bg-chip hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 group-focus-within:opacity-100", on ? "opacity-100" : "opacity-0")}
  >
    <PanelRight aria-hidden className="size-4" />
  </button>
);

export const VirtualRow = <Row,>({ row, index, top, desk, columns, tracks, tabStop, href, onOpen, onFocus, choice, peek, cells }: VirtualRowProps<Row>) => {
  const link = (content: ReactNode) => (
    <a href={href} tabIndex={tabStop ? 0 : -1} onClick={onOpen} onFocus={onFocus} className="block truncate font-medium text-ink no-underline outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus">
      {content}
    </a>
  );
  const frame = {
    role: "row",
    "data-row": index,
    "aria-rowindex": index + (desk ? 2 : 1),
    style: { transform: `translateY(${top}px)`, ...(desk ? { gridTemplateColumns: tracks } : {}) },
    className: classNames("group absolute top-0 start-0 h-row w-full items-center gap-3 border-b border-line px-4 hover:bg-hover desk:px-3", (choice?.checked === true || peek?.on === true) && "bg-hover", cells?.edited !== undefined && "z-20", desk ? "grid" : "flex"),
  };
  if (desk) {
    return (
      <div {...frame} aria-selected={choice?.checked}>
        {choice !== undefined && <div role="cell" className="flex h-full items-center"><RowChoice desk {...choice} /></div>}
        {columns.map((column) => {
          const title = column.phone === "title";
          const edited = cells?.edited === column.key;
          const own = cells === undefined ? {} : {
            "data-column": title ? undefined : column.key,
            tabIndex: title ? undefined : -1,
            onFocus: title || edited ? undefined : () => cells.onFocus(column.key),
            onDoubleClick: edited ? undefined : () => cells.onEdit(column.key),
          };
          return (
            <div
              key={column.key} role="cell" {...own}
              className={classNames("figures min-w-0 text-body text-ink-muted", column.align === "end" && "text-end", !edited && "truncate", cells !== undefined && "relative flex h-full items-center focus-inset focus-visible:outline-2 focus-visible:outline-focus", cells !== undefined && column.align === "end" && "justify-end")}
            >
              {row === undefined ? <SkeletonBar width="60%" /> : edited ? (
                <div className={classNames("absolute top-0 z-20 min-w-[max(100%,10rem)] rounded-control bg-raised px-0.5 text-start shadow-high", column.align === "end" ? "end-0" : "start-0")}>{cells.editor(column.key)}</div>
              ) : title ? (cells === undefined ? link(column.cell(row)) : <><div className="min-w-0 flex-1">{link(column.cell(row))}</div>{peek !== undefined && <PeekButton {...peek} />}</>) : cells === undefined ? column.cell(row) : <span className="min-w-0 truncate">{column.cell(row)}</span>}
            </div>
          );
        })}
      </div>
    );
  }
  if (row === undefined) {
    return (
      <div {...frame}>
        <div role="cell" className="flex w-full flex-col gap-2.5"><SkeletonBar width="55%" /><SkeletonBar width="35%" /></div>
      </div>
    );
  }
  const title = columns.find((column) => column.phone === "title");
  const details = columns.filter((column) => column.phone === "detail");
  const ends = columns.filter((column) => column.phone === "end");
  return (
    <div {...frame}>
      {choice !== undefined && <div role="cell" className="flex"><RowChoice desk={false} {...choice} /></div>}
      <div role="cell" className="flex min-w-0 flex-1 flex-col">
        {title !== undefined && link(title.cell(row))}
        <span className="figures flex min-w-0 gap-1.5 truncate text-small text-ink-muted">
          {details.map((column, at) => (
            <span key={column.key} className={at === 0 ? "truncate" : "shrink-0 empty:hidden before:me-1.5 before:content-['·']"}>{column.cell(row)}</span>
          ))}
        </span>
      </div>
      {ends.map((column) => <div key={column.key} role="cell" className="figures shrink-0 text-end text-small font-medium text-ink">{column.cell(row)}</div>)}
    </div>
  );
};
