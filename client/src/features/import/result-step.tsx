// Step 6: what became of every row, the refused ones to take away and mend, and taking the whole import back.
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import type { Dirt } from "./core/dirt.ts";
import type { Refused, Report } from "./core/run-plan.ts";
import { DirtList } from "./dirt-list.tsx";
import { RefusedList } from "./refused-list.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface ResultStepProps {
  readonly report: Report;
  readonly rows: number;
  readonly dirt: readonly Dirt[];
  readonly nextName: string | null;
  readonly onDownload: (refused: readonly Refused[]) => void;
  /** Resolves to how many records went to the bin, and how many others changed. */
  readonly onUndo: (onProgress: (done: number, of: number) => void) => Promise<TakenBack>;
  readonly onNext: () => void;
  readonly onAnother: () => void;
}

interface TakenBack { readonly gone: number; readonly changed: number }
type Undoing = { readonly state: "no" | "asked" } | { readonly state: "running"; readonly part: number } | { readonly state: "done"; readonly taken: TakenBack } | { readonly state: "failed"; readonly why: string };

export const ResultStep = ({ report, rows, dirt, nextName, onDownload, onUndo, onNext, onAnother }: ResultStepProps) => {
  const [undoing, setUndoing] = useState<Undoing>({ state: "no" });
  const undo = async () => {
    setUndoing({ state: "running", part: 0 });
    try {
      setUndoing({ state: "done", taken: await onUndo((done, of) => setUndoing({ state: "running", part: done / of })) });
    } catch (error) {
      setUndoing({ state: "failed", why: error instanceof Error ? error.message : String(error) });
    }
  };
  const facts = [
    { key: "imported", label: text.result.imported, value: text.n(report.imported) },
    ...(report.made < report.imported ? [{ key: "made", label: text.result.made, value: text.n(report.made) }] : []),
    { key: "skipped", label: text.result.skipped, value: text.n(report.skipped) },
    { key: "refused", label: text.result.refused, value: text.n(report.refused.length) },
    ...(report.left > 0 ? [{ key: "left", label: text.result.left, value: text.n(report.left) }] : []),
    { key: "total", label: text.result.total, value: text.n(rows) },
    ...(report.companies > 0 ? [{ key: "companies", label: text.result.companies, value: text.n(report.companies) }] : []),
  ];
  return (
    <StepFrame
      heading={text.result.heading(report.imported)}
      buttons={
        <>
          {report.ids.length + report.backs.length > 0 && (undoing.state === "no" || undoing.state === "failed") && <Button variant="quiet" icon={Undo2} onClick={() => setUndoing({ state: "asked" })}>{text.result.undo}</Button>}
          <Button variant={nextName === null ? "primary" : "secondary"} onClick={onAnother}>{text.result.another}</Button>
          {nextName !== null && <Button variant="primary" onClick={onNext}>{text.result.next(nextName)}</Button>}
        </>
      }
    >
      {report.stopped !== null && <Banner kind="warning" title={report.stopped}>{text.go.stays}</Banner>}
      {undoing.state === "running" && <ProgressBar label={text.result.undoing} value={undoing.part} />}
      {undoing.state === "done" && <Banner kind="ok" title={text.result.undone(undoing.taken.gone, undoing.taken.changed)} />}
      {undoing.state === "failed" && <Banner kind="error" title={undoing.why} />}
      <Panel><KeyValue facts={facts} /></Panel>
      <RefusedList refused={report.refused} onDownload={onDownload} />
      {dirt.length > 0 && <Panel title={text.check.dirt}><DirtList dirt={dirt} /></Panel>}
      <ConfirmDialog open={undoing.state === "asked"} title={text.result.undo} description={text.result.undoAsk(report.ids.length, report.backs.length)} confirmLabel={text.result.undo} danger onConfirm={() => void undo()} onClose={() => setUndoing({ state: "no" })} />
    </StepFrame>
  );
};
