// Closes a deal as won or lost, with the reason and the day.
import { isDay } from "@outrider/shared/schema";
import { useState } from "react";
import { format } from "../../app/format.ts";
import type { StageView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { TextField } from "../../ui/text-field.tsx";
import { SmallForm } from "./small-form.tsx";
import { words } from "./texts.ts";

export const CloseDialog = ({ view, stage, onClose }: { readonly view: RecordPage; readonly stage: StageView; readonly onClose: () => void }) => {
  const perform = usePerform();
  const [reason, setReason] = useState("");
  const [day, setDay] = useState(() => format.today(Date.now()));
  const save = async () =>
    isDay(day) ? (await perform({ name: "close", args: { id: view.id, stage: stage.id, reason: reason.trim(), closeDate: day } }, words.stage.closed(stage.name))).reason : words.stage.needsDate;
  return (
    <SmallForm title={words.stage.closeTitle(stage.name)} saveLabel={words.stage.close} onSave={save} onClose={onClose}>
      <TextField label={words.stage.reason} hint={words.stage.reasonHint[stage.outcome === "won" ? "won" : "lost"]} value={reason} onChange={setReason} maxLength={300} autoComplete="off" />
      <TextField label={words.stage.closeDate} type="date" value={day} onChange={setDay} error={isDay(day) ? undefined : words.stage.needsDate} />
    </SmallForm>
  );
};
