// The controls for a value that is several things chosen: of a short list, of tags that occur or are typed, of records.
import type { Kind } from "@outrider/shared/schema";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTitles } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import type { Option } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { LinkPicker } from "../record-forms.ts";
import { text } from "../text.ts";
import type { Names } from "./rule-words.ts";
import { ruleWords as words } from "./texts.ts";

/** Several of a list, each a box of its own. */
export const Several = ({ legend, options, values, onChange }: { readonly legend: string; readonly options: readonly Option[]; readonly values: readonly string[]; readonly onChange: (values: readonly string[]) => void }) => (
  <fieldset className="flex max-h-44 min-w-0 flex-wrap gap-1.5 overflow-y-auto border-0 p-0">
    <legend className="sr-only">{legend}</legend>
    {options.map(({ value, label }) => (
      <label key={value} className="relative inline-flex min-h-touch cursor-pointer items-center rounded-pill border border-line-strong bg-surface px-3 text-small text-ink-muted has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-focus desk:min-h-7 desk:px-2.5">
        <input type="checkbox" checked={values.includes(value)} onChange={(event) => onChange(event.target.checked ? [...values, value] : values.filter((one) => one !== value))} className="absolute inset-0 size-full cursor-pointer opacity-0" />
        {label}
      </label>
    ))}
  </fieldset>
);

interface TagValuesProps { readonly label: string; readonly offered: readonly Option[]; readonly values: readonly string[]; readonly onChange: (values: readonly string[]) => void }

/** Tags that occur, and those that only come to occur later. */
export const TagValues = ({ label, offered, values, onChange }: TagValuesProps) => {
  const [typed, setTyped] = useState("");
  const others = values.filter((value) => !offered.some((option) => option.value === value)).map((value) => ({ value, label: value }));
  const add = () => {
    const tag = typed.trim();
    setTyped("");
    if (tag !== "" && !values.includes(tag)) onChange([...values, tag]);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {offered.length + others.length > 0 && <Several legend={label} options={[...others, ...offered]} values={values} onChange={onChange} />}
      <div className="flex min-w-0 gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={words.tag} hideLabel placeholder={words.tag} autoComplete="off" enterKeyHint="done" value={typed} onChange={setTyped}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add();
            }}
          />
        </div>
        <Button icon={Plus} disabled={typed.trim() === ""} onClick={add}>{words.addTag}</Button>
      </div>
    </div>
  );
};

interface RecordValuesProps { readonly label: string; readonly to: Kind; readonly values: readonly string[]; readonly names: Names; readonly onChange: (values: readonly string[]) => void }

/** Records, each with a cross, and the way to one more. What is not on this device keeps its place. */
export const RecordValues = ({ label, to, values, names, onChange }: RecordValuesProps) => {
  const [open, setOpen] = useState(false);
  const titles = useTitles(values);
  const nameOf = (id: string): string => titles[id] ?? names[id] ?? text.record.notHere;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {values.map((id) => (
        <span key={id} className="inline-flex max-w-full items-center rounded-pill border border-accent bg-accent-soft ps-3 text-small text-accent-ink">
          <span className="truncate">{nameOf(id)}</span>
          <button type="button" aria-label={words.drop(nameOf(id))} onClick={() => onChange(values.filter((one) => one !== id))} className="focus-inset flex min-h-touch min-w-touch items-center justify-center rounded-pill desk:min-h-7 desk:min-w-7"><X aria-hidden className="size-3.5" /></button>
        </span>
      ))}
      <Button size="small" icon={Plus} aria-haspopup="dialog" onClick={() => setOpen(true)}>{words.pick(label)}</Button>
      {open && (
        <LinkPicker
          open label={label} kinds={[to]} chosen={values} onClose={() => setOpen(false)}
          onPick={(picked) => {
            setOpen(false);
            if (picked !== null && !values.includes(picked.id)) onChange([...values, picked.id]);
          }}
        />
      )}
    </div>
  );
};
