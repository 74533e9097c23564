// What can be done with what lies on a day, each as an edit that can be undone, or as a file.
import { useCallback } from "react";
import { format } from "../../app/format.ts";
import { offerFile } from "../../app/offer-file.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useTellExport } from "../../app/use-tell-export.ts";
import { useToast } from "../../ui/toast.tsx";
import { type DayItem, moveTo } from "./day-items.ts";
import { words } from "./texts.ts";

export interface ItemActions {
  /** Resolves to whether it was taken. */
  readonly move: (item: DayItem, day: string) => Promise<boolean>;
  readonly finish: (item: DayItem) => void;
  readonly save: (items: readonly DayItem[]) => void;
}

export function useItemActions(): ItemActions {
  const perform = usePerform();
  const toast = useToast();
  const tell = useTellExport();
  const move = useCallback(async (item: DayItem, day: string): Promise<boolean> => {
    if (item.day === day) return true;
    const { reason } = await perform(moveTo(item, day), words.moved(format.dayInWords(day)));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    return reason === undefined;
  }, [perform, toast]);
  const finish = useCallback((item: DayItem) => {
    void perform({ name: "edit", args: { id: item.id, values: { done: true } } }, words.done).then(({ reason }) => {
      if (reason !== undefined) toast({ message: reason, tone: "bad" });
    });
  }, [perform, toast]);
  const save = useCallback((items: readonly DayItem[]) => {
    if (items.length === 0) {
      toast({ message: words.nothingToSave });
      return;
    }
    // Rules of what repeats are much code that the days do without.
    void import("./calendar-file.ts").then(({ calendarFile }) => {
      offerFile(`${words.fileName}.ics`, "text/calendar;charset=utf-8", calendarFile(items, globalThis.location.origin, format.today(Date.now())));
      tell({ format: "icalendar", records: items.length });
      toast({ message: words.saved(items.length) });
    });
  }, [tell, toast]);
  return { move, finish, save };
}
