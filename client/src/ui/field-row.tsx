// One field of a record: its label and value, and editing in place. Enter and leaving save, Escape gives up.
// Invariant: what was typed stays until it is saved or given up; a refused value stays in the box with its reason.
import { Pencil } from "lucide-react";
import { type ComponentType, useCallback, useRef, useState, type ReactNode } from "react";
import { FieldEditor, type FieldKind, type LinesBoxProps } from "./field-editor.tsx";
import type { Option } from "./select.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type FieldRowProps = {
  /** What it is called among the fields of its record. */
  readonly name?: string | undefined;
  readonly label: string;
  /** The label as it is shown, where it does more than name. */
  readonly labelAs?: ReactNode;
  /** The value as text to edit; "" is none. */
  readonly value: string;
  /** How it is shown, when not as the text itself. */
  readonly display?: ReactNode;
  readonly kind?: FieldKind | undefined;
  readonly options?: readonly Option[] | undefined;
  /** Resolves to the reason why not, or to undefined when saved. */
  readonly onSave?: ((value: string) => Promise<string | undefined>) | undefined;
  /** Called when editing begins: the moment whose value the author has seen. */
  readonly onEditStart?: (() => void) | undefined;
  /** Why it cannot be edited; without it and without onSave the row is plain. */
  readonly lockedReason?: string | undefined;
  readonly linesBox?: ComponentType<LinesBoxProps> | undefined;
  /** A line below: another value, a proposal, a warning. */
  readonly note?: ReactNode;
};

export const FieldRow = ({ name, label, labelAs, value, display, kind = "text", options = [], onSave, onEditStart, lockedReason, linesBox, note }: FieldRowProps) => {
  const labels = useUiLabels();
  const [editing, setEditing] = useState(false);
  const giveFocusBack = useRef(false);
  const opener = useCallback((button: HTMLButtonElement | null) => {
    if (button === null || !giveFocusBack.current) return;
    giveFocusBack.current = false;
    button.focus();
  }, []);
  const done = (byKeyboard: boolean) => {
    giveFocusBack.current = byKeyboard;
    setEditing(false);
  };
  const shown = display ?? (kind === "choice" ? (options.find((option) => option.value === value)?.label ?? value) : value);
  const empty = value === "" && display === undefined;
  const text = <span className={empty ? "text-ink-faint" : "wrap-break-word whitespace-pre-line text-ink"}>{empty ? labels.notSet : shown}</span>;
  return (
    <div data-field={name} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-1 border-b border-line py-0.5 last:border-b-0 desk:grid-cols-[8.5rem_minmax(0,1fr)] desk:gap-x-3">
      <div className="pt-3 pb-1 text-small wrap-break-word text-ink-muted desk:pt-1.5">{labelAs ?? label}</div>
      <div className="min-w-0">
        {editing && onSave !== undefined ? (
          <FieldEditor label={label} initial={value} kind={kind} options={options} onSave={onSave} onDone={done} linesBox={linesBox} />
        ) : onSave !== undefined ? (
          <button
            ref={opener}
            type="button"
            onClick={() => {
              onEditStart?.();
              setEditing(true);
            }}
            className="group flex min-h-touch w-full items-center justify-between gap-2 rounded-control px-2 py-1 text-start hover:bg-hover desk:min-h-8"
          >
            <span className="min-w-0 flex-1"><span className="sr-only">{labels.edit(label)}: </span>{text}</span>
            <Pencil aria-hidden className="size-3.5 shrink-0 text-ink-faint desk:opacity-0 desk:group-hover:opacity-100 desk:group-focus-visible:opacity-100" />
          </button>
        ) : (
          <div className="flex min-h-touch flex-col justify-center px-2 py-1 desk:min-h-8">
            {text}
            {lockedReason !== undefined && <span className="text-caption text-ink-faint">{lockedReason}</span>}
          </div>
        )}
      </div>
      {note !== undefined && <div className="col-span-2 pb-1.5 text-caption text-ink-muted desk:col-span-1 desk:col-start-2 desk:px-2">{note}</div>}
    </div>
  );
};
