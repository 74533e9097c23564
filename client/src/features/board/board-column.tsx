// One stage as a column: how many deals, what they are worth, and the cards that are in view. A column of any length
// keeps few cards in the page; the card being dragged stays, wherever the column is scrolled.
import { useDroppable } from "@dnd-kit/core";
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { useEffect, useId, useMemo } from "react";
import { type DealChoice, keptSearch } from "../../app/deal-choice.ts";
import { format } from "../../app/format.ts";
import type { ListSearch } from "../../app/list-search.ts";
import { daysInStage, isStagnant } from "../../app/stagnancy.ts";
import { sums } from "../../app/sums.ts";
import { useBaseTotals } from "../../app/use-base-totals.ts";
import type { StageView } from "../../app/use-definitions.ts";
import { useLiveQuery } from "../../read/index.ts";
import { classNames } from "../../ui/class-names.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { pixelsPerRem } from "../../ui/pixels-per-rem.ts";
import { useInPieces } from "../../ui/use-in-pieces.ts";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { columnQuery, countByRoot, objectionsQuery } from "./board-query.ts";
import { useCardWindow } from "./card-window.ts";
import { columnId } from "./drag-keys.ts";
import { DraggableCard } from "./draggable-card.tsx";
import { arrived, cardsOf, type Moves } from "./moves.ts";
import { words } from "./texts.ts";

/** Height of a card and the room below it, in rem. */
const cardRem = { desk: 7.25, phone: 7.75 } as const;
const GAP_REM = 0.5;

export type BoardColumnProps = {
  readonly stage: StageView;
  readonly choice: DealChoice;
  /** The address, for the list of all that a column does not show. */
  readonly search: ListSearch;
  readonly sort: string | undefined;
  readonly moves: Moves;
  readonly onArrived: (ids: readonly string[]) => void;
  readonly onMove: (row: Row) => void;
  readonly draggedId: string | undefined;
  /** ms */
  readonly now: number;
  /** Whether it is time to look for its deals. */
  readonly due: boolean;
  /** Whether its cards are within reach, and to be drawn. */
  readonly near: boolean;
  /** They are on the screen. */
  readonly onDrawn: () => void;
};

export const BoardColumn = ({ stage, choice, search, sort, moves, onArrived, onMove, draggedId, now, due, near, onDrawn }: BoardColumnProps) => {
  const id = useId();
  const desk = useIsDesk();
  const { rows: live, total, loading } = useLiveQuery(due ? columnQuery(stage, choice, sort) : null);
  const { rows, count } = useMemo(() => cardsOf(stage.id, live, total, moves), [stage.id, live, total, moves]);
  const drawn = useInPieces(!loading && near);
  useEffect(() => {
    if (drawn) onDrawn();
  }, [drawn, onDrawn]);
  const { rows: objections } = useLiveQuery(drawn && stage.outcome === "open" ? objectionsQuery(stage) : null);
  const against = useMemo(() => countByRoot(objections), [objections]);
  const here = arrived(stage.id, live, moves);
  useEffect(() => {
    if (here.length > 0) onArrived(here);
  });
  const today = format.today(now);
  const totals = useBaseTotals(today);
  const { setNodeRef, isOver } = useDroppable({ id: columnId(stage.id), data: { stage } });

  const rem = pixelsPerRem();
  const height = cardRem[desk ? "desk" : "phone"] * rem;
  const dragged = draggedId === undefined ? -1 : rows.findIndex((row) => row.id === draggedId);
  const step = height + GAP_REM * rem;
  const { box, indices, onScroll } = useCardWindow(rows.length, step, dragged);

  const { sums: money, lacks } = totals.read(sums(rows, "value"), 3);
  const beyond = count - rows.length;
  return (
    <section
      ref={setNodeRef} aria-labelledby={id} data-stage={stage.id}
      className={classNames(
        "flex h-full min-h-0 flex-col rounded-card border max-desk:rounded-none max-desk:border-0",
        isOver ? "border-accent bg-accent-soft" : "border-line bg-sunken max-desk:bg-canvas",
      )}
    >
      <header className="px-3 pt-2.5 pb-2 max-desk:px-4">
        <h2 id={id} className="flex items-baseline gap-2 text-body font-semibold">
          <span className="truncate">{stage.name}</span>
          <span className="figures rounded-pill bg-chip px-2 text-caption font-medium text-ink-muted"><span aria-hidden>{words.count(count)}</span><span className="sr-only">{words.deals(count)}</span></span>
        </h2>
        <p data-testid="column-total" className="figures min-h-[1.4em] truncate text-small text-ink-muted">{money.join(" + ")}{beyond > 0 && money.length > 0 && ` ${words.sumOf(rows.length)}`}{money.length > 0 && lacks !== "" && ` · ${lacks}`}</p>
      </header>
      <div ref={box} onScroll={onScroll} className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-y-contain px-2 pb-[max(0.5rem,var(--toasts))] max-desk:px-4">
        {loading ? <Skeleton lines={3} boxed /> : rows.length === 0 && (
          <p className="rounded-control border border-dashed border-line-strong px-3 py-6 text-center text-small text-ink-muted">{draggedId === undefined ? words.emptyColumn : words.dropHere}</p>
        )}
        <ul aria-labelledby={id} className="relative w-full" style={{ height: rows.length * step }}>
          {drawn && indices.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <li key={row.id} aria-setsize={rows.length} aria-posinset={index + 1} className="absolute top-0 start-0 w-full" style={{ height, transform: `translateY(${index * step}px)` }}>
                <DraggableCard row={row} objections={against.get(row.id) ?? 0} closed={stage.outcome !== "open"} now={now} today={today} stagnantDays={isStagnant(row, stage, now) ? daysInStage(row, now) : undefined} onMove={onMove} />
              </li>
            );
          })}
        </ul>
        {beyond > 0 && <Link to="/deals" search={{ ...keptSearch(search), stage: stage.id }} className="flex min-h-touch items-center justify-center text-small font-medium text-accent-ink">{words.more(beyond)}</Link>}
      </div>
    </section>
  );
};
