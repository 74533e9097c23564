// Takes everything this person may see out of the app, as a file made on this device: with no network too.
import { Download } from "lucide-react";
import { useState } from "react";
import { useEngineLink } from "../../act/index.ts";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { text } from "../../app/text.ts";
import { useFileExport } from "../../app/use-file-export.ts";
import { askOnce, useStatus } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { exportJson } from "./export-json.ts";
import { words } from "./texts.ts";

type End = { readonly kind: "ok" | "info" | "warning" | "error"; readonly title: string };

export const ExportPanel = () => {
  const link = useEngineLink();
  const user = useUser();
  const { complete, part } = useStatus();
  const { progress, run, cancel } = useFileExport();
  const [end, setEnd] = useState<End>();
  const start = async () => {
    setEnd(undefined);
    const now = Date.now();
    const about = { workspace: user?.workspaceName ?? "", by: user?.name ?? "", at: new Date(now).toISOString() };
    const ended = await run({
      format: "json", name: words.export.fileName(format.today(now)), mime: "application/json",
      make: (signal, onProgress) => exportJson({ ask: (query) => askOnce(link, query), signal, onProgress, about }),
    });
    if (ended.is === "cancelled") setEnd({ kind: "info", title: words.export.cancelled });
    else if (ended.is === "failed") setEnd({ kind: "error", title: words.export.failed });
    else setEnd(ended.file.complete ? { kind: "ok", title: words.export.done(ended.file.records) } : { kind: "warning", title: words.export.partly(ended.file.records) });
  };
  return (
    <Panel title={words.export.title}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-small text-ink-muted">{words.export.hint}</p>
        {!complete && <p className="text-small text-warn-ink">{part === null ? words.export.notComplete : words.export.part}</p>}
        {end !== undefined && <div className="self-stretch"><Banner kind={end.kind} title={end.title} onDismiss={() => setEnd(undefined)} /></div>}
        {progress === undefined
          ? <Button icon={Download} onClick={() => void start()}>{words.export.start}</Button>
          : (
            <div className="flex flex-col items-start gap-3 self-stretch">
              <div className="self-stretch"><ProgressBar label={words.export.running} value={progress.of === 0 ? undefined : progress.done / progress.of} detail={words.export.progress(progress.done, progress.of)} /></div>
              <Button onClick={cancel}>{text.ui.cancel}</Button>
            </div>
          )}
      </div>
    </Panel>
  );
};
