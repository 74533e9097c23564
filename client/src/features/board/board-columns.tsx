// The columns and what moves between them. On a desk side by side; on a phone one at a time, gone through by swiping or
// by the names above them. Invariant: a thumb that scrolls never lifts a card: that takes a press that stays.
import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, useSensor, useSensors, type Announcements, type DragEndEvent, type Over } from "@dnd-kit/core";
import type { Row } from "@outrider/shared/projection";
import { ArrowRight, Check, CircleDot, X } from "lucide-react";
import { useMemo, useReducer, useRef, useState } from "react";
import type { DealChoice } from "../../app/deal-choice.ts";
import { format } from "../../app/format.ts";
import type { ListSearch } from "../../app/list-search.ts";
import type { StageView } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useQuiet } from "../../ui/use-quiet.ts";
import { classNames } from "../../ui/class-names.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { BoardCard } from "./board-card.tsx";
import { BoardColumn } from "./board-column.tsx";
import { besideIt, overWhat, stageOfTarget } from "./drag-keys.ts";
import { rowOfDrag } from "./draggable-card.tsx";
import { StageChips } from "./stage-chips.tsx";
import { words } from "./texts.ts";
import { useBoardMoves } from "./use-board-moves.ts";

// Not needed before the board can be seen and moved on.
const CloseDialog = whenOpened(async () => (await import("../../app/close-dialog.tsx")).CloseDialog);
const ActionDialog = whenOpened(async () => (await import("../../ui/action-dialog.tsx")).ActionDialog);

const LONG_PRESS = { delay: 280, tolerance: 6 } as const;
const icons = { open: ArrowRight, won: Check, lost: X } as const;

export const BoardColumns = ({ stages, choice, search }: { readonly stages: readonly StageView[]; readonly choice: DealChoice; readonly search: ListSearch }) => {
  const desk = useIsDesk();
  const now = useNow();
  const { moves, settle, move, closing, doneClosing } = useBoardMoves();
  const [dragged, setDragged] = useState<Row>();
  const [choosing, setChoosing] = useState<Row>();
  const [at, setAt] = useState(0);
  const strip = useRef<HTMLDivElement>(null);
  // On a phone a column fills the screen: what the others count comes when there is nothing else to do, the cards of the next one
  // too, and those of the rest as they are gone to.
  const [furthest, setFurthest] = useState(0);
  const [begun, begin] = useReducer(() => true, false);
  const quiet = useQuiet(begun);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: LONG_PRESS }),
    useSensor(KeyboardSensor, { coordinateGetter: besideIt, scrollBehavior: "auto" }),
  );
  const stageOf = (id: string): StageView | undefined => stages.find((stage) => stage.id === id);
  const placeOf = (row: Row): string => moves.get(row.id)?.to ?? String(row.values["stage"]);

  const justLifted = useRef(false);
  const announcements = useMemo((): Announcements => {
    const title = (active: Parameters<typeof rowOfDrag>[0]): string => rowOfDrag(active)?.title ?? "";
    const named = (id: string | number): string => stages.find((stage) => stage.id === stageOfTarget(id))?.name ?? "";
    const overOr = (over: Over | null, is: (name: string) => string, otherwise: string): string => (over === null ? otherwise : is(named(over.id)));
    return {
      onDragStart: ({ active }) => {
        justLifted.current = true;
        return words.drag.lifted(title(active), named(String(rowOfDrag(active)?.values["stage"] ?? "")));
      },
      onDragOver: ({ active, over }) => {
        // It always lies over its own stage first, which has just been said.
        const said = justLifted.current && over !== null && stageOfTarget(over.id) === rowOfDrag(active)?.values["stage"];
        justLifted.current = false;
        return said ? undefined : overOr(over, (name) => words.drag.over(title(active), name), words.drag.overNothing(title(active)));
      },
      onDragEnd: ({ active, over }) => overOr(over, (name) => words.drag.dropped(title(active), name), words.drag.back(title(active))),
      onDragCancel: ({ active }) => words.drag.back(title(active)),
    };
  }, [stages]);

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const row = rowOfDrag(active);
    const stage = over === null ? undefined : stageOf(stageOfTarget(over.id));
    if (row !== undefined && stage !== undefined) void move(row, stage);
  };
  const goTo = (index: number) => strip.current?.children[index]?.scrollIntoView({ inline: "start", block: "nearest" });
  return (
    <DndContext
      sensors={sensors} collisionDetection={overWhat} accessibility={{ announcements, screenReaderInstructions: { draggable: words.drag.how } }}
      onDragStart={({ active }) => setDragged(rowOfDrag(active))} onDragEnd={onDragEnd} onDragCancel={() => setDragged(undefined)}
    >
      {!desk && <StageChips stages={stages} at={at} onChoose={goTo} />}
      <div
        ref={strip} data-testid="board"
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => {
          const place = Math.abs(scrollLeft) / Math.max(1, clientWidth);
          setAt(Math.round(place));
          setFurthest((before) => Math.max(before, Math.ceil(place)));
        }}
        className={classNames(
          "relative -mx-4 flex min-h-0 flex-1 overflow-x-auto overflow-y-hidden overscroll-x-contain desk:mx-0 desk:gap-3 desk:pb-4",
          dragged === undefined && "max-desk:snap-x max-desk:snap-mandatory max-desk:scroll-smooth", "max-desk:[scrollbar-width:none]",
        )}
      >
        {stages.map((stage, index) => (
          <div key={stage.id} className="h-full w-full shrink-0 snap-start max-desk:[content-visibility:auto] desk:w-auto desk:max-w-80 desk:min-w-60 desk:flex-1 desk:shrink-0">
            <BoardColumn stage={stage} choice={choice} search={search} sort={search.sort} moves={moves} onArrived={settle} onMove={setChoosing} draggedId={dragged?.id} now={now} due={desk || quiet || index <= furthest} near={desk || index <= furthest + (quiet ? 1 : 0)} onDrawn={begin} />
          </div>
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged !== undefined && <BoardCard row={dragged} objections={0} lifted closed={false} now={now} today={format.today(now)} stagnantDays={undefined} />}
      </DragOverlay>
      {choosing !== undefined && (
        <ActionDialog
          title={words.moveTo} description={choosing.title} onClose={() => setChoosing(undefined)}
          items={stages.map((stage) => {
            const current = placeOf(choosing) === stage.id;
            return { id: stage.id, label: stage.name, icon: current ? CircleDot : icons[stage.outcome], current, onSelect: () => void move(choosing, stage) };
          })}
        />
      )}
      {closing !== undefined && <CloseDialog id={closing.row.id} stage={closing.stage} description={closing.row.title} onClose={doneClosing} />}
    </DndContext>
  );
};
