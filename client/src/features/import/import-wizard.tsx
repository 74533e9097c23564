// The import: from a file to records in six steps, offline as well as online. It owns the order of the steps and
// what runs behind them; what is decided lies in core/, what is written goes through the port.
import { useCallback, useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from "react";
import { format } from "../../app/format.ts";
import { Banner } from "../../ui/banner.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Stepper } from "../../ui/stepper.tsx";
import { CheckStep, type Checked } from "./check-step.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { EntriesStep } from "./entries-step.tsx";
import { findDirt } from "./core/dirt.ts";
import { failedRows } from "./core/failed-rows.ts";
import { linksOf } from "./core/links.ts";
import { makePlan } from "./core/plan.ts";
import { askAbout } from "./core/questions.ts";
import { runPlan, takeBack, type Refused } from "./core/run-plan.ts";
import { firstSettings, type Surroundings } from "./core/settings.ts";
import { isPartKind } from "./core/part-fields.ts";
import { isImportKind } from "./core/targets.ts";
import type { UploadPort } from "./core/send-upload.ts";
import { isUploadKind } from "./core/upload-fields.ts";
import { preview } from "./describe-draft.ts";
import { FileStep } from "./file-step.tsx";
import { act, nextFile, noWork, referencesIn, STEPS } from "./import-work.ts";
import { KindStep } from "./kind-step.tsx";
import { look } from "./look.ts";
import { PartsStep } from "./parts-step.tsx";
import { ResultStep } from "./result-step.tsx";
import { RunStep } from "./run-step.tsx";
import { pause } from "./pause.ts";
import type { ImportTarget } from "./target.ts";
import { text } from "./texts.ts";
import { UploadFlow } from "./upload-flow.tsx";
import { useFileReader } from "./use-file-reader.ts";

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const NOTHING_SHOWN = { columns: [], rows: [] };

export type ImportWizardProps = {
  readonly target: ImportTarget;
  readonly upload: UploadPort;
  /** Files that were not chosen here; each list is taken once. */
  readonly given: readonly File[];
  readonly onImported: (file: File) => void;
};

export const ImportWizard = ({ target, upload, given, onImported }: ImportWizardProps) => {
  const [work, dispatch] = useReducer(act, noWork);
  const [around, setAround] = useState<{ readonly around: Surroundings; readonly complete: boolean } | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [progress, setProgress] = useState({ done: 0, of: 0 });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const reader = useFileReader(dispatch);

  const file = work.files.find(({ key }) => key === work.current);
  const table = file?.table ?? null;
  const { settings, step } = work;
  const asked = useMemo(
    () => (table !== null && settings !== null && around !== null && step === "columns" ? askAbout(table, settings, around.around, linksOf(table, settings, around.around)).questions : []),
    [table, settings, around, step],
  );

  // What every row will become is worked out when the person comes to look at it, and again when they come back.
  useEffect(() => {
    if (step !== "check" || table === null || settings === null || around === null) return undefined;
    const control = new AbortController();
    const plan = async () => {
      const made = await makePlan(table, settings, around.around, () => target.newId(), { pause, signal: control.signal });
      if (made !== null && !control.signal.aborted) setChecked({ plan: made, dirt: findDirt(table, settings, around.around, made) });
    };
    plan().catch((error: unknown) => setTrouble(reasonOf(error)));
    return () => control.abort();
  }, [step, table, settings, around, target]);
  useEffect(() => () => stop.current?.abort(), []);

  const choose = (files: readonly File[]) => {
    dispatch({ type: "chosen", files });
    for (const [at, chosen] of files.entries()) void reader.read(work.next + at, chosen);
  };
  const chooseGiven = useEffectEvent(choose);
  useEffect(() => {
    if (given.length > 0) chooseGiven(given);
  }, [given]);
  const remove = (key: number) => {
    reader.stop(key);
    dispatch({ type: "removed", key });
  };
  const goToColumns = async () => {
    if (file?.kind === "calendar" || isUploadKind(file?.kind ?? null) || isPartKind(file?.kind ?? null)) return dispatch({ type: "step", step: "columns" });
    if (!file || table === null || !isImportKind(file.kind)) return undefined;
    setBusy(true);
    setTrouble(null);
    try {
      const [found, currency, custom] = await Promise.all([look(target, file.kind, referencesIn(work.files)), target.currency(), target.custom(file.kind)]);
      setAround(found);
      if (settings === null || settings.kind !== file.kind || settings.mapping.length !== table.columns.length) dispatch({ type: "settings", settings: { ...firstSettings(table, file.kind, currency, custom), tag: text.columns.tagOf(format.day(format.today(Date.now())), file.name).slice(0, 200) } });
      dispatch({ type: "step", step: "columns" });
    } catch (error) {
      setTrouble(reasonOf(error));
    }
    return setBusy(false);
  };
  const start = async (plan: Checked["plan"]) => {
    const control = new AbortController();
    stop.current = control;
    setProgress({ done: 0, of: plan.order.length + plan.companies.length });
    dispatch({ type: "step", step: "run" });
    const report = await runPlan(plan, (calls) => target.submit(calls), { signal: control.signal, onProgress: (done, of) => setProgress({ done, of }) });
    dispatch({ type: "reported", report });
    if (file !== undefined && !control.signal.aborted) onImported(file.file);
  };
  const download = useCallback((refused: readonly Refused[]) => {
    if (table !== null) target.save(text.check.downloadName(table.fileName), "text/csv;charset=utf-8", failedRows(table, refused));
  }, [table, target]);
  const back = (to: (typeof STEPS)[number]) => () => {
    setTrouble(null);
    dispatch({ type: "step", step: to });
  };
  const open = (key: number) => {
    setChecked(null);
    dispatch({ type: "opened", key });
  };

  const shownRows = useCallback((fates: Checked["plan"]["fates"]) => (settings !== null && around !== null ? preview(fates, settings, around.around) : NOTHING_SHOWN), [settings, around]);
  const next = nextFile(work);
  return (
    <Page narrow={step !== "check" && step !== "kind"}>
      <PageHeader title={text.title} detail={step === "file" ? undefined : file?.name} />
      <Stepper label={text.stepsLabel} steps={text.steps} current={STEPS.indexOf(step)} />
      {step !== "file" && step !== "result" && <span hidden data-unsaved="" />}
      {trouble !== null && <Banner kind="error" title={trouble} onDismiss={() => setTrouble(null)} />}
      {step === "file" && (
        <FileStep
          target={target} files={work.files} onFiles={choose} onRemove={remove} onOpen={open}
          onReadAsWindows={(each) => {
            dispatch({ type: "reading", key: each.key, part: 0 });
            void reader.read(each.key, each.file, { encoding: "windows-1252" });
          }}
        />
      )}
      {step === "kind" && file && table && (
        <KindStep
          key={file.key} file={file} table={table} busy={busy}
          onKind={(kind) => dispatch({ type: "kind", key: file.key, kind })}
          onHeader={(hasHeader) => {
            setBusy(true);
            void reader.read(file.key, file.file, { hasHeader, encoding: table.encoding === "windows-1252" ? table.encoding : undefined }).then(() => setBusy(false));
          }}
          onList={() => dispatch({ type: "listed", key: file.key })}
          onNext={() => void goToColumns()} onBack={back("file")}
        />
      )}
      {file && table && file.kind === "calendar" && (step === "columns" || step === "check") && (
        <EntriesStep
          key={file.key} table={table} target={target} step={step} onDownload={download}
          onNext={() => dispatch({ type: "step", step: "check" })} onBack={back(step === "check" ? "columns" : "kind")} onStart={(plan) => void start(plan)}
        />
      )}
      {file && table && isPartKind(file.kind) && (step === "columns" || step === "check") && (
        <PartsStep
          key={`${file.key} ${file.kind}`} kind={file.kind} table={table} target={target} step={step} onDownload={download}
          onNext={() => dispatch({ type: "step", step: "check" })} onBack={back(step === "check" ? "columns" : "kind")} onStart={(plan) => void start(plan)}
        />
      )}
      {file && table && isUploadKind(file.kind) && step !== "file" && step !== "kind" && (
        <UploadFlow
          key={`${file.key} ${file.kind}`} kind={file.kind} table={table} name={file.name} port={upload} step={step} nextName={next?.name ?? null} onDownload={download}
          onStep={(to) => dispatch({ type: "step", step: to })} onAnother={back("file")} onNext={() => next && open(next.key)}
          onDone={() => {
            dispatch({ type: "uploaded", key: file.key });
            onImported(file.file);
          }}
        />
      )}
      {step === "columns" && table && settings && around && (
        <ColumnsStep
          table={table} settings={settings} around={around.around} complete={around.complete} questions={asked}
          onChange={(changed) => dispatch({ type: "settings", settings: changed })}
          onNext={() => {
            setChecked(null);
            dispatch({ type: "step", step: "check" });
          }}
          onBack={back("kind")}
        />
      )}
      {step === "check" && settings && around && (
        <CheckStep
          key={checked === null ? "planning" : "planned"} checked={checked} shown={shownRows}
          onDownload={download} onBack={back("columns")} onStart={() => checked && void start(checked.plan)}
        />
      )}
      {step === "run" && !isUploadKind(file?.kind ?? null) && <RunStep name={file?.name ?? ""} done={progress.done} of={progress.of} onStop={() => stop.current?.abort()} />}
      {step === "result" && work.report && (
        <ResultStep
          report={work.report} rows={table?.rows.length ?? 0} dirt={checked?.dirt ?? []} nextName={next?.name ?? null}
          onDownload={download} onNext={() => next && open(next.key)} onAnother={back("file")}
          onUndo={(onProgress) => takeBack(work.report ?? { ids: [], backs: [] }, (calls) => target.submit(calls), onProgress)}
        />
      )}
    </Page>
  );
};
