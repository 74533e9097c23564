// The open editor of one field row: holds the draft, saves it once, keeps it when refused. Does not know the record.
import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ComponentType, useId, useRef, useState, type KeyboardEvent } from "react";
import { classNames } from "./class-names.ts";
import { controlClass } from "./field.tsx";
import type { Option } from "./select.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type FieldKind = "text" | "multiline" | "number" | "date" | "email" | "tel" | "url" | "choice";

/** A box of several lines that does more than take text. It takes the focus itself. */
export type LinesBoxProps = Pick<ComponentProps<"textarea">, "aria-label" | "aria-invalid" | "aria-describedby" | "aria-busy" | "className"> & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

export type FieldEditorProps = {
  readonly label: string;
  readonly initial: string;
  readonly kind: FieldKind;
  readonly options: readonly Option[];
  readonly onSave: (value: string) => Promise<string | undefined>;
  /** byKeyboard: the focus should go back to where editing began. */
  readonly onDone: (byKeyboard: boolean) => void;
  /** Tab saves and then asks for the next field, or the one before; without it Tab is the browser's. */
  readonly onTab?: ((back: boolean) => void) | undefined;
  /** The box of a field of several lines, where it is not the browser's. */
  readonly linesBox?: ComponentType<LinesBoxProps> | undefined;
};

// The person asked to edit this very field, so the focus belongs here. Stable, so that it runs once.
const focusWhenShown = (element: HTMLElement | null) => element?.focus();

const inputModes = { number: "decimal", email: "email", tel: "tel", url: "url" } as const;

export const FieldEditor = ({ label, initial, kind, options, onSave, onDone, onTab, linesBox: LinesBox }: FieldEditorProps) => {
  const labels = useUiLabels();
  const errorId = useId();
  const [draft, setDraft] = useState(initial);
  const [error, setError] = useState<string>();
  const [saving, setSaving] = useState(false);
  const over = useRef(false);

  const finish = (byKeyboard: boolean) => {
    over.current = true;
    onDone(byKeyboard);
  };
  const save = async (value: string, byKeyboard: boolean, leave: (byKeyboard: boolean) => void = finish) => {
    if (over.current || saving) return;
    if (value === initial) return leave(byKeyboard);
    setSaving(true);
    const reason = await onSave(value);
    setSaving(false);
    if (reason === undefined) leave(byKeyboard);
    else setError(reason);
  };
  const goOn = (back: boolean) => () => {
    over.current = true;
    onTab?.(back);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      finish(true);
    } else if (event.key === "Tab" && onTab !== undefined) {
      event.preventDefault();
      void save(draft, true, goOn(event.shiftKey));
    } else if (event.key === "Enter" && (kind !== "multiline" || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void save(draft, true);
    }
  };
  const common = {
    "aria-label": label,
    "aria-invalid": error === undefined ? undefined : (true as const),
    "aria-describedby": error === undefined ? undefined : errorId,
    "aria-busy": saving || undefined,
    onKeyDown,
    onBlur: () => void save(draft, false),
    className: classNames(controlClass, kind === "multiline" && "field-sizing-content max-h-80 min-h-20! py-2"),
  };
  return (
    <div className="py-0.5">
      {kind === "choice" ? (
        <select
          {...common} ref={focusWhenShown}
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
            setError(undefined);
          }}
        >
          {!options.some((option) => option.value === "") && <option value="">{labels.notSet}</option>}
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
        </select>
      ) : kind === "multiline" && LinesBox !== undefined ? (
        <LinesBox {...common} value={draft} onChange={setDraft} />
      ) : kind === "multiline" ? (
        <textarea {...common} ref={focusWhenShown} value={draft} onChange={(event) => setDraft(event.target.value)} />
      ) : (
        <input
          {...common} ref={focusWhenShown}
          type={kind === "date" ? "date" : "text"}
          inputMode={kind in inputModes ? inputModes[kind as keyof typeof inputModes] : undefined}
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
            setError(undefined);
          }}
        />
      )}
      {error !== undefined && (
        <p id={errorId} role="alert" className="mt-1 flex items-start gap-1 text-caption font-medium text-bad-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
};
