// A file of customers or orders while it is sent and worked off, and what became of it.
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import type { Refused } from "./core/run-plan.ts";
import type { UploadProgress, UploadReport } from "./core/send-upload.ts";
import type { UploadKind } from "./core/upload-fields.ts";
import { RefusedList } from "./refused-list.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export const UploadRun = ({ name, progress: { sent, worked, of, waiting }, onStop }: { readonly name: string; readonly progress: UploadProgress; readonly onStop: () => void }) => {
  const sending = sent < of;
  const part = (count: number): number => (of === 0 ? 0 : count / of);
  return (
    <StepFrame heading={sending ? text.upload.sending(name) : text.upload.working(name)} buttons={<Button onClick={onStop}>{text.go.stop}</Button>}>
      {waiting && <Banner kind="offline" title={text.upload.offline}>{text.upload.waiting}</Banner>}
      <Panel>
        <div className="flex flex-col gap-3">
          <ProgressBar label={text.upload.sending(name)} value={part(sent)} detail={text.upload.sentOf(sent, of)} />
          <ProgressBar label={text.upload.working(name)} value={part(worked)} detail={text.upload.workedOf(worked, of)} />
          <p className="text-small text-ink-muted">{text.upload.stays}</p>
        </div>
      </Panel>
    </StepFrame>
  );
};

export interface UploadResultProps {
  readonly kind: UploadKind;
  readonly report: UploadReport;
  readonly offline: boolean;
  readonly rows: number;
  readonly nextName: string | null;
  readonly onDownload: (refused: readonly Refused[]) => void;
  readonly onAgain: () => void;
  readonly onAnother: () => void;
  readonly onNext: () => void;
}

export const UploadResult = ({ kind, report, offline, rows, nextName, onDownload, onAgain, onAnother, onNext }: UploadResultProps) => {
  const { taken, open, left, refused, stopped } = report;
  const what = text.upload.count[kind];
  return (
    <StepFrame
      heading={text.upload.taken(what(taken))}
      buttons={
        <>
          {left > 0 && <Button disabled={offline} onClick={onAgain}>{text.upload.again}</Button>}
          <Button variant={nextName === null ? "primary" : "secondary"} onClick={onAnother}>{text.result.another}</Button>
          {nextName !== null && <Button variant="primary" onClick={onNext}>{text.result.next(nextName)}</Button>}
        </>
      }
    >
      {stopped !== null && <Banner kind="warning" title={stopped}>{text.upload.stays}</Banner>}
      <Panel>
        <KeyValue
          facts={[
            { key: "taken", label: text.upload.takenLabel, value: what(taken) },
            ...(open > 0 ? [{ key: "open", label: text.upload.openLabel, value: text.n(open) }] : []),
            ...(left > 0 ? [{ key: "left", label: text.upload.left, value: text.n(left) }] : []),
            { key: "refused", label: text.upload.refusedRows, value: text.n(refused.length) },
            { key: "total", label: text.upload.sentRows, value: text.n(rows) },
          ]}
        />
      </Panel>
      <RefusedList refused={refused} onDownload={onDownload} />
    </StepFrame>
  );
};
