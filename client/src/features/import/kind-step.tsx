// Step 2: what the file holds, and whether its first row names the columns. Files that are lists end here.
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { isPartKind } from "./core/part-fields.ts";
import type { Table } from "./core/table.ts";
import { type FileKind, isImportKind } from "./core/targets.ts";
import { isUploadKind } from "./core/upload-fields.ts";
import type { Loaded } from "./import-work.ts";
import { SampleTable } from "./sample-table.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface KindStepProps {
  readonly file: Loaded;
  readonly table: Table;
  readonly busy: boolean;
  readonly onKind: (kind: FileKind) => void;
  readonly onHeader: (hasHeader: boolean) => void;
  readonly onList: () => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

const KINDS = Object.entries(text.kinds).map(([value, label]) => ({ value: value as FileKind, label }));
/** A calendar is nothing else, and nothing else is one. */
const [CALENDAR, TABLES] = [KINDS.filter(({ value }) => value === "calendar"), KINDS.filter(({ value }) => value !== "calendar")];

export const KindStep = ({ file, table, busy, onKind, onHeader, onList, onNext, onBack }: KindStepProps) => {
  const { kind } = file;
  const isCalendar = table.kind === "calendar";
  const isList = kind === "products" || kind === "people";
  return (
    <StepFrame
      heading={text.what2.heading(file.name)}
      buttons={
        <>
          <Button onClick={onBack}>{text.what2.back}</Button>
          {isList ? <Button variant="primary" onClick={onList}>{text.what2.useList}</Button> : <Button variant="primary" busy={busy} disabled={!isImportKind(kind) && !isUploadKind(kind) && !isPartKind(kind) && kind !== "calendar"} onClick={onNext}>{text.what2.next}</Button>}
        </>
      }
    >
      {table.notices.map((notice) => <Banner key={notice} kind="warning" title={notice} />)}
      <Panel>
        <div className="flex flex-col gap-2">
          <Select label={text.what2.kind} options={isCalendar ? CALENDAR : TABLES} value={kind ?? ""} placeholder={text.what2.choose} onChange={onKind} />
          {table.kind === undefined && <Checkbox label={text.what2.header} checked={table.hasHeader} disabled={busy} onChange={onHeader} />}
        </div>
      </Panel>
      {kind !== null && kind !== "calendar" && !isImportKind(kind) && <Banner kind="info" title={text.kinds[kind]}>{text.what2.about[kind]}</Banner>}
      <SampleTable label={file.name} columns={table.columns.map(({ name }) => name)} rows={table.rows.slice(0, 5).map((row, at) => ({ key: at, cells: row.cells.slice(0, table.columns.length) }))} />
    </StepFrame>
  );
};
