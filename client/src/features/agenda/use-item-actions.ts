// What can be done with what lies on a day, each as an edit that can be undone, or as a file.
import { useCallback } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { offerFile } from "../../app/offer-file.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useToast } from "../../ui/toast.tsx";
import { calendarFile } from "./calendar-file.ts";
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
  const { api } = useApp();
  const workspaceId = useUser()?.workspaceId ?? "";
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
    if (items.length === 0) return toast({ message: words.nothingToSave });
    offerFile(`${words.fileName}.ics`, "text/calendar;charset=utf-8", calendarFile(items, globalThis.location.origin, format.today(Date.now())));
    void api({ method: "POST", path: "/api/audit/exports", body: { workspaceId, format: "icalendar", records: items.length } });
    return toast({ message: words.saved(items.length) });
  }, [api, toast, workspaceId]);
  return { move, finish, save };
}
