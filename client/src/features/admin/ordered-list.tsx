// A list that a person puts in order: dragged by mouse or touch, or moved by buttons, which the keyboard reaches. What
// stands in a line is the caller's. Invariant: whatever moves, every id is in the new order once.
import { DndContext, PointerSensor, TouchSensor, closestCenter, useDraggable, useDroppable, useSensor, useSensors } from "@dnd-kit/core";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useState, type ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { movedTo } from "./moved-to.ts";
import { words } from "./texts.ts";

export interface OrderedItem { readonly id: string; readonly name: string; readonly content: ReactNode; readonly actions?: ReactNode }
export type OrderedListProps = { readonly label: string; readonly items: readonly OrderedItem[]; /** All ids in their new order. */ readonly onOrder: (ids: readonly string[]) => void };

export const OrderedList = ({ label, items, onOrder }: OrderedListProps) => {
  const [said, setSaid] = useState("");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }), useSensor(TouchSensor, { activationConstraint: { delay: 150, tolerance: 8 } }));
  const ids = items.map(({ id }) => id);
  const move = (id: string, to: number) => {
    const next = movedTo(ids, id, to);
    if (next === ids) return;
    setSaid(words.moved(items.find((item) => item.id === id)?.name ?? "", next.indexOf(id) + 1));
    onOrder(next);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={({ active, over }) => over !== null && move(String(active.id), ids.indexOf(String(over.id)))}>
      <ol aria-label={label}>
        {items.map((item, at) => <Line key={item.id} item={item} first={at === 0} last={at === items.length - 1} onMove={(by) => move(item.id, at + by)} />)}
      </ol>
      <p role="status" className="sr-only">{said}</p>
    </DndContext>
  );
};

const Line = ({ item, first, last, onMove }: { readonly item: OrderedItem; readonly first: boolean; readonly last: boolean; readonly onMove: (by: 1 | -1) => void }) => {
  const { setNodeRef: setDrop, isOver } = useDroppable({ id: item.id });
  const { setNodeRef: setDrag, listeners, transform, isDragging } = useDraggable({ id: item.id });
  return (
    <li
      ref={(element) => {
        setDrop(element);
        setDrag(element);
      }}
      style={transform === null ? undefined : { transform: `translateY(${transform.y}px)` }}
      className={classNames("relative flex min-h-14 items-center gap-1 border-b border-line bg-surface px-2 py-1.5 last:border-b-0", isDragging && "z-10 rounded-card shadow-high", isOver && !isDragging && "bg-hover")}
    >
      {/* By keyboard the buttons at the end do the same. */}
      <span {...listeners} aria-hidden title={words.drag(item.name)} className="flex size-touch shrink-0 cursor-grab touch-none items-center justify-center text-ink-faint desk:size-control"><GripVertical className="size-4" /></span>
      <div className="min-w-0 flex-1">{item.content}</div>
      <IconButton icon={ArrowUp} label={words.up(item.name)} disabled={first} onClick={() => onMove(-1)} />
      <IconButton icon={ArrowDown} label={words.down(item.name)} disabled={last} onClick={() => onMove(1)} />
      {item.actions}
    </li>
  );
};
