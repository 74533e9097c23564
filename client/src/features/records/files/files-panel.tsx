// The files of a record: seen, opened, added by choosing, by the camera, by pasting, by dropping them anywhere on the page.
import { Camera, Plus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { words } from "../../../app/file-texts.ts";
import { isTyping } from "../../../app/is-typing.ts";
import { useAttach } from "../../../app/use-attach.ts";
import { useFiles, type RecordPage } from "../../../read/index.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { whenOpened } from "../../../ui/when-opened.tsx";
import { FileTile } from "./file-tile.tsx";

const FilePreview = whenOpened(async () => (await import("./file-preview.tsx")).FilePreview);

/** A browser calls every pasted picture the same; it has no name of its own. */
const pastedAs = (file: File): File => (/^image\.\w+$/.test(file.name) ? new File([file], words.pasted, { type: file.type }) : file);
const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;

/** Whether files are being held over the page; what comes in by itself is handed on. */
function useComingIn(on: boolean, take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    // What a dialog lets go by is not meant for the page under it.
    const free = (event: Event): boolean => !event.defaultPrevented && document.querySelector("dialog[open]") === null;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isTyping(event.target) || !free(event)) return;
      event.preventDefault();
      take(files.map(pastedAs));
    };
    const drag = (event: DragEvent) => {
      if (!hasFiles(event) || !free(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event) || !free(event)) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    };
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("paste", paste, { signal });
    window.addEventListener("dragover", drag, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    return () => listening.abort();
  }, [on, take]);
  return on && over;
}

export const FilesPanel = ({ view }: { readonly view: RecordPage }) => {
  const attach = useAttach();
  const files = useFiles(view.id);
  const [opened, setOpened] = useState<string>();
  const may = view.may.edit && !view.deleted;
  const { id: root } = view;
  const takeFiles = useCallback((chosen: readonly File[]) => void attach({ root }, chosen), [attach, root]);
  const over = useComingIn(may, takeFiles);
  const shown = files?.find(({ id }) => id === opened);
  return (
    <Panel
      title={words.heading}
      actions={may && (
        <span className="flex items-center gap-4">
          <span className="hidden pointer-coarse:inline-flex"><FileButton label={words.camera} icon={Camera} accept="image/*" camera onFiles={takeFiles} /></span>
          <FileButton label={words.add} icon={Plus} onFiles={takeFiles} />
        </span>
      )}
    >
      {over && <p className="mb-3 rounded-control border border-dashed border-accent bg-accent-soft px-3 py-4 text-center text-body font-medium text-ink">{words.drop}</p>}
      {files !== undefined && files.length === 0 && !over && <p className="text-body text-ink-muted">{may ? words.none : words.noneSeen}</p>}
      {files !== undefined && files.length > 0 && (
        <ul aria-label={words.heading} className="grid grid-cols-2 gap-3 wide:grid-cols-3">
          {files.map((file) => <li key={file.id} className="min-w-0"><FileTile file={file} onOpen={() => setOpened(file.id)} /></li>)}
        </ul>
      )}
      {shown !== undefined && <FilePreview key={shown.id} file={shown} may={may} onClose={() => setOpened(undefined)} />}
    </Panel>
  );
};
