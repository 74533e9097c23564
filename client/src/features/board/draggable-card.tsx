// A card that can be moved: dragged anywhere by mouse or, after a long press, by touch; lifted by its grip with the
// keyboard; or sent by its menu.
import { useDraggable } from "@dnd-kit/core";
import type { Row } from "@outrider/shared/projection";
import { useMemo, type KeyboardEventHandler } from "react";
import { classNames } from "../../ui/class-names.ts";
import { BoardCard, type CardFace } from "./board-card.tsx";
import { words } from "./texts.ts";

export const DraggableCard = ({ onMove, ...face }: CardFace & { readonly onMove: (row: Row) => void }) => {
  const { row } = face;
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({ id: row.id, data: { row } });
  // The keyboard lifts by the grip alone: on the card, Enter opens the deal.
  const { onKeyDown, ...byHand } = listeners ?? {};
  const described = attributes["aria-describedby"];
  // The same as long as nothing of it changes: whatever is lifted or let go of tells all cards, which then look the same.
  const grip = useMemo(
    () => ({ ref: setActivatorNodeRef, "aria-label": words.lift(row.title), "aria-describedby": described, onKeyDown: onKeyDown as KeyboardEventHandler<HTMLButtonElement> | undefined }),
    [setActivatorNodeRef, row.title, described, onKeyDown],
  );
  return (
    <div ref={setNodeRef} {...byHand} data-card={row.id} className={classNames("h-full touch-manipulation select-none", isDragging && "opacity-40")}>
      <BoardCard {...face} onMove={onMove} grip={grip} />
    </div>
  );
};

/** The row of what is being dragged. */
export const rowOfDrag = (active: { readonly data: { readonly current?: Readonly<Record<string, unknown>> | undefined } }): Row | undefined => active.data.current?.["row"] as Row | undefined;
