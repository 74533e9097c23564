// One figure over time, step by step.
import { type Figures, type Period, TREND_STEPS, type TrendStep } from "@outrider/shared/analytics";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { ColumnChart, type PointLink } from "../../ui/column-chart.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { activitiesIn, closedDeals, newLeads, type Whose } from "./figure-links.ts";
import { words } from "./texts.ts";

const SHOWN = ["won", "leads", "activities"] as const;
type Shown = (typeof SHOWN)[number];

/** To what is counted in a step. */
const linkTo = (shown: Shown, whose: Whose, days: Period): PointLink => {
  switch (shown) {
    case "won":
      return ({ children, ...look }) => <Link to="/deals" search={closedDeals(whose, "won", days)} {...look}>{children}</Link>;
    case "leads":
      return ({ children, ...look }) => <Link to="/leads" search={newLeads(whose, days)} {...look}>{children}</Link>;
    case "activities":
      return ({ children, ...look }) => <Link to="/activities" search={activitiesIn(whose, days)} {...look}>{children}</Link>;
  }
};

export type TrendPanelProps = { readonly figures: Figures; readonly whose: Whose; readonly today: number; readonly onStep: (step: TrendStep) => void };

export const TrendPanel = ({ figures: { trend, step, currency, period }, whose, today, onStep }: TrendPanelProps) => {
  const [shown, setShown] = useState<Shown>("won");
  const say = (value: number): string => (shown === "won" ? format.money({ amount: Math.round(value), currency }) : format.number(value));
  const points = trend.map(({ from, to, leads, wonValue, activities }) => ({
    key: from, label: step === "month" ? format.month(from.slice(0, 7)) : format.days(from, to), short: format.dayShort(from, today),
    value: { won: wonValue, leads, activities }[shown], link: linkTo(shown, whose, { from, to }),
  }));
  const below = <div className="w-36"><Select label={words.step} hideLabel value={step} options={TREND_STEPS.map((value) => ({ value, label: words.steps[value] }))} onChange={onStep} /></div>;
  return (
    <Panel title={words.trends} actions={<Segmented label={words.trend} value={shown} segments={SHOWN.map((value) => ({ value, label: words.trendOf[value] }))} onChange={setShown} />}>
      <div className="flex flex-col gap-3">
        {points.every(({ value }) => value === 0)
          ? <><p className="text-body text-ink-muted">{words.noTrend}</p>{below}</>
          : <ColumnChart label={words.trendLabel(words.trendOf[shown], words.steps[step], format.days(period.from, period.to))} points={points} heads={[words.when, words.trendOf[shown]]} say={say} sayShort={format.short} below={below} />}
      </div>
    </Panel>
  );
};
