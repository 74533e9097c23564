// What the screens of the administration do to definitions: edits like any other, with a word and a way back.
import type { Call } from "@outrider/shared/commands";
import { useCallback } from "react";
import { usePerform } from "../../app/use-perform.ts";
import { useToast } from "../../ui/toast.tsx";
import { orderCalls } from "./moved-to.ts";
import { words } from "./texts.ts";

export function useEdit() {
  const perform = usePerform();
  const toast = useToast();
  /** What went wrong is said by itself. */
  const quietly = useCallback(
    async (calls: readonly Call[], done?: string) => {
      if (calls.length === 0) return;
      const { reason } = await perform(calls, done);
      if (reason !== undefined) toast({ message: reason, tone: "bad" });
    },
    [perform, toast],
  );
  return {
    perform,
    order: (ids: readonly string[], orders: ReadonlyMap<string, number | undefined>) => void quietly(orderCalls(ids, orders)),
    restore: (id: string, name: string) => void quietly([{ name: "edit", args: { id, values: { archived: false } } }], words.restoredDone(name)),
  };
}
