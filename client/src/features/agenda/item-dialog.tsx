// What can be done with what lies on a day: opened, ticked off, changed, moved, saved for another calendar.
import { dayAfter } from "@outrider/shared/kernel";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRight, CalendarPlus, CalendarRange, Check, Pencil, SquareArrowOutUpRight } from "lucide-react";
import { format } from "../../app/format.ts";
import { TaskForm } from "../../app/record-forms.ts";
import { repeatWords } from "../../app/repeat-words.ts";
import { homeOf } from "../../app/record-home.tsx";
import { recordRoutes } from "../../app/record-route.ts";
import { ActionDialog, type ActionItem } from "../../ui/action-dialog.tsx";
import { titleIn } from "./title-in.ts";
import { type DayItem, nextMonday } from "./day-items.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { words } from "./texts.ts";
import type { ItemActions } from "./use-item-actions.ts";

/** What is open about which; the menu leads to the other two. */
export interface OpenItem { readonly item: DayItem; readonly step: "menu" | "move" | "change" }

export type ItemDialogProps = { readonly open: OpenItem; readonly today: string; readonly actions: ItemActions; readonly onOpen: (open: OpenItem | undefined) => void };

export const ItemDialog = ({ open: { item, step }, today, actions, onOpen }: ItemDialogProps) => {
  const navigate = useNavigate();
  const { row, type, day } = item;
  const onClose = () => onOpen(undefined);
  if (step === "move") return <MoveDialog item={item} onMove={actions.move} onClose={onClose} />;
  if (step === "change") return <TaskForm root={undefined} task={row} onClose={onClose} />;
  const home = homeOf(row);
  const [tomorrow, monday] = [dayAfter(today, 1), nextMonday(today)];
  const move = (to: string, label: string, keys?: string): readonly ActionItem[] => (day === to ? [] : [{ id: to, label, icon: ArrowRight, onSelect: () => void actions.move(item, to), ...(keys !== undefined && { keys }) }]);
  const items: readonly ActionItem[] = [
    ...(home === null ? [] : [{ id: "open", label: words.openRecord(home.title), icon: SquareArrowOutUpRight, onSelect: () => void navigate({ to: recordRoutes[home.kind], params: { id: home.id } }) }]),
    ...(type === "task" ? [{ id: "done", label: words.finish, icon: Check, onSelect: () => actions.finish(item) }, { id: "change", label: words.change, icon: Pencil, onSelect: () => onOpen({ item, step: "change" }) }] : []),
    ...(day < today ? move(today, words.toToday) : []),
    ...move(tomorrow, words.toTomorrow, "T"),
    ...(monday === tomorrow ? [] : move(monday, words.toMonday(format.dayInWords(monday)), "W")),
    { id: "day", label: words.toDay, icon: CalendarRange, onSelect: () => onOpen({ item, step: "move" }) },
    { id: "save", label: words.save, icon: CalendarPlus, onSelect: () => actions.save([item]) },
  ];
  return <ActionDialog title={titleIn(item)} description={[format.dayInWords(day), repeatWords(typeof row.values["repeat"] === "string" ? row.values["repeat"] : "")].filter((part) => part !== "").join(" · ")} items={items} onClose={onClose} />;
};
