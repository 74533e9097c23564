// A field that is typed or chosen from a few: edited in place.
import { text } from "../../app/text.ts";
import { showValue } from "../../app/show-value.ts";
import type { FieldKind } from "../../ui/field-editor.tsx";
import { FieldRow } from "../../ui/field-row.tsx";
import type { FieldType } from "@outrider/shared/schema";
import { fieldFor } from "./kinds.ts";
import { OtherValue } from "./other-value.tsx";
import { inputText } from "./parse-input.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import type { RowProps } from "./row-props.ts";
import { words } from "./texts.ts";
import { useFieldSave } from "./use-field-save.ts";

const kinds: Partial<Record<FieldType, FieldKind>> = { longText: "multiline", number: "number", date: "date", email: "email", phone: "tel", url: "url", choice: "choice", flag: "choice" };

export const ValueRow = ({ view, kind, name, currency }: RowProps & { readonly currency: string }) => {
  const field = fieldFor(kind, name);
  const { begin, save } = useFieldSave(view, kind, name, currency);
  const current = view.fields[name];
  const value = current?.value ?? null;
  const shown = showValue(field, value, view.titles);
  const may = view.may.edit && !view.deleted;
  const options = field.type === "choice"
    ? field.choices.filter((choice) => choice === value || !(kind === "lead" && choice === "converted")).map((choice) => ({ value: choice, label: text.choice(choice) }))
    : [{ value: "yes", label: words.yes }, { value: "no", label: words.no }];
  const typed = inputText(field, value);
  return (
    <FieldRow
      label={field.label} value={typed} kind={kinds[field.type] ?? "text"} options={options}
      display={shown === "" ? undefined : <>{shown}{current?.pending === true && <PendingMark />}</>}
      onEditStart={begin} onSave={may ? save : undefined}
      note={current !== undefined && current.other !== null ? <OtherValue id={view.id} kind={kind} name={name} field={current} titles={view.titles} may={may} /> : undefined}
    />
  );
};
