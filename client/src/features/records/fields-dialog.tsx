// What a list asks of its custom fields, and which of them are columns. Nothing takes effect before it is said so.
import type { Condition } from "@outrider/shared/projection";
import { useState } from "react";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { type CustomOp, filtersOf, OPS, showOf, whereOf } from "./custom-search-text.ts";
import { words } from "./texts.ts";

export type FieldsDialogProps = {
  readonly custom: readonly CustomFieldView[];
  /** What is asked now, and the names of the fields that are columns. */
  readonly conditions: readonly Condition[];
  readonly columns: readonly string[];
  readonly onChange: (change: { readonly where: string | undefined; readonly show: string | undefined }) => void;
  readonly onClose: () => void;
};

export const FieldsDialog = ({ custom, conditions, columns, onChange, onClose }: FieldsDialogProps) => {
  const [filters, setFilters] = useState(() => new Map(filtersOf(conditions).map((filter) => [`${filter.name}~${filter.op}`, filter])));
  const [shown, setShown] = useState(columns);
  const valueOf = (name: string, op: CustomOp): string => filters.get(`${name}~${op}`)?.value ?? "";
  const set = (name: string, op: CustomOp, value: string) => setFilters((before) => new Map(before).set(`${name}~${op}`, { name, op, value }));
  const save = async () => {
    onChange({ where: whereOf([...filters.values()]), show: showOf(custom, shown) });
    return Promise.resolve(undefined);
  };
  return (
    <SmallForm title={words.list.fields} description={words.list.fieldsHint} saveLabel={words.list.fieldsApply} onSave={save} onClose={onClose}>
      {custom.map(({ id, name, type, field }) => (
        <fieldset key={id} className="flex min-w-0 flex-col gap-2 border-0 border-b border-line p-0 pb-3 last:border-b-0">
          <legend className="float-start pb-1 text-body font-medium wrap-anywhere">{field.label}</legend>
          <div className="flex flex-wrap gap-2">
            {OPS[type].map((op) => {
              const about = { label: words.list.asks[op], hideLabel: OPS[type].length === 1, value: valueOf(name, op), onChange: (value: string) => set(name, op, value) };
              if (op === "is") {
                const options = type === "checkbox" ? [{ value: "yes", label: words.yes }, { value: "no", label: words.no }] : field.choices.map((choice) => ({ value: choice, label: choice }));
                return <div key={op} className="min-w-40 flex-1"><Select {...about} label={field.label} options={[{ value: "", label: words.list.any }, ...options]} /></div>;
              }
              return <div key={op} className="min-w-32 flex-1"><TextField {...about} type={type === "date" ? "date" : "text"} inputMode={type === "number" || type === "money" ? "decimal" : undefined} autoComplete="off" placeholder={op === "contains" ? words.list.asks.contains : undefined} /></div>;
            })}
          </div>
          <Checkbox label={words.list.asColumn} checked={shown.includes(name)} onChange={(on) => setShown((before) => (on ? [...before, name] : before.filter((other) => other !== name)))} />
        </fieldset>
      ))}
    </SmallForm>
  );
};
