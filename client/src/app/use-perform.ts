// The one way in which pages make edits: done on this device, said so with a way back, or the reason why not.
import type { Call } from "@outrider/shared/commands";
import { useCallback } from "react";
import { type Outcome, useAct, type Saved } from "../act/index.ts";
import { useToast } from "../ui/toast.tsx";
import { useApp } from "./app-context.tsx";
import { text } from "./text.ts";

export type Performed = { readonly reason: string } | { readonly reason: undefined; readonly saved: Saved };

/** Takes what was done back, of however many edits it was, newest first, and says how that went; `done`: what is said where it went well. */
export function useUndo(): (groups: readonly string[], done?: string) => Promise<void> {
  const act = useAct();
  const toast = useToast();
  const { edits } = useApp();
  return useCallback(
    async (groups, done = text.record.undone) => {
      let outcome: Outcome | undefined;
      for (const group of groups.toReversed()) {
        edits.forget(group);
        const one = await act.undo(group);
        if (outcome === undefined || outcome.ok) outcome = one;
      }
      if (outcome === undefined) return;
      toast(outcome.ok ? { message: done, about: "edit" } : { message: outcome.error.message, tone: "bad" });
    },
    [act, toast, edits],
  );
}

/**
 * Resolves when the edit is durable on this device; never rejects. `done` is shown with an undo. Show dialogs closed
 * first: messages lie behind them.
 */
export function usePerform(): (call: Call | readonly Call[], done?: string) => Promise<Performed> {
  const act = useAct();
  const toast = useToast();
  const undo = useUndo();
  const { edits } = useApp();
  return useCallback(
    async (call, done) => {
      const outcome = await act.perform(call);
      if (!outcome.ok) return { reason: outcome.error.message };
      const { group } = outcome.value;
      edits.add(group);
      if (done !== undefined) toast({ message: done, about: "edit", onUndo: () => void undo([group]) });
      return { reason: undefined, saved: outcome.value };
    },
    [act, toast, undo, edits],
  );
}
