// A cell of a list while it is edited: the same control, the same save and the same reasons as on the record's page.
import { useEffect } from "react";
import type { PageKind } from "../../app/record-route.ts";
import { text } from "../../app/text.ts";
import { useStages, type StageView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import type { CellHandle } from "../../ui/cell-editing.ts";
import { FieldEditor } from "../../ui/field-editor.tsx";
import { focusWhenShown } from "../../ui/focus-when-shown.ts";
import { useToast } from "../../ui/toast.tsx";
import { TimeZonePicker } from "../../app/lazy-time-zone-picker.ts";
import { editorOf } from "./editor-of.ts";
import { fieldFor } from "./kinds.ts";
import { LinkPicker } from "./lazy-link-picker.tsx";
import { inputText } from "./parse-input.ts";
import { pageWords } from "./page-texts.ts";
import { useFieldSave } from "./use-field-save.ts";
import { useLinkSave } from "./use-link-save.ts";

/** A deal that the stage chosen in its cell would close: the reason is asked for outside the table. */
export interface Closing { readonly id: string; readonly title: string; readonly stage: StageView }

export type EditCellProps = {
  readonly view: RecordPage;
  readonly kind: PageKind;
  readonly name: string;
  readonly currency: string;
  readonly handle: CellHandle;
  readonly onClosing: (closing: Closing) => void;
};

export const EditCell = (props: EditCellProps) => {
  const { view, kind, name, handle } = props;
  const field = fieldFor(kind, name);
  const may = (field.guard === "assign" ? view.may.assign : view.may.edit) && !view.deleted;
  if (!may) return <Locked onDone={handle.onDone} />;
  if (name === "stage") return <EditStage {...props} />;
  if (name === "timeZone") return <EditZone {...props} />;
  return field.type === "link" ? <EditLink {...props} /> : <EditValue {...props} />;
};

const Locked = ({ onDone }: Pick<CellHandle, "onDone">) => (
  <button ref={focusWhenShown} type="button" className="px-2 py-1.5 text-start text-caption text-ink-muted" onBlur={() => onDone(false)} onClick={() => onDone(true)} onKeyDown={(event) => event.key === "Escape" && onDone(true)}>
    {pageWords.page.locked}
  </button>
);

const EditValue = ({ view, kind, name, currency, handle }: EditCellProps) => {
  const field = fieldFor(kind, name);
  const value = view.fields[name]?.value ?? null;
  const { begin, save } = useFieldSave(view, kind, name, currency);
  useEffect(() => begin(), [begin]);
  const { kind: control, options } = editorOf(kind, field, value);
  return <FieldEditor label={field.label} initial={inputText(field, value)} kind={control} options={options} onSave={save} onDone={handle.onDone} onTab={handle.onTab} />;
};

const EditZone = ({ view, kind, name, currency, handle }: EditCellProps) => {
  const toast = useToast();
  const value = view.values[name];
  const present = typeof value === "string" ? value : "";
  const { begin, save } = useFieldSave(view, kind, name, currency);
  useEffect(() => begin(), [begin]);
  return (
    <TimeZonePicker
      chosen={present} onClose={() => handle.onDone(true)}
      onPick={(zone) => {
        handle.onDone(true);
        if (zone !== present) void save(zone).then((reason) => reason !== undefined && toast({ message: reason, tone: "bad" }));
      }}
    />
  );
};

const EditLink = ({ view, kind, name, handle }: EditCellProps) => {
  const field = fieldFor(kind, name);
  const toast = useToast();
  const { kinds, present, save } = useLinkSave(view, kind, name);
  return (
    <LinkPicker
      open label={field.label} kinds={kinds} chosen={present === "" ? [] : [present]} emptiable={!field.required} onClose={() => handle.onDone(true)}
      onPick={(picked) => {
        handle.onDone(true);
        void save(picked).then((reason) => reason !== undefined && toast({ message: reason, tone: "bad" }));
      }}
    />
  );
};

const EditStage = ({ view, handle, onClosing }: EditCellProps) => {
  const perform = usePerform();
  const stages = useStages();
  const present = String(view.values["stage"] ?? "");
  const pipeline = stages.find(({ id }) => id === present)?.pipeline;
  if (pipeline === undefined) return null;
  const offered = stages.filter((stage) => stage.pipeline === pipeline && (!stage.archived || stage.id === present));
  const save = async (id: string) => {
    const stage = offered.find((one) => one.id === id);
    if (stage === undefined) return text.stage.choose;
    if (stage.outcome === "open") return (await perform({ name: "moveStage", args: { id: view.id, stage: id } }, text.stage.moved(stage.name))).reason;
    onClosing({ id: view.id, title: view.title, stage });
    return undefined;
  };
  return <FieldEditor label={text.stage.label} initial={present} kind="choice" options={offered.map(({ id, name }) => ({ value: id, label: name }))} onSave={save} onDone={handle.onDone} onTab={handle.onTab} />;
};
