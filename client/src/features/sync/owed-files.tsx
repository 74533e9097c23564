// Files that only this device has: on their way to the server, or kept here because it did not take them.
import { Download, RotateCw } from "lucide-react";
import { useState } from "react";
import { useAct } from "../../act/index.ts";
import { words } from "../../app/file-texts.ts";
import { format } from "../../app/format.ts";
import { HomeLink } from "../../app/record-home.tsx";
import { saveBytes } from "../../app/use-opened-file.ts";
import { useRecord, type FileView } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useToast } from "../../ui/toast.tsx";

export const OwedFiles = ({ files }: { readonly files: readonly FileView[] }) => {
  if (files.length === 0) return null;
  return (
    <Panel title={words.owed}>
      <ul aria-label={words.owed} className="flex flex-col divide-y divide-line">{files.map((file) => <li key={file.id} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0"><Owed file={file} /></li>)}</ul>
    </Panel>
  );
};

const Owed = ({ file }: { readonly file: FileView }) => {
  const act = useAct();
  const toast = useToast();
  const { view } = useRecord(file.root);
  const [asking, setAsking] = useState(false);
  const save = async () => {
    const answer = await act.openFile(file.id);
    if (answer.ok) saveBytes(answer.name, answer.bytes);
    else toast({ message: words.why[answer.why], tone: "bad" });
  };
  const discard = () => {
    setAsking(false);
    void act.discardFile(file.id);
  };
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 text-body">
        <span className="font-medium wrap-anywhere">{file.name}</span>
        <span className="figures text-caption text-ink-muted">{format.bytes(file.size)}</span>
        {view !== null && <HomeLink kind={view.kind} id={view.id} title={view.title} />}
      </p>
      {file.state === "waiting" && <p className="text-small text-ink-muted">{words.states.waiting}</p>}
      {file.state === "uploading" && <ProgressBar label={words.states.uploading(format.percent(Math.floor(file.sent * 100)))} value={file.sent} />}
      {file.trouble !== null && (
        <>
          <Banner kind="error" title={words.states.trouble}>{words.troubles[file.trouble]}</Banner>
          <div className="flex flex-wrap gap-2">
            <Button size="small" icon={Download} onClick={() => void save()}>{words.save}</Button>
            <Button size="small" icon={RotateCw} onClick={() => void act.sendFileAgain(file.id)}>{words.again}</Button>
            <Button size="small" variant="quiet" onClick={() => setAsking(true)}>{words.letGo}</Button>
          </div>
        </>
      )}
      {asking && <ConfirmDialog open danger title={words.letGoTitle(file.name)} description={words.letGoDetail} confirmLabel={words.letGo} onConfirm={discard} onClose={() => setAsking(false)} />}
    </>
  );
};
