// Ctrl/Cmd-Z takes back the newest edit of this tab, and where there is none (it was opened anew) the newest of this device,
// unless something is being typed, where it is the text's own.
import { useCallback } from "react";
import { useEngineLink } from "../act/index.ts";
import { lastDone } from "../read/index.ts";
import { useToast } from "../ui/toast.tsx";
import { useApp } from "./app-context.tsx";
import { isTyping } from "./is-typing.ts";
import { text } from "./text.ts";
import { useKeys } from "./use-keys.ts";
import { useUndo } from "./use-perform.ts";

/** Takes back the last edit and says which that was. */
export function useUndoLast(): () => Promise<void> {
  const { edits } = useApp();
  const link = useEngineLink();
  const undo = useUndo();
  const toast = useToast();
  return useCallback(async () => {
    const groups = edits.take();
    if (groups !== undefined) return undo(groups);
    const done = await lastDone(link).catch(() => undefined);
    if (done === undefined) return toast({ message: text.record.nothingToUndo });
    return undo([done.group], text.record.undoneOf(done.records[0]?.title ?? ""));
  }, [edits, link, undo, toast]);
}

export function useUndoKeys(): void {
  const undoLast = useUndoLast();
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.shiftKey || event.key.toLowerCase() !== "z" || isTyping(event.target)) return;
      event.preventDefault();
      void undoLast();
    },
    [undoLast],
  );
  useKeys(onKey);
}
