// A field that is typed or chosen from a few: edited in place.
import { showValue } from "../../app/show-value.ts";
import { FieldRow } from "../../ui/field-row.tsx";
import { HistoryLabel } from "./history-label.tsx";
import { editorOf } from "./editor-of.ts";
import { fieldFor } from "./kinds.ts";
import { mayMention } from "./mentions/mention.ts";
import { MentionBox } from "./mentions/mention-box.tsx";
import { OtherValue } from "./lazy-other-value.ts";
import { inputText } from "./parse-input.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import type { RowProps } from "./row-props.ts";
import { useFieldSave } from "./use-field-save.ts";

export const ValueRow = ({ view, kind, name, currency }: RowProps & { readonly currency: string }) => {
  const field = fieldFor(kind, name);
  const { begin, save } = useFieldSave(view, kind, name, currency);
  const current = view.fields[name];
  const value = current?.value ?? null;
  const shown = showValue(field, value, view.titles);
  const may = view.may.edit && !view.deleted;
  const { kind: control, options } = editorOf(kind, field, value);
  const typed = inputText(field, value);
  return (
    <FieldRow
      name={name} label={field.label} labelAs={<HistoryLabel view={view} kind={kind} name={name} />} value={typed} kind={control} options={options}
      display={shown === "" ? undefined : <>{shown}{current?.pending === true && <PendingMark />}</>}
      onEditStart={begin} onSave={may ? save : undefined} linesBox={mayMention(name) ? MentionBox : undefined}
      note={current !== undefined && current.other !== null ? <OtherValue id={view.id} kind={kind} name={name} field={current} titles={view.titles} may={may} /> : undefined}
    />
  );
};
