// The way to everything by keyboard, and on a phone by a button: the palette on Ctrl/Cmd-K, the keys of shortcuts.ts, and
// their list on "?". Invariant: no key acts while something is typed, or while a dialog lies over the page.
import { useNavigate } from "@tanstack/react-router";
import { Command } from "lucide-react";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { isApple, isDialogOpen } from "../platform/document-face.ts";
import { whenOpened } from "../ui/when-opened.tsx";
import { isTyping } from "./is-typing.ts";
import { listRoutes } from "./record-route.ts";
import { meaningOf, WAIT_MS } from "./shortcuts.ts";
import { text } from "./text.ts";
import { useKeys } from "./use-keys.ts";

const Palette = whenOpened(async () => (await import("../features/palette/palette.tsx")).Palette);
const ShortcutsDialog = whenOpened(async () => (await import("../features/palette/shortcuts-dialog.tsx")).ShortcutsDialog);

/** `dialogs` stand beside the bar that holds the button: within it they would be part of the page's banner. */
export function useQuick(): { readonly dialogs: ReactNode; readonly onOpen: () => void } {
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "help">();
  const before = useRef<{ readonly key: "g" | "n"; readonly at: number }>(undefined);
  const close = useCallback(() => setOpen(undefined), []);
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const command = event.metaKey || event.ctrlKey;
      if (command && event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        if (!isDialogOpen()) setOpen("palette");
        return;
      }
      if (command || event.altKey || event.isComposing || isTyping(event.target) || isDialogOpen()) return;
      const waiting = before.current !== undefined && event.timeStamp - before.current.at < WAIT_MS ? before.current.key : undefined;
      const meaning = meaningOf(event.key, waiting);
      before.current = meaning?.do === "wait" ? { key: meaning.after, at: event.timeStamp } : undefined;
      if (meaning === undefined || meaning.do === "wait") return;
      event.preventDefault();
      if (meaning.do === "go") void navigate({ to: meaning.to });
      else if (meaning.do === "make") void navigate({ to: listRoutes[meaning.kind], search: { create: true } });
      else setOpen("help");
    },
    [navigate],
  );
  useKeys(onKey);
  const dialogs = (
    <>
      {open === "palette" && <Palette onClose={close} onHelp={() => setOpen("help")} />}
      {open === "help" && <ShortcutsDialog apple={isApple()} onClose={close} />}
    </>
  );
  return { dialogs, onOpen: useCallback(() => setOpen("palette"), []) };
}

export const QuickButton = ({ onOpen }: { readonly onOpen: () => void }) => (
  <button
    type="button" aria-haspopup="dialog" aria-label={text.quick.open} title={`${text.quick.open} (${text.quick.shortcut(isApple())})`} onClick={onOpen}
    className="inline-flex min-h-touch min-w-touch shrink-0 items-center justify-center gap-1.5 rounded-control px-2 text-small text-ink-muted hover:bg-hover hover:text-ink desk:min-h-control"
  >
    <Command aria-hidden className="size-5 desk:size-4" />
    <kbd aria-hidden className="hidden rounded-small border border-line px-1.5 font-sans text-caption text-ink-faint desk:inline">{text.quick.shortcut(isApple())}</kbd>
  </button>
);
