// A contact's time zone on the page: read with its distance from UTC, changed by choosing among those there are.
import { Pencil } from "lucide-react";
import { useState } from "react";
import { PendingMark } from "../../../app/pending-mark.tsx";
import { text } from "../../../app/text.ts";
import { zoneWords } from "../../../app/time-zones.ts";
import { useNow } from "../../../app/use-now.ts";
import { useToast } from "../../../ui/toast.tsx";
import { HistoryLabel } from "../history-label.tsx";
import { OtherValue } from "../lazy-other-value.ts";
import { PlainRow, RowButton } from "../plain-row.tsx";
import type { RowProps } from "../row-props.ts";
import { useFieldSave } from "../use-field-save.ts";
import { TimeZonePicker } from "./lazy-time-zone-picker.ts";
import { customerWords } from "./texts.ts";

export const TimeZoneRow = ({ view, kind, name }: RowProps) => {
  const toast = useToast();
  const now = useNow();
  const [picking, setPicking] = useState(false);
  const { begin, save } = useFieldSave(view, kind, name, "");
  const current = view.fields[name];
  const zone = typeof current?.value === "string" ? current.value : "";
  const may = view.may.edit && !view.deleted;
  const open = () => {
    begin();
    setPicking(true);
  };
  const pick = async (picked: string) => {
    setPicking(false);
    if (picked === zone) return;
    const reason = await save(picked);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <PlainRow
      name={name} choosing={picking} label={<HistoryLabel view={view} kind={kind} name={name} />} action={may && <RowButton icon={Pencil} label={customerWords.zone.change} onClick={open} />}
      note={current !== undefined && current.other !== null ? <OtherValue id={view.id} kind={kind} name={name} field={current} titles={view.titles} may={may} /> : undefined}
    >
      {zone === "" ? <span className="text-ink-faint">{text.ui.notSet}</span> : zoneWords(zone, now)}
      {current?.pending === true && <PendingMark />}
      {picking && <TimeZonePicker chosen={zone} onPick={(picked) => void pick(picked)} onClose={() => setPicking(false)} />}
    </PlainRow>
  );
};
