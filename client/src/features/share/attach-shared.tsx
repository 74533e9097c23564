// A file that was shared, put on a record: the person chooses which.
import { Paperclip } from "lucide-react";
import { useState } from "react";
import { words as files } from "../../app/file-texts.ts";
import { LinkPicker } from "../../app/record-forms.ts";
import { PAGE_KINDS } from "../../app/record-route.ts";
import { useAttach } from "../../app/use-attach.ts";
import type { SharedInbox, SharedItem } from "../../platform/shared-inbox.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

export type AttachSharedProps = {
  readonly item: SharedItem;
  readonly inbox: SharedInbox;
  /** There is nothing better to be made of it. */
  readonly main: boolean;
  readonly onDone: () => Promise<void>;
};

export const AttachShared = ({ item, inbox, main, onDone }: AttachSharedProps) => {
  const attach = useAttach();
  const toast = useToast();
  const [choosing, setChoosing] = useState(false);
  const [busy, setBusy] = useState(false);
  const put = async (root: string) => {
    setChoosing(false);
    setBusy(true);
    const file = await inbox.file(item).catch(() => undefined);
    const saved = file === undefined ? 0 : await attach({ root }, [file]);
    if (file === undefined) toast({ message: files.unreadable(item.file?.name ?? words.text), tone: "bad" });
    setBusy(false);
    if (saved > 0) await onDone();
  };
  return (
    <>
      <Button variant={main ? "primary" : "secondary"} icon={Paperclip} busy={busy} onClick={() => setChoosing(true)}>{words.attach}</Button>
      {choosing && <LinkPicker open label={words.attach} title={words.attachTo} kinds={PAGE_KINDS} chosen={[]} onClose={() => setChoosing(false)} onPick={(picked) => picked !== null && void put(picked.id)} />}
    </>
  );
};
