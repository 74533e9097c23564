// How far the deals of a pipeline came, and what of that is not known.
import type { Figures } from "@outrider/shared/analytics";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { format } from "../../app/format.ts";
import type { PipelineView } from "../../app/use-definitions.ts";
import { BarTable } from "../../ui/bar-table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { funnelDeals, type Whose } from "./figure-links.ts";
import { words } from "./texts.ts";

export type FunnelPanelProps = { readonly figures: Figures; readonly pipelines: readonly PipelineView[]; readonly whose: Whose };

export const FunnelPanel = ({ figures: { funnels, period }, pipelines, whose }: FunnelPanelProps) => {
  const [chosen, setChosen] = useState("");
  const funnel = funnels.find(({ pipeline }) => pipeline === chosen) ?? funnels[0];
  const steps = funnel?.steps ?? [];
  const stages = steps.map(({ stage }) => stage);
  const rows = steps.map(({ stage, name, reached }, at) => {
    const before = at === 0 ? undefined : steps[at - 1]?.reached;
    return {
      key: stage, value: reached, shown: format.number(reached), detail: before === undefined || before === 0 ? undefined : words.ofBefore(format.percent(Math.round((reached / before) * 100))),
      name: <Link to="/deals" search={funnelDeals(whose, funnel?.pipeline ?? "", stages, at, period)} className="inline-flex min-h-touch items-center text-ink underline-offset-2 hover:underline desk:min-h-7">{stage === "won" ? words.wonStep : name}</Link>,
    };
  });
  return (
    <Panel
      title={words.funnel}
      actions={funnels.length > 1 ? <div className="w-44"><Select label={words.pipelineName} hideLabel value={funnel?.pipeline ?? ""} options={funnels.map(({ pipeline }) => ({ value: pipeline, label: pipelines.find(({ id }) => id === pipeline)?.name ?? words.unknown }))} onChange={setChosen} /></div> : undefined}
    >
      {funnel === undefined ? <p className="text-body text-ink-muted">{words.noFunnel}</p> : (
        <div className="flex flex-col gap-2">
          <p className="text-small text-ink-muted">{words.funnelDetail}</p>
          <BarTable label={words.funnel} heads={[words.stage, words.reached]} rows={rows} />
          <p className="text-small text-ink-muted">{funnel.lost > 0 && words.lost(funnel.lost)} {funnel.withoutHistory > 0 && words.withoutHistory(funnel.withoutHistory)}</p>
        </div>
      )}
    </Panel>
  );
};
