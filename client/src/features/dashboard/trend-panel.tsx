// One figure over time, step by step.
import { type Figures, TREND_STEPS, type TrendStep } from "@outrider/shared/analytics";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { ColumnChart } from "../../ui/column-chart.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { words } from "./texts.ts";

const SHOWN = ["won", "leads", "activities"] as const;
type Shown = (typeof SHOWN)[number];

export type TrendPanelProps = { readonly figures: Figures; readonly today: number; readonly onStep: (step: TrendStep) => void };

export const TrendPanel = ({ figures: { trend, step, currency, period }, today, onStep }: TrendPanelProps) => {
  const [shown, setShown] = useState<Shown>("won");
  const say = (value: number): string => (shown === "won" ? format.money({ amount: Math.round(value), currency }) : format.number(value));
  const points = trend.map(({ from, to, leads, wonValue, activities }) => ({
    key: from, label: step === "month" ? format.month(from.slice(0, 7)) : format.days(from, to), short: format.dayShort(from, today),
    value: { won: wonValue, leads, activities }[shown],
  }));
  return (
    <Panel title={words.trends} actions={<Segmented label={words.trend} value={shown} segments={SHOWN.map((value) => ({ value, label: words.trendOf[value] }))} onChange={setShown} />}>
      <div className="flex flex-col gap-3">
        {points.every(({ value }) => value === 0)
          ? <p className="text-body text-ink-muted">{words.noTrend}</p>
          : <ColumnChart label={words.trendLabel(words.trendOf[shown], words.steps[step], format.days(period.from, period.to))} points={points} heads={[words.when, words.trendOf[shown]]} say={say} sayShort={format.short} />}
        <div className="w-36"><Select label={words.step} hideLabel value={step} options={TREND_STEPS.map((value) => ({ value, label: words.steps[value] }))} onChange={onStep} /></div>
      </div>
    </Panel>
  );
};
