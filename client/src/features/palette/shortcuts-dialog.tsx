// All keys that do something, for who works by keyboard.
import { MAKES, PLACES } from "../../app/shortcuts.ts";
import { text } from "../../app/text.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { words } from "./texts.ts";

const own = words.shortcuts;
type Line = readonly [keys: string, what: string];

const Part = ({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) => (
  <details open className="min-w-0 break-inside-avoid pb-4">
    <summary className="focus-inset flex rounded-small min-h-touch list-none items-center text-small font-semibold text-ink desk:min-h-8">{title}</summary>
    <dl className="flex flex-col gap-1">
      {lines.map(([keys, what]) => (
        <div key={what} className="flex flex-row-reverse items-center justify-between gap-3 text-body">
          <dt className="shrink-0"><kbd className="rounded-small border border-line-strong bg-sunken px-1.5 font-sans text-caption text-ink">{keys}</kbd></dt>
          <dd className="min-w-0 text-ink-muted">{what}</dd>
        </div>
      ))}
    </dl>
  </details>
);

export const ShortcutsDialog = ({ apple, onClose }: { readonly apple: boolean; readonly onClose: () => void }) => (
  <Dialog open onClose={onClose} title={own.title} description={own.note}>
    <div className="gap-8 desk:columns-2">
      <Part title={own.anywhere} lines={[[text.quick.shortcut(apple), own.palette], [text.search.shortcut, own.search], ["?", own.help], [apple ? "⌘Z" : "Ctrl Z", own.undo], ["Esc", own.close]]} />
      <Part title={own.lists} lines={[["↑ ↓", own.move], ["Enter", own.open], ["Space", own.lift], ["← →", own.carry], ["F2", own.editCell], ["Space", own.peek], ["x", own.choose], ["j k", own.neighbours]]} />
      <Part title={own.make} lines={MAKES.map(({ key, kind }) => [key, text.quick.created[kind]])} />
      <Part title={own.go} lines={PLACES.map(({ key, label }) => [key, label])} />
    </div>
  </Dialog>
);
