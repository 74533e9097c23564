// Makes a custom field or changes one: its label and options; of what kind and type it is is said once.
import { CUSTOM_TYPES, type CustomKind, type CustomType, definitionFault, optionsIn } from "@outrider/shared/schema";
import { useState } from "react";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

const types = CUSTOM_TYPES.map((value) => ({ value, label: words.fields.types[value] }));
const MOST = 20_000;

export type FieldDialogProps = { readonly kind: CustomKind; readonly field: CustomFieldView | undefined; /** All of the kind. */ readonly others: readonly CustomFieldView[]; readonly onClose: () => void };

export const FieldDialog = ({ kind, field, others, onClose }: FieldDialogProps) => {
  const { perform } = useEdit();
  const [typed, setTyped] = useState({ label: field?.field.label ?? "", type: field?.type ?? ("text" as CustomType), options: field?.options ?? "", archived: false });
  const [wrong, setWrong] = useState<{ readonly label?: string; readonly options?: string }>({});
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setWrong({});
  };
  const save = async (): Promise<string | undefined> => {
    const label = typed.label.trim();
    const options = optionsIn(typed.options).join("\n");
    const fault = definitionFault(
      { id: field?.id ?? "", of: kind, type: typed.type, label, options: typed.type === "choice" ? options : "", archived: typed.archived },
      others.map((other) => ({ ...other, of: kind, label: other.field.label })),
    );
    const found = {
      ...(fault === "needs-name" ? { label: words.needsName } : fault === "taken" && { label: words.fields.taken }),
      ...(fault === "needs-options" ? { options: words.fields.needsOptions } : options.length > MOST && { options: words.fields.tooMany }),
    };
    setWrong(found);
    const [first] = Object.values(found);
    if (first !== undefined) return first;
    const values = { label, ...(typed.type === "choice" && { options }) };
    if (field !== undefined) {
      if (typed.archived) return (await perform({ name: "edit", args: { id: field.id, values: { ...values, archived: true } } }, words.archivedDone(label))).reason;
      if (label === field.field.label && options === optionsIn(field.options).join("\n")) return undefined;
      return (await perform({ name: "edit", args: { id: field.id, values } }, words.saved(label))).reason;
    }
    const order = Math.max(-1, ...others.map((other) => other.order)) + 1;
    return (await perform({ name: "create", args: { kind: "customField", values: { of: kind, type: typed.type, order, ...values } } }, words.saved(label))).reason;
  };
  return (
    <SmallForm title={field === undefined ? words.fields.createTitle(words.fields.kinds[kind]) : words.change(field.field.label)} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField label={words.fields.label} value={typed.label} error={wrong.label} maxLength={60} onChange={(label) => set({ label })} autoComplete="off" />
      <Select label={words.fields.type} hint={words.fields.typeHint} disabled={field !== undefined} value={typed.type} options={types} onChange={(type) => set({ type })} />
      {typed.type === "choice" && <TextArea label={words.fields.options} hint={words.fields.optionsHint} error={wrong.options} rows={5} value={typed.options} onChange={(options) => set({ options })} />}
      {field !== undefined && <Checkbox label={words.archived} hint={words.fields.archiveHint} checked={typed.archived} onChange={(archived) => set({ archived })} />}
    </SmallForm>
  );
};
