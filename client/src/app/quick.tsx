// The way to everything by keyboard, and by a button: the palette on Ctrl/Cmd-K, quick add, the keys of shortcuts.ts, and
// their list on "?". Invariant: no key acts while something is typed, or while a dialog lies over the page; what is made
// is made over the page that is open.
import { useNavigate } from "@tanstack/react-router";
import { Command, Plus } from "lucide-react";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { isApple, isDialogOpen } from "../platform/document-face.ts";
import { holdKeys } from "../platform/type-ahead.ts";
import { whenOpened } from "../ui/when-opened.tsx";
import { isTyping } from "./is-typing.ts";
import type { MakeKind } from "./record-route.ts";
import { meaningOf, WAIT_MS } from "./shortcuts.ts";
import { text } from "./text.ts";
import { useKeys } from "./use-keys.ts";

const Palette = whenOpened(async () => (await import("../features/palette/palette.tsx")).Palette);
const QuickAdd = whenOpened(async () => (await import("../features/records/quick-add.tsx")).QuickAdd);
const ShortcutsDialog = whenOpened(async () => (await import("../features/palette/shortcuts-dialog.tsx")).ShortcutsDialog);

export interface Quick {
  /** They stand beside the bars that hold the buttons: within one they would be part of it. */
  readonly dialogs: ReactNode;
  readonly onOpen: () => void;
  readonly onAdd: () => void;
}

export function useQuick(): Quick {
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "help" | "add" | { readonly make: MakeKind }>();
  const before = useRef<{ readonly key: "g" | "n"; readonly at: number }>(undefined);
  const close = useCallback(() => setOpen(undefined), []);
  const make = useCallback((kind: MakeKind) => setOpen({ make: kind }), []);
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const command = event.metaKey || event.ctrlKey;
      if (command && event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        if (isDialogOpen()) return;
        holdKeys();
        return setOpen("palette");
      }
      if (command || event.altKey || event.isComposing || isTyping(event.target) || isDialogOpen()) return;
      const waiting = before.current !== undefined && event.timeStamp - before.current.at < WAIT_MS ? before.current.key : undefined;
      const meaning = meaningOf(event.key, waiting);
      before.current = meaning?.do === "wait" ? { key: meaning.after, at: event.timeStamp } : undefined;
      if (meaning === undefined || meaning.do === "wait") return;
      event.preventDefault();
      if (meaning.do === "go") void navigate({ to: meaning.to });
      else if (meaning.do === "make") {
        holdKeys();
        make(meaning.kind);
      }
      else setOpen("help");
    },
    [navigate, make],
  );
  useKeys(onKey);
  const dialogs = (
    <>
      {open === "palette" && <Palette onClose={close} onHelp={() => setOpen("help")} onMake={make} />}
      {(open === "add" || typeof open === "object") && <QuickAdd what={open === "add" ? undefined : open.make} onChoose={make} onClose={close} />}
      {open === "help" && <ShortcutsDialog apple={isApple()} onClose={close} />}
    </>
  );
  return { dialogs, onOpen: useCallback(() => setOpen("palette"), []), onAdd: useCallback(() => setOpen("add"), []) };
}

/** On a phone it is in the bar under the thumb. */
export const AddButton = ({ onAdd }: Pick<Quick, "onAdd">) => (
  <button type="button" aria-haspopup="dialog" aria-label={text.quick.add} onClick={onAdd} className="hidden min-h-control shrink-0 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2.5 text-body font-medium text-ink hover:bg-hover desk:inline-flex">
    <Plus aria-hidden className="size-4 text-accent-ink" />{text.quick.addShort}
    <kbd aria-hidden className="rounded-small border border-line px-1.5 font-sans text-caption text-ink-faint">{"N"}</kbd>
  </button>
);

export const QuickButton = ({ onOpen }: { readonly onOpen: () => void }) => (
  <button
    type="button" aria-haspopup="dialog" aria-label={text.quick.open} title={`${text.quick.open} (${text.quick.shortcut(isApple())})`} onClick={onOpen}
    className="inline-flex min-h-touch min-w-touch shrink-0 items-center justify-center gap-1.5 rounded-control px-2 text-small text-ink-muted hover:bg-hover hover:text-ink desk:min-h-control"
  >
    <Command aria-hidden className="size-5 desk:size-4" />
    <kbd aria-hidden className="hidden rounded-small border border-line px-1.5 font-sans text-caption text-ink-faint desk:inline">{text.quick.shortcut(isApple())}</kbd>
  </button>
);
