// The field that many records are to have alike, and its value as it is typed or chosen. A stage has a control of its own.
import type { Field, Value } from "@outrider/shared/schema";
import { useState } from "react";
import type { PageKind } from "../../../app/record-route.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TimeZonePicker } from "../../../app/lazy-time-zone-picker.ts";
import { editorOf } from "../editor-of.ts";
import { fieldFor } from "../kinds.ts";
import { LinkPicker } from "../lazy-link-picker.tsx";
import type { Picked } from "../link-picker.tsx";
import { parseInput } from "../parse-input.ts";
import { pageWords } from "../page-texts.ts";
import { words } from "../texts.ts";
import { bulkWords } from "./texts.ts";
import type { Kind } from "@outrider/shared/schema";

export interface BulkDraft { readonly name: string; readonly typed: string; readonly picked?: Picked | undefined; readonly empty: boolean }

/** The value that a draft stands for, or why it is none. */
export function draftValue(kind: PageKind, { name, typed, picked, empty }: BulkDraft, currency: string): { readonly value: Value } | { readonly reason: string } {
  const field = fieldFor(kind, name);
  if (empty) return { value: null };
  if (field.type === "link") return picked === undefined ? { reason: pageWords.page.invalid(field.label, words.list.missingValue) } : { value: picked.id };
  if (typed.trim() === "") return { reason: pageWords.page.invalid(field.label, words.list.missingValue) };
  const read = parseInput(field, typed, currency);
  return read.ok ? { value: read.value } : { reason: read.error };
}

export type BulkFieldProps = { readonly kind: PageKind; readonly fields: readonly string[]; readonly draft: BulkDraft; readonly onChange: (draft: BulkDraft) => void };

export const BulkField = ({ kind, fields, draft, onChange }: BulkFieldProps) => {
  const field = fieldFor(kind, draft.name);
  return (
    <>
      <Select label={bulkWords.field} value={draft.name} options={fields.map((name) => ({ value: name, label: fieldFor(kind, name).label }))} onChange={(name) => onChange({ name, typed: "", empty: false })} />
      {!draft.empty && draft.name !== "stage" && <ValueControl kind={kind} field={field} draft={draft} onChange={onChange} />}
      {!field.required && draft.name !== "stage" && <Checkbox label={bulkWords.empty} checked={draft.empty} onChange={(empty) => onChange({ ...draft, empty })} />}
    </>
  );
};

const ValueControl = ({ kind, field, draft, onChange }: { readonly kind: PageKind; readonly field: Field; readonly draft: BulkDraft; readonly onChange: (draft: BulkDraft) => void }) => {
  const [picking, setPicking] = useState(false);
  const type = (typed: string) => onChange({ ...draft, typed });
  if (field.type === "link") {
    return (
      <div className="flex flex-col items-start gap-1">
        <span className="text-small font-medium text-ink">{field.label}</span>
        <Button aria-haspopup="dialog" onClick={() => setPicking(true)}>{draft.picked?.title ?? words.pick.title(field.label)}</Button>
        {picking && <LinkPicker open label={field.label} kinds={field.to as readonly Kind[]} chosen={draft.picked === undefined ? [] : [draft.picked.id]} onClose={() => setPicking(false)} onPick={(picked) => {
          setPicking(false);
          onChange({ ...draft, picked: picked ?? undefined });
        }} />}
      </div>
    );
  }
  if (draft.name === "timeZone") {
    return (
      <div className="flex flex-col items-start gap-1">
        <span className="text-small font-medium text-ink">{field.label}</span>
        <Button aria-haspopup="dialog" onClick={() => setPicking(true)}>{draft.typed === "" ? words.pick.title(field.label) : draft.typed}</Button>
        {picking && <TimeZonePicker chosen={draft.typed} onClose={() => setPicking(false)} onPick={(zone) => {
          setPicking(false);
          type(zone);
        }} />}
      </div>
    );
  }
  const { kind: control, options } = editorOf(kind, field, null);
  if (control === "choice") return <Select label={field.label} value={draft.typed} placeholder={bulkWords.choosePlace} options={options} onChange={type} />;
  return <TextField label={field.label} type={control === "date" ? "date" : field.type === "instant" ? "datetime-local" : "text"} inputMode={control === "number" || field.type === "money" ? "decimal" : undefined} autoComplete="off" value={draft.typed} onChange={type} />;
};
