// Closes a deal as won or lost, with the reason and the day.
import { isDay } from "@outrider/shared/schema";
import { useState } from "react";
import { SmallForm } from "../ui/small-form.tsx";
import { TextField } from "../ui/text-field.tsx";
import { format } from "./format.ts";
import { text } from "./text.ts";
import type { StageView } from "./use-definitions.ts";
import { usePerform } from "./use-perform.ts";

const words = text.stage;

export type CloseDialogProps = {
  /** The deal. */
  readonly id: string;
  readonly stage: StageView;
  /** Which deal, where the page does not say. */
  readonly description?: string | undefined;
  readonly onClose: () => void;
};

export const CloseDialog = ({ id, stage, description, onClose }: CloseDialogProps) => {
  const perform = usePerform();
  const [reason, setReason] = useState("");
  const [day, setDay] = useState(() => format.today(Date.now()));
  const save = async () =>
    isDay(day) ? (await perform({ name: "close", args: { id, stage: stage.id, reason: reason.trim(), closeDate: day } }, words.closed(stage.name))).reason : words.needsDate;
  return (
    <SmallForm title={words.closeTitle(stage.name)} description={description} saveLabel={words.close} onSave={save} onClose={onClose}>
      <TextField label={words.reason} hint={words.reasonHint[stage.outcome === "won" ? "won" : "lost"]} value={reason} onChange={setReason} maxLength={300} autoComplete="off" />
      <TextField label={words.closeDate} type="date" value={day} onChange={setDay} error={isDay(day) ? undefined : words.needsDate} />
    </SmallForm>
  );
};
