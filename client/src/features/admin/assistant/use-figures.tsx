// The figures of the model's use: sums, days as a picture, and what made them up as tables.
import { whyNoModel } from "../../../app/ask-model-texts.ts";
import { format } from "../../../app/format.ts";
import { BarTable } from "../../../ui/bar-table.tsx";
import { ColumnChart } from "../../../ui/column-chart.tsx";
import { KeyValue } from "../../../ui/key-value.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { words } from "./texts.ts";
import type { UsePart, UseView } from "./use-view.ts";

const said = words.use;

interface UseFiguresProps { readonly use: UseView; /** In words. */ readonly days: string; readonly now: number; readonly currency: string }

const Parts = ({ title, head, parts, nameOf }: { readonly title: string; readonly head: string; readonly parts: readonly UsePart[]; readonly nameOf: (part: UsePart) => string }) =>
  parts.length > 0 && <Panel title={title}><BarTable label={title} heads={[head, said.requests]} rows={parts.map((part) => ({ key: part.key, name: nameOf(part), value: part.requests, shown: format.number(part.requests) }))} /></Panel>;

export const UseFigures = ({ use, days, now, currency }: UseFiguresProps) => (
  <>
    <Panel title={days}>
      <KeyValue
        facts={[
          { key: "requests", label: said.requests, value: format.number(use.requests) },
          { key: "tokens", label: said.tokens, value: said.tokensOf(use.tokensIn, use.tokensOut) },
          { key: "cost", label: said.cost, value: currency === "" ? format.number(use.cost) : format.money({ amount: use.cost, currency }) },
          { key: "latency", label: said.latency, value: use.latency === null ? said.noLatency : said.latencyOf(use.latency.half, use.latency.most) },
          { key: "dropped", label: said.dropped, value: format.number(use.dropped) },
        ]}
      />
    </Panel>
    <Panel title={said.perDay}>
      <ColumnChart
        label={said.perDayLabel(days)} heads={[said.day, said.requests]} say={format.number} sayShort={format.short}
        points={use.days.map(({ day, requests }) => ({ key: day, label: format.day(day), short: format.dayShort(day, now), value: requests }))}
      />
    </Panel>
    <Parts title={said.outcomes} head={said.outcomes} parts={use.outcomes} nameOf={({ key }) => said.outcome[key] ?? key} />
    <Parts title={said.reasons} head={said.reason} parts={use.reasons} nameOf={({ key }) => whyNoModel(key)} />
    <Parts title={said.models} head={said.modelHead} parts={use.models} nameOf={({ key }) => key} />
    <Parts title={said.purposes} head={said.purposeHead} parts={use.purposes} nameOf={({ key }) => said.purpose[key] ?? key} />
    <Parts title={said.people} head={said.person} parts={use.people} nameOf={({ name }) => name || said.somebody} />
  </>
);
