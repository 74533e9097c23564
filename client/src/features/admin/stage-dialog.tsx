// Makes a stage or changes one.
import { useState } from "react";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { newStageCalls, type StageWrong, stageOf, type TypedStage } from "./stage-rules.ts";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";
import type { StageRow } from "./use-pipeline-rows.ts";

const outcomes = (["open", "won", "lost"] as const).map((value) => ({ value, label: words.pipelines.outcomes[value] }));
const figure = (value: number | null | undefined): string => (value === null || value === undefined ? "" : String(value));

export type StageDialogProps = { readonly pipeline: string; readonly stage: StageRow | undefined; /** All of the pipeline. */ readonly stages: readonly StageRow[]; readonly onClose: () => void };

export const StageDialog = ({ pipeline, stage, stages, onClose }: StageDialogProps) => {
  const { perform } = useEdit();
  const [typed, setTyped] = useState<TypedStage>({ name: stage?.name ?? "", probability: figure(stage?.probability), stagnantAfter: figure(stage?.stagnantAfter), outcome: stage?.outcome ?? "open", archived: false });
  const [wrong, setWrong] = useState<StageWrong>({});
  const set = (part: Partial<TypedStage>) => {
    setTyped((before) => ({ ...before, ...part }));
    setWrong({});
  };
  const save = async (): Promise<string | undefined> => {
    const found = stageOf(typed, stage, stages.filter(({ id, archived }) => id !== stage?.id && !archived));
    if ("wrong" in found) {
      setWrong(found.wrong);
      return Object.values(found.wrong)[0];
    }
    const { values } = found;
    if (stage !== undefined) {
      const same = Object.entries(values).every(([name, value]) => stage[name as keyof typeof values] === value);
      if (same && !typed.archived) return undefined;
      return (await perform({ name: "edit", args: { id: stage.id, values: { ...values, ...(typed.archived && { archived: true }) } } }, (typed.archived ? words.archivedDone : words.saved)(values.name))).reason;
    }
    return (await perform(newStageCalls(pipeline, values, stages), words.saved(values.name))).reason;
  };
  return (
    <SmallForm title={stage === undefined ? words.pipelines.newStage : words.change(stage.name)} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField label={words.name} value={typed.name} error={wrong.name} maxLength={300} onChange={(name) => set({ name })} autoComplete="off" />
      <Select label={words.pipelines.outcome} hint={words.pipelines.outcomeHint} value={typed.outcome} options={outcomes} onChange={(outcome) => set({ outcome })} />
      <TextField label={words.pipelines.probability} optional inputMode="decimal" value={typed.probability} error={wrong.probability} onChange={(probability) => set({ probability })} autoComplete="off" />
      <TextField label={words.pipelines.stagnant} optional hint={words.pipelines.stagnantHint} inputMode="numeric" value={typed.stagnantAfter} error={wrong.stagnantAfter} onChange={(stagnantAfter) => set({ stagnantAfter })} autoComplete="off" />
      {stage !== undefined && <Checkbox label={words.archived} checked={typed.archived} onChange={(archived) => set({ archived })} />}
    </SmallForm>
  );
};
