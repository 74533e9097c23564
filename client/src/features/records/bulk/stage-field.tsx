// The stage that many deals are moved to. One that closes them asks for the reason and the day, once for all.
import { isDay } from "@outrider/shared/schema";
import { text } from "../../../app/text.ts";
import type { StageView } from "../../../app/use-definitions.ts";
import { usePipelines } from "../../../app/use-definitions.ts";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import type { Deed } from "./bulk-calls.ts";
import { bulkWords } from "./texts.ts";

/** `stage`: its id, "" until one is chosen. */
export interface StageDraft { readonly stage: string; readonly reason: string; readonly day: string }

const words = text.stage;

/** What moving to it does, or what is missing. */
export function stageDeed({ stage, reason, day }: StageDraft, stages: readonly Pick<StageView, "id" | "outcome">[]): Deed | { readonly trouble: string } {
  const chosen = stages.find(({ id }) => id === stage);
  if (chosen === undefined) return { trouble: words.choose };
  if (chosen.outcome === "open") return { do: "set", field: "stage", value: stage };
  return isDay(day) ? { do: "close", stage, reason: reason.trim(), day } : { trouble: words.needsDate };
}

export const StageField = ({ stages, draft, onChange }: { readonly stages: readonly StageView[]; readonly draft: StageDraft; readonly onChange: (draft: StageDraft) => void }) => {
  const pipelines = usePipelines() ?? [];
  const outcome = stages.find(({ id }) => id === draft.stage)?.outcome ?? "open";
  const standing = stages.filter(({ archived }) => !archived);
  // A stage of the same name stands in several pipelines.
  const several = new Set(standing.map(({ pipeline }) => pipeline)).size > 1;
  const nameOf = ({ name, pipeline }: StageView): string => (several ? bulkWords.stageOf(name, pipelines.find(({ id }) => id === pipeline)?.name ?? "") : name);
  return (
    <>
      <Select label={bulkWords.toStage} value={draft.stage} placeholder={bulkWords.choosePlace} options={standing.map((stage) => ({ value: stage.id, label: nameOf(stage) }))} onChange={(stage) => onChange({ ...draft, stage })} />
      {outcome !== "open" && (
        <>
          <TextField label={words.reason} hint={words.reasonHint[outcome]} value={draft.reason} onChange={(reason) => onChange({ ...draft, reason })} maxLength={300} autoComplete="off" />
          <TextField label={words.closeDate} type="date" value={draft.day} onChange={(day) => onChange({ ...draft, day })} error={isDay(draft.day) ? undefined : words.needsDate} />
        </>
      )}
    </>
  );
};
