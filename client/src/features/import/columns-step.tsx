// Step 3: which column becomes which field, and the questions that only the person can answer. Every guess is shown
// and can be changed; what is not imported is named.
import { useMemo } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ColumnsPanel } from "./columns-panel.tsx";
import type { Question } from "./core/questions.ts";
import type { Settings, Surroundings } from "./core/settings.ts";
import type { Table } from "./core/table.ts";
import { targetsOf } from "./core/targets.ts";
import { Questions } from "./questions.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface ColumnsStepProps {
  readonly table: Table;
  readonly settings: Settings;
  readonly around: Surroundings;
  readonly complete: boolean;
  readonly questions: readonly Question[];
  readonly onChange: (settings: Settings) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

export const ColumnsStep = ({ table, settings, around, complete, questions, onChange, onNext, onBack }: ColumnsStepProps) => {
  const targets = useMemo(() => targetsOf(settings.kind, settings.custom), [settings.kind, settings.custom]);
  const open = questions.filter((question) => !question.answered).length;
  const hasMoney = settings.mapping.some((key) => targets.find((target) => target.key === key)?.field?.type === "money");
  const currencyWrong = hasMoney && !/^[A-Z]{3}$/.test(settings.currency);
  return (
    <StepFrame
      heading={text.columns.heading}
      buttons={
        <>
          {open > 0 && <p role="status" className="me-auto self-center text-small text-ink-muted">{text.ask.open(open)}</p>}
          <Button onClick={onBack}>{text.what2.back}</Button>
          <Button variant="primary" disabled={open > 0 || currencyWrong} onClick={onNext}>{text.what2.next}</Button>
        </>
      }
    >
      {!complete && <Banner kind="warning" title={text.notComplete} />}
      <ColumnsPanel table={table} mapping={settings.mapping} targets={targets} onChange={(mapping) => onChange({ ...settings, mapping })} />
      <Questions questions={questions} settings={settings} around={around} onChange={onChange} />
      <Panel>
        <div className="flex flex-col gap-4">
          {hasMoney && (
            <TextField label={text.columns.currency} value={settings.currency} maxLength={3} error={currencyWrong ? text.columns.currencyWrong : undefined} onChange={(currency) => onChange({ ...settings, currency: currency.toUpperCase() })} />
          )}
          <TextField label={text.columns.tag} hint={text.columns.tagHint} optional value={settings.tag} maxLength={200} onChange={(tag) => onChange({ ...settings, tag })} />
          <div className="flex flex-col gap-1">
            <p className="text-small font-medium text-ink">{text.columns.existing}</p>
            <Segmented label={text.columns.existing} segments={[{ value: "skip", label: text.columns.skip }, { value: "update", label: text.columns.update }]} value={settings.existing} onChange={(existing) => onChange({ ...settings, existing })} />
          </div>
        </div>
      </Panel>
    </StepFrame>
  );
};
