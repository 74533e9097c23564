// Adds files to a record, and says what was saved and what was not.
import { err } from "@outrider/shared/kernel";
import { useCallback } from "react";
import { useAct } from "../act/index.ts";
import { useToast } from "../ui/toast.tsx";
import { useApp } from "./app-context.tsx";
import { words } from "./file-texts.ts";
import { useUndo } from "./use-perform.ts";

export interface AttachTo { readonly root: string; /** One of its activities. */ readonly about?: string }

/** Answers how many were saved; why another one was not has been said. */
export function useAttach(): (to: AttachTo, files: readonly File[]) => Promise<number> {
  const act = useAct();
  const toast = useToast();
  const undo = useUndo();
  const { edits } = useApp();
  return useCallback(
    async (to, files) => {
      const bad = (message: string): false => {
        toast({ message, tone: "bad" });
        return false;
      };
      const one = async (file: File): Promise<boolean> => {
        const read = await import("./read-file.ts").then(({ readFile }) => readFile(file), () => err(words.unreadable(file.name)));
        if (!read.ok) return bad(read.error);
        const outcome = await act.attach({ ...to, ...read.value });
        if (!outcome.ok) return bad(outcome.error.message);
        const { group } = outcome.value;
        edits.add(group);
        toast({ message: words.added(read.value.name), about: "edit", onUndo: () => void undo([group]) });
        return true;
      };
      let saved = 0;
      for (const file of files) if (await one(file)) saved += 1;
      return saved;
    },
    [act, toast, undo, edits],
  );
}
