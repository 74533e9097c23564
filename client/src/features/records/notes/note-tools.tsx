// The row of what can be done with the text under the caret: one stop for Tab, arrows within.
import type { Editor } from "@tiptap/core";
import { Bold, Heading, Italic, Link, List, ListOrdered, Quote, Redo2, Undo2, type LucideIcon } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { classNames } from "../../../ui/class-names.ts";
import { LinkForm } from "./link-form.tsx";
import { words } from "./texts.ts";

interface Tool { readonly id: string; readonly icon: LucideIcon; readonly label: string; readonly keys: string; readonly run: (editor: Editor) => void; readonly desk?: true }

const { tools } = words;
const TOOLS: readonly Tool[] = [
  { id: "heading", icon: Heading, label: tools.heading, keys: "Control+Alt+2", run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run() },
  { id: "bold", icon: Bold, label: tools.bold, keys: "Control+B", run: (editor) => editor.chain().focus().toggleBold().run() },
  { id: "italic", icon: Italic, label: tools.italic, keys: "Control+I", run: (editor) => editor.chain().focus().toggleItalic().run() },
  { id: "bulletList", icon: List, label: tools.bullets, keys: "Control+Shift+8", run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { id: "orderedList", icon: ListOrdered, label: tools.numbers, keys: "Control+Shift+7", run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { id: "blockquote", icon: Quote, label: tools.quote, keys: "Control+Shift+B", run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { id: "link", icon: Link, label: tools.link, keys: "", run: () => undefined },
  { id: "undo", icon: Undo2, label: tools.undo, keys: "Control+Z", run: (editor) => editor.chain().focus().undo().run() },
  { id: "redo", icon: Redo2, label: tools.redo, keys: "Control+Shift+Z", run: (editor) => editor.chain().focus().redo().run(), desk: true },
];
const ACTIONS: ReadonlySet<string> = new Set(["undo", "redo"]);

/** Names of what is on under the caret, as one text that changes only with them. */
const activeIn = (editor: Editor): string => TOOLS.filter(({ id }) => editor.isActive(id)).map(({ id }) => id).join(" ");

export const NoteTools = ({ editor, controls }: { readonly editor: Editor; readonly controls: string }) => {
  const [active, setActive] = useState(() => activeIn(editor));
  const [linking, setLinking] = useState(false);
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = () => setActive(activeIn(editor));
    editor.on("transaction", look);
    return () => void editor.off("transaction", look);
  }, [editor]);
  const on = new Set(active.split(" "));
  const move = (event: KeyboardEvent) => {
    const shown = [...(bar.current?.querySelectorAll<HTMLButtonElement>("button") ?? [])].filter((button) => button.checkVisibility());
    const from = shown.findIndex((button) => button === document.activeElement);
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = by === 0 || from < 0 ? undefined : shown[(from + by + shown.length) % shown.length];
    if (next === undefined) return;
    event.preventDefault();
    setAt(TOOLS.findIndex(({ id }) => id === next.dataset["tool"]));
    next.focus();
  };
  return (
    <div className="sticky top-(--note-top,3.5rem) z-10 border-b border-line bg-(--note-ground,var(--surface)) px-1 desk:px-2">
      <div ref={bar} role="toolbar" tabIndex={-1} aria-label={words.tools.label} aria-controls={controls} onKeyDown={move} className="flex desk:py-1">
        {TOOLS.map(({ id, icon: Icon, label, keys, run, desk }, index) => (
          <button
            key={id} type="button" data-tool={id} tabIndex={index === at ? 0 : -1} aria-label={label} title={label} aria-keyshortcuts={keys === "" ? undefined : keys}
            aria-pressed={ACTIONS.has(id) ? undefined : on.has(id)} aria-expanded={id === "link" ? linking : undefined}
            // The text keeps its selection, and a phone its keyboard.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setAt(index);
              if (id === "link") setLinking(!linking);
              else run(editor);
            }}
            className={classNames(
              "focus-inset inline-flex h-touch min-w-0 max-w-touch flex-1 items-center justify-center rounded-control transition-colors duration-100 desk:size-control desk:flex-none",
              on.has(id) ? "bg-accent-soft text-accent-ink" : "text-ink-muted hover:bg-hover hover:text-ink", desk === true && "max-desk:hidden",
            )}
          >
            <Icon aria-hidden className="size-5 desk:size-4" />
          </button>
        ))}
      </div>
      {linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </div>
  );
};
