// A text with fields of the customer in it: they are put in from a menu, and what is wrong with them is shown where it is.
import { checkTemplate, type TemplateFault } from "@outrider/shared/campaigns";
import { Braces } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { inserted, placeOf } from "./campaign-facts.ts";
import { words } from "./texts.ts";

const said = words.edit;

interface TemplateFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly lines: boolean;
  readonly value: string;
  readonly error?: string | undefined;
  /** The fields that may be put in. */
  readonly known: ReadonlySet<string>;
  readonly max: number;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

const excerpt = (value: string, { at, length }: TemplateFault): string => value.slice(at, at + Math.max(length, 12)).split("\n")[0] ?? "";

export const TemplateField = ({ label, hint, lines, value, error, known, max, onChange, onLeave }: TemplateFieldProps) => {
  const control = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const [choosing, setChoosing] = useState<{ readonly field: string; readonly from: number; readonly to: number }>();
  const [instead, setInstead] = useState("");
  const faults = useMemo(() => checkTemplate(value, known), [value, known]);
  const begin = (field: string) => {
    const { selectionStart, selectionEnd } = control.current ?? {};
    setInstead("");
    setChoosing({ field, from: selectionStart ?? value.length, to: selectionEnd ?? value.length });
  };
  const add = () => {
    if (choosing === undefined) return Promise.resolve(undefined);
    onChange(inserted(value, choosing.from, choosing.to, choosing.field, instead).text);
    return Promise.resolve(undefined);
  };
  const show = ({ at, length }: TemplateFault) => {
    control.current?.focus();
    control.current?.setSelectionRange(at, at + length);
  };
  const wrong = error ?? (faults.length > 0 ? said.faults(faults.length) : undefined);
  const props = { label, hint, value, error: wrong, onChange, onBlur: onLeave, maxLength: max, autoComplete: "off", ref: control };
  return (
    <div className="flex flex-col gap-1">
      {lines ? <TextArea {...props} rows={10} /> : <TextField {...props} />}
      {faults.length > 0 && (
        <ul className="flex flex-col" aria-label={said.faults(faults.length)}>
          {faults.map((fault) => {
            const { line, column } = placeOf(value, fault);
            return (
              <li key={`${fault.at} ${fault.why}`} className="flex flex-wrap items-center gap-x-2 text-small text-bad-ink">
                <span className="min-w-0 flex-1 wrap-anywhere">{said.faultAt(line, column)}: <code>{excerpt(value, fault)}</code> {said.fault[fault.why]}</span>
                <Button size="small" variant="quiet" onClick={() => show(fault)}>{said.show}</Button>
              </li>
            );
          })}
        </ul>
      )}
      <div className="-mt-0.5">
        <Menu
          label={said.insertInto(label)} trigger={<Button size="small" variant="quiet" icon={Braces} flush aria-label={said.insertInto(label)}>{said.insert}</Button>}
          items={[...known].filter((field) => lines || field !== "unsubscribe_link").map((field) => ({ id: field, label: words.fields[field] ?? field, onSelect: () => (field === "unsubscribe_link" ? onChange(inserted(value, control.current?.selectionStart ?? value.length, control.current?.selectionEnd ?? value.length, field, "").text) : begin(field)) }))}
        />
      </div>
      {choosing !== undefined && (
        <SmallForm title={words.fields[choosing.field] ?? choosing.field} saveLabel={said.add} onSave={add} onClose={() => setChoosing(undefined)}>
          <TextField label={said.fallback} hint={said.fallbackHint} value={instead} onChange={setInstead} autoComplete="off" maxLength={80} />
        </SmallForm>
      )}
    </div>
  );
};
