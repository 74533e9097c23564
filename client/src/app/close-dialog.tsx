// Closes a deal as won or lost, with the reason and the day; of what stands open against it, what it was lost to.
import { isDay } from "@outrider/shared/schema";
import { useState } from "react";
import { useLiveQuery } from "../read/index.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { SmallForm } from "../ui/small-form.tsx";
import { TextField } from "../ui/text-field.tsx";
import { format } from "./format.ts";
import { text } from "./text.ts";
import type { StageView } from "./use-definitions.ts";
import { usePerform } from "./use-perform.ts";

const words = text.stage;
const MOST_OBJECTIONS = 50;

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
  const [lostTo, setLostTo] = useState<ReadonlySet<string>>(new Set());
  const { rows } = useLiveQuery(stage.outcome === "lost" ? { kind: "objection", root: id, sort: { by: "updatedAt", descending: true }, limit: MOST_OBJECTIONS } : null);
  const open = rows.filter(({ values }) => (values["status"] ?? "open") === "open");
  const save = async () => {
    if (!isDay(day)) return words.needsDate;
    const settled = open.filter((one) => lostTo.has(one.id)).map((one) => ({ name: "edit", args: { id: one.id, values: { status: "lost" } } }) as const);
    return (await perform([{ name: "close", args: { id, stage: stage.id, reason: reason.trim(), closeDate: day } }, ...settled], words.closed(stage.name))).reason;
  };
  return (
    <SmallForm title={words.closeTitle(stage.name)} description={description} saveLabel={words.close} onSave={save} onClose={onClose}>
      <TextField label={words.reason} hint={words.reasonHint[stage.outcome === "won" ? "won" : "lost"]} value={reason} onChange={setReason} maxLength={300} autoComplete="off" />
      {open.length > 0 && (
        <fieldset className="min-w-0 border-0 p-0">
          <legend className="text-small font-medium text-ink">{words.lostTo}</legend>
          {open.map((one) => <Checkbox key={one.id} label={one.title} checked={lostTo.has(one.id)} onChange={(is) => setLostTo((was) => new Set(is ? [...was, one.id] : [...was].filter((other) => other !== one.id)))} />)}
        </fieldset>
      )}
      <TextField label={words.closeDate} type="date" value={day} onChange={setDay} error={isDay(day) ? undefined : words.needsDate} />
    </SmallForm>
  );
};
