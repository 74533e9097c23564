// One file over the whole screen: the picture, the pages, the text, or what can be done with it.
import { Download, Pin, PinOff, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAct } from "../../../act/index.ts";
import { words } from "../../../app/file-texts.ts";
import { format } from "../../../app/format.ts";
import { saveBytes, useOpenedFile } from "../../../app/use-opened-file.ts";
import { useNow } from "../../../app/use-now.ts";
import { usePerform } from "../../../app/use-perform.ts";
import { useUser } from "../../../app/app-context.tsx";
import type { FileView } from "../../../read/index.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { standingOf } from "./file-tile.tsx";
import { PdfFrame } from "./pdf-frame.tsx";

export const FilePreview = ({ file, may, onClose }: { readonly file: FileView; readonly may: boolean; readonly onClose: () => void }) => {
  const act = useAct();
  const toast = useToast();
  const perform = usePerform();
  const user = useUser();
  const now = useNow();
  const opened = useOpenedFile(file.id);
  const [busy, setBusy] = useState(false);
  const standing = standingOf(file, user?.id);
  const keep = async () => {
    setBusy(true);
    const answer = await act.keepFile(file.id, !file.keep);
    setBusy(false);
    toast(answer?.ok === false ? { message: words.why[answer.why], tone: "bad" } : { message: file.keep ? words.notKept : words.kept });
  };
  const remove = async () => {
    onClose();
    const { reason } = await perform({ name: "remove", args: { id: file.id } }, words.removed(file.name));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const onItsWay = file.state === "waiting" || file.state === "uploading";
  return (
    <Dialog
      open onClose={onClose} shape="full" title={file.name} description={[words.about(format.bytes(file.size), file.byName ?? "", format.when(file.at, now)), standing].filter((part) => part !== "").join(" · ")}
      footer={
        <>
          {/* What takes it away is not what a key lands on. */}
          {"bytes" in opened && <Button variant="primary" icon={Download} onClick={() => saveBytes(file.name, opened.bytes)}>{words.save}</Button>}
          {file.state === "trouble" && <Button icon={RotateCw} onClick={() => void act.sendFileAgain(file.id)}>{words.again}</Button>}
          {file.state === "uploaded" && <Button icon={file.keep ? PinOff : Pin} busy={busy} onClick={() => void keep()}>{file.keep ? words.unkeep : words.keep}</Button>}
          {may && <Button variant="quiet" icon={Trash2} onClick={() => void remove()}>{onItsWay ? words.cancel : words.remove}</Button>}
        </>
      }
    >
      {file.trouble !== null && <Banner kind="error" title={words.states.trouble}>{words.troubles[file.trouble]}</Banner>}
      {opened.is === "opening" && <div role="status" aria-label={words.opening}><Skeleton lines={6} boxed /></div>}
      {opened.is === "away" && <Banner kind="info" title={words.why[opened.why]} />}
      {opened.is === "picture" && <img src={opened.address} alt={file.name} className="mx-auto max-h-full max-w-full object-contain" />}
      {opened.is === "pdf" && <PdfFrame address={opened.address} name={file.name} />}
      {opened.is === "text" && (
        <>
          <pre className="text-small whitespace-pre-wrap wrap-anywhere text-ink">{opened.text}</pre>
          {opened.more && <p className="mt-3 text-small text-ink-muted">{words.more}</p>}
        </>
      )}
      {opened.is === "other" && <p className="text-body text-ink-muted">{words.noPreview}</p>}
    </Dialog>
  );
};
