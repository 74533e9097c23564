// Makes a pipeline, with the three stages that none can do without, or renames and archives one.
import { derivedId } from "@outrider/shared/kernel";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";
import type { PipelineRow } from "./use-pipeline-rows.ts";

export type PipelineDialogProps = { readonly pipeline: PipelineRow | undefined; readonly pipelines: readonly PipelineRow[]; readonly onMade: (id: string) => void; readonly onClose: () => void };

export const PipelineDialog = ({ pipeline, pipelines, onMade, onClose }: PipelineDialogProps) => {
  const { perform } = useEdit();
  const me = useUser()?.id ?? "";
  const [name, setName] = useState(pipeline?.name ?? "");
  const [archived, setArchived] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const save = async (): Promise<string | undefined> => {
    const called = name.trim();
    if (called === "") {
      setWrong(words.needsName);
      return words.needsName;
    }
    if (pipeline !== undefined) {
      if (archived && !pipelines.some((other) => other.id !== pipeline.id && !other.archived)) return words.pipelines.lastPipeline;
      if (called === pipeline.name && !archived) return undefined;
      return (await perform({ name: "edit", args: { id: pipeline.id, values: { name: called, ...(archived && { archived }) } } }, (archived ? words.archivedDone : words.saved)(called))).reason;
    }
    const id = derivedId("pipeline", me, called, String(pipelines.length));
    const order = Math.max(-1, ...pipelines.map((other) => other.order ?? 0)) + 1;
    const stages = (["open", "won", "lost"] as const).map((outcome, at) => ({ name: "create", args: { kind: "stage", values: { pipeline: id, name: words.pipelines.first[outcome], order: at, outcome, probability: { open: 10, won: 100, lost: 0 }[outcome] } } }) as const);
    const { reason } = await perform([{ name: "create", args: { id, kind: "pipeline", values: { name: called, order } } }, ...stages], words.saved(called));
    if (reason === undefined) onMade(id);
    return reason;
  };
  return (
    <SmallForm title={pipeline === undefined ? words.pipelines.newPipeline : words.change(pipeline.name)} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField
        label={words.name} value={name} error={wrong} maxLength={300} autoComplete="off"
        onChange={(next) => {
          setName(next);
          setWrong(undefined);
        }}
      />
      {pipeline !== undefined && <Checkbox label={words.pipelines.archivePipeline} hint={words.pipelines.archivePipelineHint} checked={archived} onChange={setArchived} />}
    </SmallForm>
  );
};
