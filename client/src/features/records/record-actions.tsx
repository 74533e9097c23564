// What is done with a record all day: log a call or a note, plan a task, call, write, convert. The rest is behind "More". On
// a phone it is one row that a thumb reaches, with words on the first alone.
import { NotebookPen, Phone, Shield, SquareCheck, UserRoundCheck } from "lucide-react";
import { useState } from "react";
import type { PageKind } from "../../app/record-route.ts";
import type { RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { isConverted } from "./conversion.ts";
import type { ActivityType } from "./log-sheet.tsx";
import { ReachLinks } from "./reach-links.tsx";
import { pageWords } from "./page-texts.ts";

const ConvertDialog = whenOpened(async () => (await import("./convert-dialog.tsx")).ConvertDialog);
const LogSheet = whenOpened(async () => (await import("./log-sheet.tsx")).LogSheet);
const TaskForm = whenOpened(async () => (await import("./task-form.tsx")).TaskForm);
const ObjectionForm = whenOpened(async () => (await import("./objection-form.tsx")).ObjectionForm);

export type RecordActionsProps = { readonly view: RecordPage; readonly kind: PageKind; readonly logging: ActivityType | undefined; readonly onLog: (type: ActivityType | undefined) => void };

export const RecordActions = ({ view, kind, logging, onLog }: RecordActionsProps) => {
  const desk = useIsDesk();
  const [open, setOpen] = useState<"task" | "objection" | "convert">();
  const close = () => setOpen(undefined);
  const { may } = view;
  if (view.deleted) return null;
  const convert = () => setOpen("convert");
  return (
    <>
      {may.edit && <span className="max-desk:me-1.5"><Button variant="primary" icon={Phone} onClick={() => onLog("call")}>{pageWords.log.call}</Button></span>}
      {may.edit && (
        <span className="flex max-desk:gap-0.5">
          <IconButton icon={NotebookPen} label={pageWords.capture.note} onClick={() => onLog("note")} />
          <IconButton icon={SquareCheck} label={pageWords.capture.task} onClick={() => setOpen("task")} />
          {kind === "deal" && <IconButton icon={Shield} label={pageWords.capture.objection} onClick={() => setOpen("objection")} />}
        </span>
      )}
      <ReachLinks view={view} />
      {kind === "lead" && may.edit && !isConverted(view) && (desk ? <Button icon={UserRoundCheck} onClick={convert}>{pageWords.convert.action}</Button> : <IconButton icon={UserRoundCheck} label={pageWords.convert.action} onClick={convert} />)}
      {logging !== undefined && <LogSheet root={view.id} first={logging} onClose={() => onLog(undefined)} />}
      {open === "task" && <TaskForm root={view} onClose={close} />}
      {open === "objection" && <ObjectionForm view={view} onClose={close} />}
      {open === "convert" && <ConvertDialog view={view} onClose={close} />}
    </>
  );
};
