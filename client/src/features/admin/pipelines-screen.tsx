// Pipelines and their stages: made, named, put in order, archived. They are records: all of it works offline.
import { ArchiveRestore, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ArchivedList } from "./archived-list.tsx";
import { OrderedList } from "./ordered-list.tsx";
import { PipelineDialog } from "./pipeline-dialog.tsx";
import { StageDialog } from "./stage-dialog.tsx";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";
import { type StageRow, usePipelineRows } from "./use-pipeline-rows.ts";

const tones = { open: "neutral", won: "ok", lost: "bad" } as const;

export const PipelinesScreen = () => {
  const { pipelines, stages, loading } = usePipelineRows();
  const { order, restore } = useEdit();
  const [chosen, setChosen] = useState<string>();
  const [stage, setStage] = useState<StageRow | "new">();
  const [naming, setNaming] = useState<"new" | "this">();
  const used = pipelines.filter(({ archived }) => !archived);
  const pipeline = used.find(({ id }) => id === chosen) ?? used[0];
  const own = stages.filter((one) => one.pipeline === pipeline?.id);
  return (
    <>
      <p className="text-body text-ink-muted">{words.pipelines.hint}</p>
      <div className="flex flex-wrap items-end gap-2">
        {used.length > 1 && pipeline !== undefined && <div className="min-w-48 flex-1"><Select label={words.pipelines.which} value={pipeline.id} options={used.map(({ id, name }) => ({ value: id, label: name }))} onChange={setChosen} /></div>}
        <Button icon={Plus} onClick={() => setNaming("new")}>{words.pipelines.newPipeline}</Button>
      </div>
      {loading && <Skeleton lines={6} boxed />}
      {!loading && pipeline !== undefined && (
        <Panel title={pipeline.name} flush actions={<IconButton icon={Pencil} label={words.change(pipeline.name)} onClick={() => setNaming("this")} />}>
          <OrderedList
            label={words.pipelines.stages} onOrder={(ids) => order(ids, new Map(own.map((one) => [one.id, one.order])))}
            items={own.filter(({ archived }) => !archived).map((one) => ({
              id: one.id, name: one.name,
              content: (
                <>
                  <span className="flex flex-wrap items-center gap-x-2 text-body font-medium"><span className="wrap-anywhere">{one.name}</span>{one.outcome !== "open" && <Badge tone={tones[one.outcome]}>{words.pipelines.outcomes[one.outcome]}</Badge>}</span>
                  <span className="block text-small text-ink-muted">{words.pipelines.line(one.probability, one.stagnantAfter)}</span>
                </>
              ),
              actions: <IconButton icon={Pencil} label={words.change(one.name)} onClick={() => setStage(one)} />,
            }))}
          />
          <div className="border-t border-line px-4 py-2"><Button variant="quiet" flush icon={Plus} onClick={() => setStage("new")}>{words.pipelines.newStage}</Button></div>
        </Panel>
      )}
      <ArchivedList icon={ArchiveRestore} items={[...pipelines, ...own].filter(({ archived }) => archived)} onRestore={restore} />
      {stage !== undefined && pipeline !== undefined && <StageDialog pipeline={pipeline.id} stage={stage === "new" ? undefined : stage} stages={own} onClose={() => setStage(undefined)} />}
      {naming !== undefined && <PipelineDialog pipeline={naming === "this" ? pipeline : undefined} pipelines={pipelines} onMade={setChosen} onClose={() => setNaming(undefined)} />}
    </>
  );
};
