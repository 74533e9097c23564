// Parts of a rule dragged by mouse or pen: a handle on each, and a line where it would come to stand. By keyboard and by touch their
// menus and Alt with the arrows do the same.
import { closestCenter, DndContext, DragOverlay, PointerSensor, useDraggable, useDroppable, useSensor, useSensors } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classNames } from "../../ui/class-names.ts";
import { placed } from "./rule-moves.ts";
import type { Group } from "./rule-tree.ts";
import { ruleWords as words } from "./texts.ts";

interface RuleDragProps { readonly onTree: (next: (before: Group) => Group) => void; readonly onMoved: (key: number) => void; readonly children: ReactNode }

export const RuleDrag = ({ onTree, onMoved, children }: RuleDragProps) => {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const [dragged, setDragged] = useState<string>();
  return (
    <DndContext
      sensors={sensors} collisionDetection={closestCenter} onDragStart={({ active }) => setDragged(String(active.data.current?.["label"]))} onDragCancel={() => setDragged(undefined)}
      onDragEnd={({ active, over }) => {
        setDragged(undefined);
        const { parent, at } = { ...over?.data.current };
        if (typeof parent !== "number" || typeof at !== "number") return;
        onTree((before) => placed(before, Number(active.id), parent, at));
        onMoved(Number(active.id));
      }}
    >
      {children}
      <DragOverlay dropAnimation={null}>{dragged !== undefined && <div className="inline-block rounded-card border border-accent bg-raised px-3 py-2 text-body font-medium shadow-high">{dragged}</div>}</DragOverlay>
    </DndContext>
  );
};

export const DragHandle = ({ part, label }: { readonly part: number; readonly label: string }) => {
  const { setNodeRef, listeners } = useDraggable({ id: part, data: { label } });
  return <span ref={setNodeRef} {...listeners} aria-hidden title={words.drag(label)} className="hidden w-6 shrink-0 cursor-grab touch-none items-center justify-center self-stretch text-ink-faint desk:flex"><GripVertical className="size-4" /></span>;
};

/** Before the `at`-th part of a group. */
export const DropLine = ({ parent, at }: { readonly parent: number; readonly at: number }) => {
  const { setNodeRef, isOver } = useDroppable({ id: `${parent} ${at}`, data: { parent, at } });
  return <span ref={setNodeRef} aria-hidden className={classNames("pointer-events-none absolute inset-x-0 -top-[0.3125rem] h-0.5 rounded-full", isOver && "bg-accent")} />;
};
