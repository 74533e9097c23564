// Steps 3 and 4 of a file of what belongs to deals (lines, stakeholders): which column is which, and every row as it will be
// before anything is written.
import { useMemo, useState } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { CheckStep } from "./check-step.tsx";
import { type PartKind, partFields } from "./core/part-fields.ts";
import { askParts, firstParts, planParts, type PartSettings, type PartSurroundings } from "./core/plan-parts.ts";
import type { Fate } from "./core/plan.ts";
import type { Preview } from "./describe-draft.ts";
import { lookAtParts } from "./look.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { text } from "./texts.ts";
import { UploadColumns } from "./upload-columns.tsx";
import { useLooked } from "./use-looked.ts";

export interface PartsStepProps extends StepProps {
  readonly kind: PartKind;
}

export const PartsStep = ({ kind, table, target, step, onDownload, onNext, onBack, onStart }: PartsStepProps) => {
  const { found, trouble } = useLooked(lookAtParts, target);
  const first = useMemo(() => (found === undefined ? undefined : firstParts(table, kind, found.currency)), [table, kind, found]);
  const [chosen, setSettings] = useState<PartSettings>();
  const settings = chosen ?? first;
  const questions = useMemo(() => (settings === undefined ? [] : askParts(table, settings)), [table, settings]);
  const plan = useMemo(() => (step === "check" && found !== undefined && settings !== undefined ? planParts(table, settings, found.around, () => target.newId()) : null), [step, found, table, settings, target]);
  if (found === undefined || settings === undefined) {
    return (
      <StepFrame heading={text.columns.heading} buttons={<Button onClick={onBack}>{text.what2.back}</Button>}>
        {trouble === undefined ? <ProgressBar label={text.check.planning} /> : <Banner kind="error" title={trouble} />}
      </StepFrame>
    );
  }
  if (step === "check") return <CheckStep checked={plan === null ? null : { plan, dirt: [] }} shown={(fates) => shownParts(fates, settings, found.around)} onDownload={onDownload} onBack={onBack} onStart={() => plan !== null && onStart(plan)} />;
  const hasPrice = settings.mapping.includes("unitPrice");
  const isWrong = hasPrice && !/^[A-Z]{3}$/.test(settings.currency);
  return (
    <UploadColumns
      table={table} settings={settings} targets={partFields(kind)} questions={questions} isHeld={isWrong} onChange={(changed) => setSettings({ ...settings, ...changed })} onNext={onNext} onBack={onBack}
      before={found.complete ? undefined : <Banner kind="warning" title={text.notComplete} />}
    >
      <Panel>
        <div className="flex flex-col gap-4">
          <p className="text-body text-ink">{text.parts.hint[kind]}</p>
          {hasPrice && <TextField label={text.columns.currency} value={settings.currency} maxLength={3} error={isWrong ? text.columns.currencyWrong : undefined} onChange={(currency) => setSettings({ ...settings, currency: currency.toUpperCase() })} />}
        </div>
      </Panel>
    </UploadColumns>
  );
};

/** The rows as the file has them, with the titles of the deals and the names of the contacts that were found. */
function shownParts(fates: readonly Fate[], { kind, mapping }: PartSettings, { deals, contacts }: PartSurroundings): Preview {
  const titles = new Map<unknown, string>([...deals.map(({ id, title }) => [id, title] as const), ...contacts.map(({ id, name }) => [id, name] as const)]);
  const named = partFields(kind).filter(({ key }) => mapping.includes(key) && !["deal", "dealId", "contact", "email"].includes(key));
  const called = kind === "lines" ? (["root"] as const) : (["root", "contact"] as const);
  const labels = { root: text.parts.fields.deal, contact: text.parts.fields.contact };
  const cell = (fate: Fate, key: string): string => fate.row.cells[mapping.indexOf(key)] ?? "";
  return {
    columns: [...called.map((key) => labels[key]), ...named.map(({ label }) => label)],
    rows: fates.map((fate) => ({
      fate,
      cells: [...called.map((key) => ("call" in fate ? (titles.get(fate.draft.values[key]) ?? "") : cell(fate, key === "root" ? (mapping.includes("deal") ? "deal" : "dealId") : (mapping.includes("contact") ? "contact" : "email")))), ...named.map(({ key }) => cell(fate, key))],
    })),
  };
}
