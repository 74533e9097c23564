// Ctrl/Cmd-Z takes back the newest edit of this tab, unless something is being typed, where it is the text's own.
import { useCallback } from "react";
import { useToast } from "../ui/toast.tsx";
import { useApp } from "./app-context.tsx";
import { isTyping } from "./is-typing.ts";
import { text } from "./text.ts";
import { useKeys } from "./use-keys.ts";
import { useUndo } from "./use-perform.ts";

export function useUndoKeys(): void {
  const { edits } = useApp();
  const undo = useUndo();
  const toast = useToast();
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.shiftKey || event.key.toLowerCase() !== "z" || isTyping(event.target)) return;
      event.preventDefault();
      const groups = edits.take();
      if (groups === undefined) toast({ message: text.record.nothingToUndo });
      else void undo(...groups);
    },
    [edits, undo, toast],
  );
  useKeys(onKey);
}
