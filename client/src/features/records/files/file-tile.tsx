// One file as a tile: what it looks like, what it is called, and where it stands.
import { CircleAlert, File as FileSign, FileSpreadsheet, FileText, Image as ImageSign, Smartphone } from "lucide-react";
import { words } from "../../../app/file-texts.ts";
import { format } from "../../../app/format.ts";
import { useUser } from "../../../app/app-context.tsx";
import { thumbnailAddress } from "../../../app/raster-type.ts";
import type { FileView } from "../../../read/index.ts";
import { ProgressBar } from "../../../ui/progress-bar.tsx";

const SIGNS = { picture: ImageSign, sheet: FileSpreadsheet, text: FileText, other: FileSign } as const;
const signOf = ({ type, name }: FileView): keyof typeof SIGNS =>
  type.startsWith("image/") ? "picture" : /spreadsheet|excel|csv/.test(type) || /\.(xlsx?|csv|ods)$/i.test(name) ? "sheet" : /pdf|text|word|document/.test(type) ? "text" : "other";

/** Where it stands, in words; nothing where it is on the server, as it should be. */
export const standingOf = (file: FileView, user: string | undefined): string => {
  switch (file.state) {
    case "waiting":
      return words.states.waiting;
    case "uploading":
      return words.states.uploading(format.percent(Math.floor(file.sent * 100)));
    case "elsewhere":
      return file.by === user ? words.states.mine : words.states.elsewhere(file.byName);
    case "trouble":
      return words.states.trouble;
    case "uploaded":
      return file.keep ? words.states.here : "";
  }
};

export const FileTile = ({ file, onOpen }: { readonly file: FileView; readonly onOpen: () => void }) => {
  const user = useUser();
  const picture = thumbnailAddress(file.thumbnail);
  const Sign = SIGNS[signOf(file)];
  const standing = standingOf(file, user?.id);
  return (
    <button type="button" aria-label={words.open(file.name)} onClick={onOpen} className="flex size-full flex-col gap-1.5 rounded-control border border-line bg-surface p-1.5 text-start transition-colors duration-100 hover:bg-hover">
      <span className="flex aspect-4/3 w-full items-center justify-center overflow-hidden rounded-control bg-sunken">
        {picture === null ? <Sign aria-hidden className="size-9 text-ink-muted" strokeWidth={1.4} /> : <img src={picture} alt="" className="size-full object-cover" />}
      </span>
      <span className="line-clamp-2 px-0.5 text-small font-medium wrap-anywhere text-ink">{file.name}</span>
      <span className="figures px-0.5 text-caption text-ink-muted">{words.about(format.bytes(file.size), file.byName ?? "", "")}</span>
      {file.state === "uploading" ? <span className="px-0.5 text-caption"><ProgressBar label={standing} value={file.sent} detail="" /></span> : standing !== "" && (
        <span className={`flex items-start gap-1 px-0.5 text-caption ${file.state === "trouble" ? "text-bad-ink" : "text-ink-muted"}`}>
          {file.state === "trouble" ? <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" /> : <Smartphone aria-hidden className="mt-px size-3.5 shrink-0" />}
          <span className="min-w-0">{standing}</span>
        </span>
      )}
    </button>
  );
};
