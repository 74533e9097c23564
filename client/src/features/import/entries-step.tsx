// Steps 3 and 4 of a calendar: what becomes of its entries, and every one of them as it will be before anything is written.
import { useMemo, useState } from "react";
import { format, localZone } from "../../app/format.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { CheckStep } from "./check-step.tsx";
import { type EntrySettings, planEntries, unnamedIn } from "./core/plan-entries.ts";
import type { Fate } from "./core/plan.ts";
import { entryCell } from "./core/read-entries.ts";
import type { Preview } from "./describe-draft.ts";
import { lookAtEntries } from "./look.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { text } from "./texts.ts";
import { useLooked } from "./use-looked.ts";

export const EntriesStep = ({ table, target, step, onDownload, onNext, onBack, onStart }: StepProps) => {
  const { found, trouble } = useLooked(lookAtEntries, target);
  const [reader] = useState(() => ({ now: Date.now(), zone: localZone() }));
  const [settings, setSettings] = useState<EntrySettings>(() => ({ existing: "update", unnamed: "", name: text.earlier.name(format.moment(reader.now), table.fileName, target.me.name) }));
  const plan = useMemo(() => (step === "check" && found !== undefined ? planEntries(table, settings, found.around, () => target.newId(), reader) : null), [step, found, table, settings, target, reader]);
  if (step === "check") return <CheckStep checked={plan === null ? null : { plan, dirt: [] }} shown={shownEntries} onDownload={onDownload} onBack={onBack} onStart={() => plan !== null && onStart(plan)} />;
  const unnamed = found === undefined ? 0 : unnamedIn(table, found.around);
  const isOpen = unnamed > 0 && settings.unnamed === "";
  return (
    <StepFrame
      heading={text.entry.heading(table.fileName)}
      buttons={
        <>
          {isOpen && <p role="status" className="me-auto self-center text-small text-ink-muted">{text.ask.open(1)}</p>}
          <Button onClick={onBack}>{text.what2.back}</Button>
          <Button variant="primary" disabled={found === undefined || isOpen} onClick={onNext}>{text.what2.next}</Button>
        </>
      }
    >
      {trouble !== undefined && <Banner kind="error" title={trouble} />}
      {found === undefined && trouble === undefined && <ProgressBar label={text.check.planning} />}
      {found?.complete === false && <Banner kind="warning" title={text.notComplete} />}
      <Panel>
        <div className="flex flex-col gap-4">
          <p className="text-body text-ink">{text.entry.rules}</p>
          {unnamed > 0 && (
            <Select
              label={text.entry.unnamed(unnamed)} placeholder={text.ask.choose} value={settings.unnamed} options={[{ value: "task", label: text.entry.asTasks }, { value: "leave", label: text.entry.leaveOut }]}
              onChange={(choice) => setSettings({ ...settings, unnamed: choice })}
            />
          )}
          <div className="flex flex-col gap-1">
            <p className="text-small font-medium text-ink">{text.entry.existing}</p>
            <Segmented label={text.entry.existing} segments={[{ value: "update", label: text.columns.update }, { value: "skip", label: text.columns.skip }]} value={settings.existing} onChange={(existing) => setSettings({ ...settings, existing })} />
          </div>
        </div>
      </Panel>
    </StepFrame>
  );
};

/** Entries as they will be, or why they are left alone. */
function shownEntries(fates: readonly Fate[]): Preview {
  const when = (cell: string): string => (cell === "" ? "" : cell.length === 10 ? format.dayInWords(cell) : format.moment(Date.parse(cell)));
  const becomes = (fate: Fate): string => {
    if (!("call" in fate)) return fate.fate === "skip" ? fate.reason : "";
    const isMeeting = fate.draft.values["type"] === "meeting";
    return isMeeting ? text.entry.meeting : text.entry.task;
  };
  return {
    columns: [text.entry.cells.title, text.entry.cells.when, text.entry.becomes, text.entry.cells.people],
    rows: fates.map((fate) => ({ fate, cells: [entryCell(fate.row, "title"), when(entryCell(fate.row, "when")), becomes(fate), entryCell(fate.row, "people")] })),
  };
}
