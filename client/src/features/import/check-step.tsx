// Step 4: what will happen to every row before anything is written: counts, a preview, the rows that will be refused
// with their reasons, and what is odd in the file.
import { useMemo } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import type { Tone } from "../../ui/tone.ts";
import type { Dirt } from "./core/dirt.ts";
import type { Fate, Plan } from "./core/plan.ts";
import type { Refused } from "./core/run-plan.ts";
import type { Preview } from "./describe-draft.ts";
import { DirtList } from "./dirt-list.tsx";
import { RefusedList } from "./refused-list.tsx";
import { SampleTable } from "./sample-table.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface Checked { readonly plan: Plan; readonly dirt: readonly Dirt[] }
export interface CheckStepProps {
  readonly checked: Checked | null;
  /** The first rows as they will be. */
  readonly shown: (fates: readonly Fate[]) => Preview;
  readonly onDownload: (refused: readonly Refused[]) => void;
  readonly onStart: () => void;
  readonly onBack: () => void;
}

const PREVIEWED = 20;
const TONES = { new: "ok", update: "info", skip: "neutral", refuse: "bad" } as const satisfies Record<Fate["fate"], Tone>;

export const CheckStep = ({ checked, shown, onDownload, onStart, onBack }: CheckStepProps) => {
  const back = <Button onClick={onBack}>{text.what2.back}</Button>;
  if (checked === null) return <StepFrame heading={text.check.heading} buttons={back}><ProgressBar label={text.check.planning} /></StepFrame>;
  const { plan, dirt } = checked;
  return <Check plan={plan} dirt={dirt} shown={shown} onDownload={onDownload} onStart={onStart} back={back} />;
};

type CheckProps = Omit<CheckStepProps, "checked" | "onBack"> & Checked & { readonly back: React.ReactNode };

const Check = ({ plan, dirt, shown: showing, onDownload, onStart, back }: CheckProps) => {
  const { counts, refused } = useMemo(() => countFates(plan.fates), [plan]);
  const shown = useMemo(() => showing(plan.fates.slice(0, PREVIEWED)), [plan, showing]);
  const facts = [
    { key: "new", label: text.check.made, value: text.n(counts.new) },
    ...(counts.update > 0 ? [{ key: "update", label: text.check.updated, value: text.n(counts.update) }] : []),
    { key: "skip", label: text.check.skipped, value: text.n(counts.skip) },
    { key: "refuse", label: text.check.refused, value: text.n(counts.refuse) },
    ...(plan.companies.length > 0 ? [{ key: "companies", label: text.check.companies, value: text.n(plan.companies.length) }] : []),
    { key: "total", label: text.result.total, value: text.n(plan.fates.length) },
  ];
  const rows = shown.rows.map(({ fate, cells }, at) => ({
    key: at,
    cells: [text.n(fate.row.line), <Badge key="fate" tone={TONES[fate.fate]}>{text.check.fates[fate.fate]}</Badge>, ...cells],
  }));
  return (
    <StepFrame
      heading={text.check.heading}
      buttons={<>{back}<Button variant="primary" disabled={plan.order.length === 0} onClick={onStart}>{plan.order.length === 0 ? text.check.nothing : text.check.start(plan.order.length)}</Button></>}
    >
      <Panel><KeyValue facts={facts} /></Panel>
      <h3 className="text-body font-semibold text-ink">{text.check.preview(rows.length, plan.fates.length)}</h3>
      <SampleTable label={text.check.preview(rows.length, plan.fates.length)} columns={[text.check.line, text.check.fate, ...shown.columns]} rows={rows} />
      <RefusedList refused={refused} onDownload={onDownload} />
      <Panel title={text.check.dirt}><DirtList dirt={dirt} /></Panel>
    </StepFrame>
  );
};

function countFates(fates: readonly Fate[]) {
  const counts = { new: 0, update: 0, skip: 0, refuse: 0 };
  const refused: Refused[] = [];
  for (const fate of fates) {
    counts[fate.fate] += 1;
    if (fate.fate === "refuse") refused.push({ row: fate.row, errors: fate.errors });
  }
  return { counts, refused };
}
