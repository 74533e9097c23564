// What will be sent of a file of customers or orders, before anything is: counts, the first of them, the rows that are
// refused here with their reasons.
import { format } from "../../app/format.ts";
import { listed } from "../../app/plural.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { UploadEntry, UploadPlan, UploadSettings } from "./core/plan-upload.ts";
import type { Refused } from "./core/run-plan.ts";
import { uploadFields } from "./core/upload-fields.ts";
import { RefusedList } from "./refused-list.tsx";
import { SampleTable } from "./sample-table.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface UploadCheckProps {
  readonly plan: UploadPlan;
  readonly settings: UploadSettings;
  readonly offline: boolean;
  readonly onDownload: (refused: readonly Refused[]) => void;
  readonly onBack: () => void;
  readonly onStart: () => void;
}

const PREVIEWED = 20;

function cellOf({ body }: UploadEntry, key: string, item: boolean): string {
  const said = (value: unknown): string => (value === undefined ? "" : Array.isArray(value) ? listed(value.map(String)) : typeof value === "number" ? format.number(value) : typeof value === "boolean" ? (value ? text.yes : text.no) : String(value));
  if (!item) return said(body[key]);
  const items = (body["items"] ?? []) as readonly Readonly<Record<string, unknown>>[];
  return listed(items.slice(0, 3).map((one) => said(one[key === "item" ? "name" : key])).filter((one) => one !== "")) + (items.length > 3 ? ` +${items.length - 3}` : "");
}

export const UploadCheck = ({ plan: { entries, refused }, settings, offline, onDownload, onBack, onStart }: UploadCheckProps) => {
  const fields = uploadFields(settings.kind).filter(({ key }) => settings.mapping.includes(key));
  const what = text.upload.count[settings.kind](entries.length);
  const shown = entries.slice(0, PREVIEWED);
  const preview = text.upload.preview(shown.length, entries.length);
  return (
    <StepFrame
      heading={text.check.heading}
      buttons={<><Button onClick={onBack}>{text.what2.back}</Button><Button variant="primary" disabled={entries.length === 0 || offline} onClick={onStart}>{entries.length === 0 ? text.check.nothing : text.upload.send(what)}</Button></>}
    >
      {offline && <Banner kind="offline" title={text.upload.offline}>{text.upload.offlineDetail}</Banner>}
      <Panel>
        <KeyValue
          facts={[
            { key: "send", label: text.upload.toSend, value: what },
            { key: "refuse", label: text.upload.refusedRows, value: text.n(refused.length) },
            { key: "total", label: text.upload.sentRows, value: text.n(entries.reduce((sum, { rows }) => sum + rows.length, refused.length)) },
          ]}
        />
      </Panel>
      {shown.length > 0 && (
        <>
          <h3 className="text-body font-semibold text-ink">{preview}</h3>
          <SampleTable
            label={preview} columns={[text.check.line, ...fields.map(({ label }) => label)]}
            rows={shown.map((entry, at) => ({ key: at, cells: [text.n(entry.rows[0]?.line ?? 0), ...fields.map(({ key, item }) => cellOf(entry, key, item === true))] }))}
          />
        </>
      )}
      <RefusedList refused={refused} onDownload={onDownload} />
    </StepFrame>
  );
};
