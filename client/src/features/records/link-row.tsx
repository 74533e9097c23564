// A field that points at another record: followed by a tap, changed by choosing among those that exist. An owner is
// changed by giving the record away, which may be another right.
import { Pencil } from "lucide-react";
import { useState } from "react";
import { RecordLink } from "../../app/record-link.tsx";
import { text } from "../../app/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { HistoryLabel } from "./history-label.tsx";
import { fieldFor } from "./kinds.ts";
import { LinkPicker } from "./lazy-link-picker.tsx";
import type { Picked } from "./link-picker.tsx";
import { OtherValue } from "./lazy-other-value.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { PlainRow, RowButton } from "./plain-row.tsx";
import type { RowProps } from "./row-props.ts";
import { pageWords } from "./page-texts.ts";
import { useLinkSave } from "./use-link-save.ts";

export const LinkRow = ({ view, kind, name }: RowProps) => {
  const toast = useToast();
  const [picking, setPicking] = useState(false);
  const field = fieldFor(kind, name);
  const current = view.fields[name];
  const id = typeof current?.value === "string" ? current.value : "";
  const { kinds, may, save } = useLinkSave(view, kind, name);
  const [first = "company"] = kinds;
  const title = view.titles[id];
  const pick = async (picked: Picked | null) => {
    setPicking(false);
    const reason = await save(picked);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <PlainRow
      name={name} choosing={picking} label={<HistoryLabel view={view} kind={kind} name={name} />}
      action={may && <RowButton icon={Pencil} label={pageWords.page.change(field.label)} onClick={() => setPicking(true)} />}
      note={current !== undefined && current.other !== null ? <OtherValue id={view.id} kind={kind} name={name} field={current} titles={view.titles} may={may} /> : undefined}
    >
      {id === "" ? <span className="text-ink-faint">{text.ui.notSet}</span> : title === undefined ? text.record.notHere : <RecordLink kind={first} id={id} title={title} />}
      {current?.pending === true && <PendingMark />}
      {picking && <LinkPicker open label={field.label} kinds={kinds} chosen={id === "" ? [] : [id]} emptiable={!field.required} onClose={() => setPicking(false)} onPick={(picked) => void pick(picked)} />}
    </PlainRow>
  );
};
