// Which column of a file is which field of those that it may have, and what only the person can say of how it is written.
import type { ReactNode } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { ColumnsPanel } from "./columns-panel.tsx";
import type { ColumnSettings, UploadQuestion } from "./core/plan-upload.ts";
import type { Table } from "./core/table.ts";
import type { UploadField } from "./core/upload-fields.ts";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface UploadColumnsProps {
  readonly table: Table;
  readonly settings: ColumnSettings;
  readonly targets: readonly UploadField[];
  readonly questions: readonly UploadQuestion[];
  /** What is missing beside the questions holds it back too. */
  readonly isHeld?: boolean;
  readonly before?: ReactNode;
  readonly children?: ReactNode;
  readonly onChange: (settings: ColumnSettings) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

export const UploadColumns = ({ table, settings, targets, questions, isHeld = false, before, children, onChange, onNext, onBack }: UploadColumnsProps) => {
  const open = questions.filter(({ answered }) => !answered).length;
  return (
    <StepFrame
      heading={text.columns.heading}
      buttons={
        <>
          {open > 0 && <p role="status" className="me-auto self-center text-small text-ink-muted">{text.ask.open(open)}</p>}
          <Button onClick={onBack}>{text.what2.back}</Button>
          <Button variant="primary" disabled={open > 0 || isHeld} onClick={onNext}>{text.what2.next}</Button>
        </>
      }
    >
      {before}
      <ColumnsPanel table={table} mapping={settings.mapping} targets={targets} onChange={(mapping) => onChange({ ...settings, mapping })} />
      {questions.length > 0 && (
        <Panel title={text.ask.heading}>
          <div className="flex flex-col gap-4">{questions.map((question) => <Control key={question.about === "required" ? question.label : `${question.about} ${question.column}`} question={question} settings={settings} onChange={onChange} />)}</div>
        </Panel>
      )}
      {children}
    </StepFrame>
  );
};

const Control = ({ question, settings, onChange }: { readonly question: UploadQuestion; readonly settings: ColumnSettings; readonly onChange: (settings: ColumnSettings) => void }) => {
  if (question.about === "required") return <Banner kind="error" title={text.ask.required(question.label)} />;
  const { column, name, example, why } = question;
  if (question.about === "number") {
    return <Select label={why === "mixed" ? text.ask.mixedNumber(name, example) : text.ask.number(name, example)} placeholder={text.ask.choose} value={settings.marks[column] ?? ""} options={[{ value: ".", label: text.ask.dot }, { value: ",", label: text.ask.comma }]} onChange={(mark) => onChange({ ...settings, marks: { ...settings.marks, [column]: mark } })} />;
  }
  return <Select label={why === "mixed" ? text.ask.mixedDate(name, example) : text.ask.date(name, example)} placeholder={text.ask.choose} value={settings.orders[column] ?? ""} options={[{ value: "dmy", label: text.ask.dmy }, { value: "mdy", label: text.ask.mdy }]} onChange={(order) => onChange({ ...settings, orders: { ...settings.orders, [column]: order } })} />;
};
