// Steps 3 to 6 of a file of customers or orders: which column is which, every row checked on this device, sent to the
// server in pieces, and what became of each. It keeps what was chosen while there is no connection.
import { useEffect, useMemo, useRef, useState } from "react";
import { useStatus } from "../../read/index.ts";
import type { Refused } from "./core/run-plan.ts";
import { askUpload, firstUpload, planUpload, type UploadPlan } from "./core/plan-upload.ts";
import { sendUpload, type UploadPort, type UploadProgress, type UploadReport } from "./core/send-upload.ts";
import type { Table } from "./core/table.ts";
import { uploadFields, type UploadKind } from "./core/upload-fields.ts";
import type { StepName } from "./import-work.ts";
import { UploadCheck } from "./upload-check.tsx";
import { UploadColumns } from "./upload-columns.tsx";
import { UploadResult, UploadRun } from "./upload-run.tsx";

export interface UploadFlowProps {
  readonly kind: UploadKind;
  readonly table: Table;
  readonly name: string;
  readonly port: UploadPort;
  readonly step: StepName;
  readonly nextName: string | null;
  readonly onStep: (step: "kind" | "columns" | "check" | "run") => void;
  readonly onDone: () => void;
  readonly onDownload: (refused: readonly Refused[]) => void;
  readonly onAnother: () => void;
  readonly onNext: () => void;
}

const NONE: UploadProgress = { sent: 0, worked: 0, of: 0, waiting: false };

const waiting = (signal: AbortSignal) => (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });

export const UploadFlow = ({ kind, table, name, port, step, nextName, onStep, onDone, onDownload, onAnother, onNext }: UploadFlowProps) => {
  const { phase } = useStatus();
  const offline = phase === "offline" || phase === "connecting" || phase === "signed-out";
  const [settings, setSettings] = useState(() => firstUpload(table, kind));
  const [progress, setProgress] = useState(NONE);
  const [report, setReport] = useState<UploadReport>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const questions = useMemo(() => (step === "columns" ? askUpload(table, settings) : []), [step, table, settings]);
  const plan = useMemo(() => (step === "check" || step === "run" || step === "result" ? planUpload(table, settings) : null), [step, table, settings]);
  const start = async (what: UploadPlan) => {
    const control = new AbortController();
    stop.current = control;
    setProgress({ ...NONE, of: what.entries.length });
    onStep("run");
    const made = await sendUpload(kind, what, port, { signal: control.signal, wait: waiting(control.signal), onProgress: (now) => setProgress({ ...now }) });
    setReport(made);
    onDone();
  };
  if (step === "columns") return <UploadColumns table={table} settings={settings} targets={uploadFields(kind)} questions={questions} onChange={(changed) => setSettings({ ...settings, ...changed })} onNext={() => onStep("check")} onBack={() => onStep("kind")} />;
  if (plan === null) return null;
  if (step === "check") return <UploadCheck plan={plan} settings={settings} offline={offline} onDownload={onDownload} onBack={() => onStep("columns")} onStart={() => void start(plan)} />;
  if (step === "run") return <UploadRun name={name} progress={progress} onStop={() => stop.current?.abort()} />;
  if (report === undefined) return null;
  return <UploadResult kind={kind} report={report} offline={offline} rows={table.rows.length} nextName={nextName} onDownload={onDownload} onAgain={() => void start(plan)} onAnother={onAnother} onNext={onNext} />;
};
