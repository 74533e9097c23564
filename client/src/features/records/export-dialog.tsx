// Takes a list as it is shown out of the app, as a file made on this device.
import { useState } from "react";
import { useEngineLink } from "../../act/index.ts";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { useFileExport } from "../../app/use-file-export.ts";
import { useCustomFields } from "../../app/custom-fields.ts";
import { askOnce, type Query } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import { exportList, hasCards, type ListFormat } from "./export-list.ts";
import { exportWords } from "./export-texts.ts";
import { words } from "./texts.ts";

const mimes = { csv: "text/csv;charset=utf-8", vcard: "text/vcard;charset=utf-8" } as const satisfies Record<ListFormat, string>;
const formats = (["csv", "vcard"] as const).map((value) => ({ value, label: exportWords.formats[value] }));

export type ExportDialogProps = { readonly kind: PageKind; readonly query: Query; readonly count: number; /** The device holds all of it. */ readonly complete: boolean; readonly onClose: () => void };

export const ExportDialog = ({ kind, query, count, complete, onClose }: ExportDialogProps) => {
  const link = useEngineLink();
  const labels = useUiLabels();
  const toast = useToast();
  const custom = useCustomFields(kind);
  const { progress, run, cancel } = useFileExport();
  const [as, setAs] = useState<ListFormat>("csv");
  const [trouble, setTrouble] = useState<"cancelled" | "failed">();
  const start = async () => {
    setTrouble(undefined);
    const ended = await run({
      format: as, name: exportWords.fileName(kind, format.today(Date.now()), as), mime: mimes[as],
      make: (signal, onProgress) => exportList({ ask: (asked) => askOnce(link, asked), kind, query, custom, format: as, signal, onProgress }),
    });
    if (ended.is !== "made") return setTrouble(ended.is);
    toast({ message: exportWords.done(words.list.count(kind, ended.file.records)) });
    onClose();
  };
  const busy = progress !== undefined;
  return (
    <Dialog
      open onClose={onClose} title={exportWords.title(words.list.count(kind, count))} description={exportWords.hint}
      footer={<><Button onClick={busy ? cancel : onClose}>{labels.cancel}</Button><Button variant="primary" busy={busy} onClick={() => void start()}>{exportWords.start}</Button></>}
    >
      <div className="flex flex-col items-start gap-3 pb-2">
        {hasCards(kind) && <Segmented label={exportWords.format} segments={formats} value={as} onChange={setAs} />}
        <p className="text-small text-ink-muted">{exportWords.formatHint[as]}</p>
        {!complete && <p className="text-small text-warn-ink">{exportWords.part}</p>}
        {trouble !== undefined && <div className="self-stretch"><Banner kind={trouble === "failed" ? "error" : "info"} title={exportWords[trouble]} /></div>}
        {busy && <div className="self-stretch"><ProgressBar label={exportWords.running} value={progress.of === 0 ? undefined : progress.done / progress.of} detail={exportWords.progress(progress.done, progress.of)} /></div>}
      </div>
    </Dialog>
  );
};
