// Step 1: choosing files, watching them being read, and what is wrong with those that are no tables.
import { X } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { FileDrop } from "../../ui/file-drop.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useUser } from "../../app/app-context.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import type { ImportTarget } from "./target.ts";
import { MAX_FILE_BYTES } from "./core/limits.ts";
import { isPartKind } from "./core/part-fields.ts";
import { isImportKind } from "./core/targets.ts";
import { isUploadKind } from "./core/upload-fields.ts";
import { inOrder, type Loaded } from "./import-work.ts";
import { EarlierImports } from "./earlier-imports.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

const HubspotPanel = whenOpened(async () => (await import("./hubspot/hubspot-panel.tsx")).HubspotPanel);

export interface FileStepProps {
  readonly target: ImportTarget;
  readonly files: readonly Loaded[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly onOpen: (key: number) => void;
  readonly onRemove: (key: number) => void;
  readonly onReadAsWindows: (file: Loaded) => void;
}

export const FileStep = ({ target, files, onFiles, onOpen, onRemove, onReadAsWindows }: FileStepProps) => {
  const admin = useUser()?.role === "admin";
  const next = inOrder(files).find((file) => file.table !== null && !file.done);
  return (
    <StepFrame heading={text.pick.heading} buttons={next && <Button variant="primary" onClick={() => onOpen(next.key)}>{text.what2.next}</Button>}>
      <FileDrop label={text.pick.drop} hint={text.pick.hint(MAX_FILE_BYTES)} accept=".csv,.tsv,.txt,.vcf,.vcard,.ics,.vcs,text/csv,text/tab-separated-values,text/vcard,text/calendar" multiple onFiles={onFiles} />
      {files.length > 0 && (
        <Panel title={text.pick.queue}>
          <ul className="flex flex-col divide-y divide-line">
            {inOrder(files).map((file) => <li key={file.key} className="py-2"><FileLine file={file} onOpen={onOpen} onRemove={onRemove} onReadAsWindows={onReadAsWindows} /></li>)}
          </ul>
        </Panel>
      )}
      <EarlierImports target={target} />
      {admin && <HubspotPanel onFiles={onFiles} />}
    </StepFrame>
  );
};

type FileLineProps = Pick<FileStepProps, "onOpen" | "onRemove" | "onReadAsWindows"> & { readonly file: Loaded };

const FileLine = ({ file, onOpen, onRemove, onReadAsWindows }: FileLineProps) => {
  if (file.problem !== null) {
    const action = file.problem.code === "encoding" ? <Button size="small" onClick={() => onReadAsWindows(file)}>{text.pick.asWindows}</Button> : undefined;
    return <Banner kind="error" title={file.name} action={action} onDismiss={() => onRemove(file.key)}>{file.problem.message}</Banner>;
  }
  if (file.table === null) {
    return (
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1"><ProgressBar label={text.pick.reading(file.name)} value={file.read} /></div>
        <Button size="small" onClick={() => onRemove(file.key)}>{text.pick.cancel}</Button>
      </div>
    );
  }
  return (
    <div className="flex items-center gap-3">
      <button type="button" onClick={() => onOpen(file.key)} className="flex min-h-touch min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 rounded-control px-1 py-1 text-start hover:bg-hover">
        <span className="min-w-0 flex-1 basis-48">
          <span className="block truncate text-body font-medium text-ink">{file.name}</span>
          <span className="figures block text-small text-ink-muted">{file.table.kind === undefined ? text.pick.size(file.table.rows.length, file.table.columns.length) : file.table.kind === "calendar" ? text.pick.entries(file.table.rows.length) : text.pick.cards(file.table.rows.length)}</span>
        </span>
        <span className="flex gap-2">
          {file.kind !== null && <Badge tone="info">{text.kinds[file.kind]}</Badge>}
          {file.done && <Badge tone="ok">{isImportKind(file.kind) || isUploadKind(file.kind) || isPartKind(file.kind) || file.kind === "calendar" ? text.pick.done : text.pick.listed}</Badge>}
        </span>
      </button>
      <IconButton icon={X} label={text.pick.remove} onClick={() => onRemove(file.key)} />
    </div>
  );
};
