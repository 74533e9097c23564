// Takes everything this person may see out of the app, as a file made on this device: with no network too.
import { Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useEngineLink } from "../../act/index.ts";
import { useApp, useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { offerFile } from "../../app/offer-file.ts";
import { text } from "../../app/text.ts";
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
  const { api } = useApp();
  const { complete, part } = useStatus();
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [end, setEnd] = useState<End>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async () => {
    const control = new AbortController();
    stop.current = control;
    setEnd(undefined);
    setProgress({ done: 0, of: 0 });
    try {
      const now = Date.now();
      const made = await exportJson({
        ask: (query) => askOnce(link, query), signal: control.signal, onProgress: (done, of) => setProgress({ done, of }),
        about: { workspace: user?.workspaceName ?? "", by: user?.name ?? "", at: new Date(now).toISOString() },
      });
      if (made === null) setEnd({ kind: "info", title: words.export.cancelled });
      else {
        // For the audit log; what is made with no network is nobody's but the device's to know.
        void api({ method: "POST", path: "/api/audit/exports", body: { workspaceId: user?.workspaceId ?? "", format: "json", records: made.records } });
        offerFile(words.export.fileName(format.today(now)), "application/json", made.parts);
        setEnd(made.complete ? { kind: "ok", title: words.export.done(made.records) } : { kind: "warning", title: words.export.partly(made.records) });
      }
    } catch {
      setEnd({ kind: "error", title: words.export.failed });
    }
    setProgress(undefined);
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
              <Button onClick={() => stop.current?.abort()}>{text.ui.cancel}</Button>
            </div>
          )}
      </div>
    </Panel>
  );
};
