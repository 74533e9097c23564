// One thing on a day of the calendar: its menu by a press, another day by dragging it, or lifted with the space bar.
import { useDraggable } from "@dnd-kit/core";
import { format } from "../../app/format.ts";
import { classNames } from "../../ui/class-names.ts";
import { titleIn } from "./title-in.ts";
import type { DayItem, ItemType } from "./day-items.ts";
import { words } from "./texts.ts";

const looks = { task: "border-accent bg-accent-soft text-accent-ink", meeting: "border-ok-ink bg-ok-soft text-ok-ink", closing: "border-warn-ink bg-warn-soft text-warn-ink" } as const satisfies Record<ItemType, string>;

/** Under the pointer and in its place it looks the same. */
export const ChipFace = ({ item, tall = false, late = false }: { readonly item: DayItem; readonly tall?: boolean; readonly late?: boolean }) => (
  <span className={classNames("flex w-full min-w-0 gap-1 rounded-small border-s-3 px-1.5 py-0.5 text-start text-caption", late ? "border-bad bg-bad-soft text-bad-ink" : looks[item.type])}>
    {item.at !== null && <span className="figures shrink-0">{format.time(item.at)}</span>}
    <span className={classNames("min-w-0 font-medium", tall ? "wrap-anywhere" : "truncate")}>{titleIn(item)}</span>
  </span>
);

export const DayChip = ({ item, tall, late, onMenu }: { readonly item: DayItem; readonly tall: boolean; readonly late: boolean; readonly onMenu: (item: DayItem) => void }) => {
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: item.id, data: { item } });
  return (
    <button
      ref={setNodeRef} type="button" {...listeners} aria-describedby={attributes["aria-describedby"]} aria-haspopup="dialog" title={titleIn(item)}
      onClick={() => onMenu(item)} className={classNames("block w-full min-w-0 cursor-pointer touch-manipulation rounded-small select-none focus-visible:outline-2 focus-visible:outline-focus", isDragging && "opacity-40")}
    >
      <span className="sr-only">{words.types[item.type]}: </span>
      <ChipFace item={item} tall={tall} late={late} />
    </button>
  );
};
