// Single keys that do something on a page: they rest while something is typed, with Ctrl, Cmd and Alt, and while a dialog
// lies over the page.
import { useCallback } from "react";
import { isDialogOpen } from "../platform/document-face.ts";
import { isTyping } from "./is-typing.ts";
import { useKeys } from "./use-keys.ts";

/** By the key; what is not there is the browser's. Must be stable. */
export type PlainKeys = Readonly<Record<string, () => void>>;

export function usePlainKeys(keys: PlainKeys): void {
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (act === undefined || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing || isTyping(event.target) || isDialogOpen()) return;
      event.preventDefault();
      act();
    },
    [keys],
  );
  useKeys(onKey);
}
